import { Answer } from "../../wire/answer.ts";
import { type Fields, fieldsOf, isList, numberOf } from "../../wire/values.ts";
import { numbered } from "../interactions/components.ts";
import {
  type CallbackName,
  callbackTypes,
  type Interaction,
  interactionTypes,
} from "../interactions/interaction.ts";
import { messageWire } from "../world/message-wire.ts";
import { edit, post } from "../world/post.ts";
import { type DcMessage, messageFlags, messageTypes } from "../world/types.ts";
import { invalidForm, refused } from "./api-error.ts";
import { needContent, readMessageForm } from "./message-form.ts";
import { editFrom } from "./message-routes.ts";
import { modalFaults } from "./modal-form.ts";
import { type Call, nothing, type Operation, pathOf, type Routes } from "./route.ts";

const ownFlags =
  messageFlags.suppressEmbeds |
  messageFlags.ephemeral |
  messageFlags.suppressNotifications |
  messageFlags.componentsV2;

/** The interaction that the path's token names. */
export const interactionOf = (call: Call): Interaction => {
  const interaction = call.world.interactions.get(pathOf(call, "token"));
  if (!interaction) throw refused(50027);
  return interaction;
};

/** A message in answer, which the person alone sees when the flag says so. */
export const sayInAnswer = (
  call: Call,
  interaction: Interaction,
  said: { readonly body: Fields; readonly isFirst: boolean; readonly isLoading?: boolean },
): DcMessage => {
  const { user, channel, type, name, message: source, id } = interaction.facts;
  const { body, isFirst, isLoading = false } = said;
  const form = readMessageForm(body, call.files, () => call.world.ids.next());
  if (!isLoading) needContent(form, form.newFiles.length);
  const flags = (form.flags ?? 0) & ownFlags;
  const isEphemeral = (flags & messageFlags.ephemeral) !== 0;
  const ofCommand = name === undefined ? messageTypes.menuCommand : messageTypes.slashCommand;
  const kind = isFirst && type === interactionTypes.command ? ofCommand : undefined;
  const message = post(call.world, channel, {
    author: call.application.user,
    text: form.text ?? "",
    embeds: form.embeds ?? [],
    components: form.components ?? [],
    files: form.newFiles,
    flags: flags | (isLoading ? messageFlags.loading : 0),
    mentions: form.mentions,
    interaction: { id, type, user, ...(name !== undefined && { name }) },
    ...(kind !== undefined && { type: kind }),
    ...(isEphemeral && { onlyFor: user.id }),
    replyTo: kind === undefined && source?.onlyFor === undefined ? source?.id : undefined,
  });
  if (isFirst) interaction.originalId = message.id;
  interaction.addMessage(message.id);
  return message;
};

const choicesOf = (data: Fields): Fields[] => (isList(data["choices"]) ? data["choices"].map(fieldsOf) : []);

const updateSource = (call: Call, interaction: Interaction, data: Fields): DcMessage => {
  const { message: source, channel } = interaction.facts;
  const known = source && channel.find(source.id);
  if (!known || known.deletedAt !== undefined) throw refused(10008);
  const form = readMessageForm(data, call.files, () => call.world.ids.next());
  const changed = edit(call.world, known, editFrom(known, form));
  interaction.originalId = known.id;
  interaction.addMessage(known.id);
  return changed;
};

const openModal = (interaction: Interaction, data: Fields): void => {
  if (interaction.facts.type === interactionTypes.modalSubmit) throw invalidForm([wrongType]);
  const faults = modalFaults(data);
  if (faults.length > 0) throw invalidForm(faults);
  const components = isList(data["components"]) ? data["components"].map(fieldsOf) : [];
  interaction.modal = { ...data, components: numbered(components) };
};

const wrongType = {
  path: "type",
  code: "INTERACTION_RESPONSE_TYPE_INVALID",
  message: "The response type is not valid for this interaction",
};

/** Carries a first answer out; the message that it made or changed, if any. */
const carryOut = (
  call: Call,
  interaction: Interaction,
  kind: CallbackName,
  data: Fields,
): DcMessage | undefined => {
  const source = interaction.facts.message;
  switch (kind) {
    case "message":
      return sayInAnswer(call, interaction, { body: data, isFirst: true });
    case "deferredMessage":
      return sayInAnswer(call, interaction, { body: data, isFirst: true, isLoading: true });
    case "deferredUpdate":
      if (!source) throw invalidForm([wrongType]);
      interaction.originalId = source.id;
      return undefined;
    case "updateMessage":
      if (!source) throw invalidForm([wrongType]);
      return updateSource(call, interaction, data);
    case "autocomplete":
      interaction.choices = choicesOf(data);
      return undefined;
    case "modal":
      openModal(interaction, data);
      return undefined;
    case "pong":
      throw invalidForm([wrongType]);
    default:
      return kind satisfies never;
  }
};

const kindOf = (type: unknown): CallbackName => {
  const known = Object.entries(callbackTypes).find(([, value]) => value === numberOf(type));
  const name = known?.[0];
  for (const kind of callbackNames) if (kind === name) return kind;
  throw invalidForm([wrongType]);
};

const callbackNames: readonly CallbackName[] = [
  "pong",
  "message",
  "deferredMessage",
  "deferredUpdate",
  "updateMessage",
  "autocomplete",
  "modal",
];

const isFitting = (interaction: Interaction, kind: CallbackName): boolean =>
  (interaction.facts.type === interactionTypes.autocomplete) === (kind === "autocomplete");

const respond: Operation = (call) => {
  const interaction = interactionOf(call);
  if (interaction.id !== pathOf(call, "interaction")) throw refused(10062);
  if (interaction.acknowledged !== undefined) throw refused(40060);
  if (interaction.hasFailed) throw refused(10062);
  const body = fieldsOf(call.body);
  const kind = kindOf(body["type"]);
  if (!isFitting(interaction, kind)) throw invalidForm([wrongType]);
  const message = carryOut(call, interaction, kind, fieldsOf(body["data"]));
  interaction.acknowledge(kind);
  return call.query.get("with_response") === "true" ? responseWire(call, interaction, message) : nothing;
};

const responseWire = (call: Call, interaction: Interaction, message: DcMessage | undefined): Answer => {
  const { id, type, channel } = interaction.facts;
  const shown = message && messageWire(message, call.world, call.application.id);
  const kind = interaction.acknowledged;
  return new Answer(200, {
    interaction: {
      id,
      type,
      channel_id: channel.id,
      ...(channel.facts.guildId !== undefined && { guild_id: channel.facts.guildId }),
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (message.flags & messageFlags.loading) !== 0,
        response_message_ephemeral: message.onlyFor !== undefined,
      }),
    },
    ...(shown && {
      resource: {
        type: kind === "updateMessage" ? callbackTypes.updateMessage : callbackTypes.message,
        message: shown,
      },
    }),
  });
};

export const interactionRoutes = {
  "POST /interactions/:interaction/:token/callback": ["create_interaction_response", respond],
} as const satisfies Routes;
