import { fieldsOf } from "../../wire/values.ts";
import type { Interaction } from "../interactions/interaction.ts";
import { messageWire } from "../world/message-wire.ts";
import { edit, remove } from "../world/post.ts";
import { type DcMessage, messageFlags } from "../world/types.ts";
import { refused } from "./api-error.ts";
import { interactionOf, sayInAnswer } from "./interaction-routes.ts";
import { needContent } from "./message-form.ts";
import { editFrom, formOf } from "./message-routes.ts";
import { type Call, nothing, type Operation, pathOf, type Routes } from "./route.ts";

/** An interaction that was acknowledged and whose token still works. */
const openOf = (call: Call): Interaction => {
  const interaction = interactionOf(call);
  if (interaction.isExpired) throw refused(50027);
  if (interaction.acknowledged === undefined || interaction.acknowledged === "modal") throw refused(10015);
  return interaction;
};

const messageFor = (call: Call, interaction: Interaction): DcMessage => {
  const wanted = pathOf(call, "message");
  const id = wanted === "" || wanted === "@original" ? interaction.originalId : wanted;
  const message = id === undefined ? undefined : interaction.facts.channel.find(id);
  if (!message || message.deletedAt !== undefined || !interaction.owns(message.id)) throw refused(10008);
  return message;
};

const wireOf = (call: Call, message: DcMessage) => messageWire(message, call.world, call.application.id);

const change = (call: Call, message: DcMessage): DcMessage => {
  const changes = editFrom(message, formOf(call));
  const after = { ...message, ...changes };
  needContent(after, after.files.length);
  const flags = (changes.flags ?? message.flags) & ~messageFlags.loading;
  return edit(call.world, message, { ...changes, flags });
};

/** Right behind a deferral it fills that message in, and stays as visible as that was. */
const followUp: Operation = (call) => {
  const interaction = openOf(call);
  const original = interaction.facts.channel.find(interaction.originalId ?? "");
  if (original && (original.flags & messageFlags.loading) !== 0) return wireOf(call, change(call, original));
  return wireOf(call, sayInAnswer(call, interaction, { body: fieldsOf(call.body), isFirst: false }));
};

const get: Operation = (call) => wireOf(call, messageFor(call, openOf(call)));

const update: Operation = (call) => {
  const interaction = openOf(call);
  const changed = change(call, messageFor(call, interaction));
  interaction.addMessage(changed.id);
  return wireOf(call, changed);
};

const removeOne: Operation = (call) => {
  remove(call.world, [messageFor(call, openOf(call))], call.application.id);
  return nothing;
};

export const followUpRoutes = {
  "POST /webhooks/:application/:token": ["execute_webhook", followUp],
  "GET /webhooks/:application/:token/messages/@original": ["get_original_webhook_message", get],
  "PATCH /webhooks/:application/:token/messages/@original": ["update_original_webhook_message", update],
  "DELETE /webhooks/:application/:token/messages/@original": ["delete_original_webhook_message", removeOne],
  "GET /webhooks/:application/:token/messages/:message": ["get_webhook_message", get],
  "PATCH /webhooks/:application/:token/messages/:message": ["update_webhook_message", update],
  "DELETE /webhooks/:application/:token/messages/:message": ["delete_webhook_message", removeOne],
} as const satisfies Routes;
