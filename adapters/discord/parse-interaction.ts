import type { RawEvent } from "../../src/domain/event.ts";
import type { AttachmentRef } from "../../src/domain/message.ts";
import type { Person } from "../../src/domain/person.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import type { Address } from "./address.ts";
import { type CommandUse, useOf } from "./commands.ts";
import { readFiles, readLinks } from "./content.ts";
import { readCustomId, writeCustomId } from "./custom-id.ts";
import { readFilled } from "./form-values.ts";
import { forms, toModal } from "./forms.ts";
import { discordLimits, messageFlags } from "./limits.ts";
import { readMessage } from "./message.ts";
import {
  type NativeCommandData,
  type NativeComponentData,
  type NativeInteraction,
  type NativeMember,
  type NativeMessage,
  type NativeModalData,
  type NativeOption,
  snowflakeOf,
  timeOf,
} from "./native.ts";
import { fullName, moderates, readPerson, withLocale } from "./person.ts";
import { addressOnServer, fieldsOf, type ParseContext, type PlaceFields } from "./place.ts";

/** How an interaction is answered first, which Discord waits for. */
export type FirstResponse =
  /** Once its event is durable: "thinking", until the answer comes. */
  | { readonly kind: "defer" }
  /** Once its event is durable: nothing is seen. */
  | { readonly kind: "update" }
  /** At once. */
  | { readonly kind: "modal"; readonly modal: object }
  /** At once: it is none of ours, or cannot be what it says. */
  | { readonly kind: "refuse" };

export interface Asked {
  readonly id: string;
  readonly token: string;
  readonly at: number;
  readonly locale: unknown;
  /** Seen by the person alone: others read along where it was made. */
  readonly ephemeral: boolean;
  readonly first: FirstResponse;
}

export interface ParsedInteraction {
  readonly events: readonly RawEvent[];
  readonly asked: Asked;
}

const interactionTypes = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
/** It goes into a path: none of its signs may mean anything there. Discord tells no length. */
const tokenShape = /^[\w.-]{1,512}$/;
const maxTextUnits = 6000;

interface Frame {
  readonly id: string;
  readonly native: NativeInteraction;
  readonly person: Person;
  readonly address: Address;
  readonly context: ParseContext;
}

const carrierOf = ({ message }: NativeInteraction): NativeMessage => (isObject(message) ? message : {});

/** Commands and forms are between the person and us; so are buttons, unless all can see them. */
const isAside = (native: NativeInteraction): boolean =>
  native.type !== interactionTypes.component ||
  ((wholeOf(carrierOf(native).flags) ?? 0) & messageFlags.ephemeral) !== 0;

const addressOf = (
  native: NativeInteraction,
  { userId, context }: { userId: string; context: ParseContext },
): Address | undefined => {
  const channelId = snowflakeOf(native.channel_id);
  if (channelId === undefined) return undefined;
  // In somebody else's direct messages we have no place.
  if (native.guild_id === undefined)
    return native.context === undefined || native.context === 1 ? { kind: "direct", channelId } : undefined;
  const guildId = snowflakeOf(native.guild_id);
  if (guildId === undefined) return undefined;
  const place = addressOnServer({ guildId, channelId }, context);
  return place.kind === "channel" && isAside(native) ? { kind: "aside", guildId, channelId, userId } : place;
};

const readFrame = (native: NativeInteraction, context: ParseContext): Frame | undefined => {
  const id = snowflakeOf(native.id);
  const isOurs =
    context.applicationId === undefined || snowflakeOf(native.application_id) === context.applicationId;
  const member: NativeMember = isObject(native.member) ? native.member : {};
  const isModerator = () => moderates(member.permissions);
  const person = readPerson(native.user ?? member.user, { member, isModerator });
  const address = person && addressOf(native, { userId: person.id.slice("discord/".length), context });
  if (id === undefined || !isOurs || person === undefined || address === undefined) return undefined;
  return { id, native, person: withLocale(person, native.locale), address, context };
};

type Fields = PlaceFields & { readonly occurredAt: number };

const plainFields = ({ id, address, context }: Frame, platformEventId = `i${id}`): Fields => ({
  ...fieldsOf(context, { address, platformEventId }),
  occurredAt: timeOf(id),
});

/** The same with the place that Discord keeps open for the answer. */
const eventFields = (frame: Frame, platformEventId?: string) => {
  const fields = plainFields(frame, platformEventId);
  const ref = `${frame.id}/${textOf(frame.native.token) ?? ""}`;
  return { ...fields, replySlot: { ref, untilAt: fields.occurredAt + discordLimits.interactionLivesMs } };
};

/** What is written with a command has no message of its own on the platform. */
const asideMessageId = (interactionId: string): string => `i${interactionId}`;

interface Written {
  readonly text: string;
  readonly attachments: readonly AttachmentRef[];
  /** Who wrote it, where it is a message of somebody else's. */
  readonly author?: Person;
}

const asked = (frame: Frame, { text, attachments, author }: Written): RawEvent => ({
  ...eventFields(frame),
  kind: "message.created",
  message: {
    id: asideMessageId(frame.id),
    author: frame.person,
    text,
    links: readLinks(text),
    mentionsUs: true,
    attachments,
    ...(author === undefined ? {} : { forwardedFrom: author.displayName }),
  },
});

/** Whoever shows us a message is asked nothing more. */
const reported = (frame: Frame, { text, attachments, author }: Written): RawEvent => ({
  ...eventFields(frame),
  kind: "form.submitted",
  person: frame.person,
  form: "report",
  values: {
    ...(author && { who: fullName(author) }),
    ...(text.trim() === "" ? {} : { what: text }),
  },
  messageId: asideMessageId(frame.id),
  attachments,
});

