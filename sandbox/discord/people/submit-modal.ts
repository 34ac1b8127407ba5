import { type FileDraft, storedFile } from "../../wire/stored-file.ts";
import { type Fields, fieldsOf, isFields, isList, numberOf } from "../../wire/values.ts";
import { begin } from "../interactions/begin.ts";
import { componentTypes, isSelect } from "../interactions/components.ts";
import { type Interaction, interactionTypes } from "../interactions/interaction.ts";
import type { Channel } from "../world/channel.ts";
import { fileWire } from "../world/message-wire.ts";
import type { World } from "../world/world.ts";
import type { Actor } from "./actor.ts";
import { optionValue } from "./use-components.ts";

/** What is filled in: a text, a choice, several choices, a tick, or files. */
export type ModalValue = string | boolean | readonly string[] | { readonly files: readonly FileDraft[] };

export type ModalValues = Readonly<Record<string, ModalValue>>;

interface Filling {
  readonly world: World;
  readonly channel: Channel;
  readonly values: ModalValues;
  readonly attachments: Record<string, Fields>;
}

const isFiles = (value: ModalValue | undefined): value is { readonly files: readonly FileDraft[] } =>
  isFields(value) && isList(value["files"]);

const choices = (component: Fields, given: ModalValue | undefined): string[] => {
  const listed = given === undefined || isFiles(given) || typeof given === "boolean" ? [] : given;
  const wanted = typeof listed === "string" ? [listed] : listed;
  return wanted.map((value) => optionValue(component, value));
};

/** What a person's Discord does not let through. */
const checkCount = (component: Fields, count: number): void => {
  const isRequired = component["required"] !== false;
  const least = numberOf(component["min_values"]) ?? 1;
  const most = numberOf(component["max_values"]) ?? 1;
  const tooFew = count < least && (isRequired || count > 0);
  if (tooFew || count > most) throw new Error(`${String(component["custom_id"])} takes ${least} to ${most}.`);
};

const checkText = (component: Fields, text: string): void => {
  const isRequired = component["required"] !== false;
  const least = Math.max(isRequired ? 1 : 0, numberOf(component["min_length"]) ?? 0);
  const most = numberOf(component["max_length"]) ?? 4_000;
  if ((text.length < least && (isRequired || text !== "")) || text.length > most)
    throw new Error(`${String(component["custom_id"])} takes ${least} to ${most} characters.`);
};

const uploaded = ({ world, channel, attachments }: Filling, files: readonly FileDraft[]): string[] =>
  files.map((draft) => {
    const file = storedFile(draft, world.ids.next());
    attachments[file.id] = { ...fileWire(world, channel.id, file), ephemeral: true };
    return file.id;
  });

const filledOne = (filling: Filling, component: Fields): Fields => {
  const { type, custom_id, id } = component;
  const given = filling.values[String(custom_id)];
  const facts = { type, custom_id, id };
  if (type === componentTypes.textInput) {
    const text = typeof given === "string" ? given : String(component["value"] ?? "");
    checkText(component, text);
    return { ...facts, value: text };
  }
  if (type === componentTypes.checkbox) return { ...facts, value: given === true };
  if (type === componentTypes.fileUpload) {
    const files = isFiles(given) ? given.files : [];
    checkCount(component, files.length);
    return { ...facts, values: uploaded(filling, files) };
  }
  const values = choices(component, given);
  if (type === componentTypes.radioGroup) {
    checkCount(component, values.length);
    return { ...facts, value: values[0] ?? null };
  }
  if (isSelect(type) || type === componentTypes.checkboxGroup) {
    checkCount(component, values.length);
    return { ...facts, values };
  }
  return { type, id };
};

const filled = (filling: Filling, component: Fields): Fields => {
  const { type, id } = component;
  const inside = component["components"];
  if (isList(inside)) return { type, id, components: inside.map((each) => filled(filling, fieldsOf(each))) };
  const single = component["component"];
  return isFields(single) ? { type, id, component: filled(filling, single) } : filledOne(filling, component);
};

/** Fills the form in that the bot opened, and sends it. May be done again. */
export const submitModal = (
  world: World,
  actor: Actor,
  opened: Interaction,
  values: ModalValues,
): Interaction => {
  const { modal, facts } = opened;
  if (!modal) throw new Error(`${actor.user.username} sees no form.`);
  const attachments: Record<string, Fields> = {};
  const filling = { world, channel: facts.channel, values, attachments };
  const components = isList(modal["components"]) ? modal["components"].map(fieldsOf) : [];
  const data = {
    custom_id: modal["custom_id"],
    components: components.map((component) => filled(filling, component)),
    ...(Object.keys(attachments).length > 0 && { resolved: { attachments } }),
  };
  const { application, channel, message } = facts;
  const about = { application, channel, data, ...(message && { message }) };
  return begin(world, { ...actor, ...about, type: interactionTypes.modalSubmit });
};