const called = (frame: Frame, { name, args }: { name: string; args: string }): RawEvent => ({
  ...eventFields(frame),
  kind: "command.called",
  person: frame.person,
  name,
  args,
  messageId: asideMessageId(frame.id),
  secrets: [],
});

interface Resolved {
  readonly messages?: unknown;
  readonly attachments?: unknown;
}

const resolvedIn = (data: NativeCommandData): Resolved => (isObject(data.resolved) ? data.resolved : {});

const oneOf = (values: unknown, id: unknown): unknown => {
  const native = snowflakeOf(id);
  return isObject(values) && native !== undefined ? Reflect.get(values, native) : undefined;
};

/** The message that a command was called on: shown to us whether or not we may read others. */
const targetOf = (data: NativeCommandData, { context, native }: Frame): Written | undefined => {
  const target = oneOf(resolvedIn(data).messages, data.target_id);
  if (!isObject(target)) return undefined;
  const message = readMessage({ ...target, guild_id: native.guild_id }, context);
  if (message === undefined || message === "ignored") return undefined;
  const { text, attachments, author } = message;
  return { text, attachments, author };
};

const optionsOf = (data: NativeCommandData): Written => {
  const options = listOf(data.options).flatMap((value): NativeOption[] => (isObject(value) ? [value] : []));
  const text = options.find(({ type }) => type === 3)?.value;
  const files = options
    .filter(({ type }) => type === 11)
    .flatMap(({ value }) => oneOf(resolvedIn(data).attachments, value) ?? []);
  return { text: (textOf(text) ?? "").slice(0, maxTextUnits), attachments: readFiles(files) };
};

const modalOf = (frame: Frame, form: keyof typeof forms): FirstResponse => ({
  kind: "modal",
  modal: toModal(forms[form], {
    customId: writeCustomId({ kind: "form", form, asked: frame.id }),
    locale: frame.native.locale,
  }),
});

interface Meaning {
  readonly events: readonly RawEvent[];
  readonly first: FirstResponse;
}

const refused: Meaning = { events: [], first: { kind: "refuse" } };
const deferred = (event: RawEvent): Meaning => ({ events: [event], first: { kind: "defer" } });

const meaningOfUse = (
  use: CommandUse,
  { frame, data }: { frame: Frame; data: NativeCommandData },
): Meaning => {
  const target = data.target_id === undefined ? undefined : targetOf(data, frame);
  if (data.target_id !== undefined && target === undefined) return refused;
  const written = target ?? optionsOf(data);
  switch (use.kind) {
    case "open":
      return { events: [], first: modalOf(frame, use.form) };
    case "call":
      return deferred(called(frame, { name: use.name, args: written.text }));
    case "ask":
      return written.text.trim() === "" && written.attachments.length === 0
        ? deferred(called(frame, { name: "start", args: "" }))
        : deferred(asked(frame, written));
    case "report":
      return deferred(reported(frame, written));
    default:
      return use satisfies never;
  }
};

const readCommandCall = (frame: Frame): Meaning => {
  const data: NativeCommandData = isObject(frame.native.data) ? frame.native.data : {};
  const use = useOf(data.type ?? 1, data.name);
  return use === undefined ? refused : meaningOfUse(use, { frame, data });
};

const readPress = (frame: Frame): Meaning => {
  const { native, person } = frame;
  const data: NativeComponentData = isObject(native.data) ? native.data : {};
  const id = readCustomId(data.custom_id);
  if (id?.kind === "opener") return { events: [], first: modalOf(frame, id.form) };
  if (id?.kind !== "button") return refused;
  const messageId = snowflakeOf(carrierOf(native).id);
  const pressed = {
    kind: "button.pressed" as const,
    person,
    token: id.token,
    ...(messageId === undefined ? {} : { messageId }),
  };
  if (frame.address.kind === "channel" || frame.address.kind === "aside")
    return deferred({ ...eventFields(frame), ...pressed });
  // In a direct chat or a private thread the answer is an ordinary message: it outlives the interaction, and can be edited.
  return { events: [{ ...plainFields(frame), ...pressed }], first: { kind: "update" } };
};

const readForm = (frame: Frame): Meaning => {
  const { native, person } = frame;
  const data: NativeModalData = isObject(native.data) ? native.data : {};
  const id = readCustomId(data.custom_id);
  if (id?.kind !== "form") return refused;
  const filled = readFilled(forms[id.form], data);
  if (filled === undefined) return refused;
  // The same form, sent again, is the same event.
  return deferred({
    ...eventFields(frame, `f${id.asked}`),
    kind: "form.submitted",
    person,
    form: id.form,
    values: filled.values,
    messageId: asideMessageId(frame.id),
    attachments: filled.attachments,
  });
};

const meaningOf = (frame: Frame): Meaning => {
  switch (frame.native.type) {
    case interactionTypes.command:
      return readCommandCall(frame);
    case interactionTypes.component:
      return readPress(frame);
    case interactionTypes.modal:
      return readForm(frame);
    default:
      return refused;
  }
};

/** What somebody did with a command, a button or a form. Undefined: it cannot even be answered. */
export const parseInteraction = (value: object, context: ParseContext): ParsedInteraction | undefined => {
  const native: NativeInteraction = value;
  const id = snowflakeOf(native.id);
  const token = textOf(native.token) ?? "";
  if (id === undefined || !tokenShape.test(token)) return undefined;
  const frame = readFrame(native, context);
  const { events, first } = frame === undefined ? refused : meaningOf(frame);
  const ephemeral = native.guild_id !== undefined;
  return { events, asked: { id, token, at: timeOf(id), locale: native.locale, ephemeral, first } };
};
