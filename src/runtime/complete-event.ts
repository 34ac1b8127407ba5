import { type Account, invitesWithoutToken } from "../domain/account.ts";
import type { Conversation } from "../domain/conversation.ts";
import type { EffectSettled, InboundEvent } from "../domain/event.ts";
import { sourceOf } from "../domain/ids.ts";
import type { Storage } from "../storage/port.ts";

/** What an invitation's token looks like; anything else a person may have typed. */
const tokenShape = /^[\w-]{1,64}$/;

/** Whoever comes later has not come for that. */
const invitationLifeMs = 24 * 60 * 60_000;

interface Place {
  readonly account: Account;
  readonly conversation: Conversation;
  readonly now: number;
}

/** Puts in what the platform or the desk could not carry, because we keep it; at once where there is nothing to put in. */
export function completeEvent(
  storage: Storage,
  { event, at }: { event: InboundEvent; at: Place },
): InboundEvent | Promise<InboundEvent> {
  switch (event.kind) {
    case "message.created":
      return event.conversationKind === "direct" && invitesWithoutToken(at.account)
        ? withInvitation(storage, { event, at })
        : event;
    case "button.pressed":
      return withPayload(storage, event);
    case "command.called":
      return withQuestion(storage, event);
    case "ticket.replied":
      return withMessageIds(storage, event);
    case "effect.settled":
      return isDeadReplyToPost(event, at.account) ? withQuestionAsked(storage, event) : event;
    default:
      return event;
  }
}

/** A button's token is `<outbox row in base 36>.<index>`; its payload never left us. */
async function withPayload(
  storage: Storage,
  event: Extract<InboundEvent, { kind: "button.pressed" }>,
): Promise<InboundEvent> {
  const [row = "", index = ""] = event.token.split(".");
  const seq = Number.parseInt(row, 36);
  if (!Number.isSafeInteger(seq)) return event;
  const effect = await storage.outbox.bySeq(seq, event.conversationId);
  const button = effect?.kind === "message.send" ? effect.buttons?.[Number(index)] : undefined;
  return button ? { ...event, payload: button.payload } : event;
}

/** Who follows an invitation is met with what they asked; anybody else's token means nothing. */
async function withQuestion(
  storage: Storage,
  event: Extract<InboundEvent, { kind: "command.called" }>,
): Promise<InboundEvent> {
  if (event.name !== "start" || event.conversationKind !== "direct" || !tokenShape.test(event.args))
    return event;
  const invitedWith = await storage.invitations.find(event.args, event.person.id);
  return invitedWith ? { ...event, invitedWith } : event;
}

/** Without a token the first message after an invitation follows it. */
async function withInvitation(
  storage: Storage,
  { event, at }: { event: Extract<InboundEvent, { kind: "message.created" }>; at: Place },
): Promise<InboundEvent> {
  const { author } = event.message;
  if (author.role === "staff" || author.role === "bot") return event;
  const followedAt = at.conversation.state.invited?.at ?? 0;
  const after = Math.max(at.now - invitationLifeMs, followedAt);
  const invitedWith = await storage.invitations.latest({ person: author.id, account: at.account.id, after });
  return invitedWith ? { ...event, invitedWith } : event;
}

/** The one reply to a post was never said. */
const isDeadReplyToPost = (
  { conversationKind, effectKind, outcome }: EffectSettled,
  { policies }: Account,
): boolean =>
  outcome.state === "dead" &&
  effectKind === "message.send" &&
  conversationKind === "group" &&
  policies?.inPublic === "invites_once";

/** Whoever was not replied to is named by their post. */
async function withQuestionAsked(storage: Storage, event: EffectSettled): Promise<InboundEvent> {
  const asked = await storage.posts.find(sourceOf(event.effectId));
  return asked ? { ...event, asked } : event;
}

/** An agent's edit names the reply; the platform names the messages that it became. */
async function withMessageIds(
  storage: Storage,
  event: Extract<InboundEvent, { kind: "ticket.replied" }>,
): Promise<InboundEvent> {
  const { reply } = event;
  if (reply.edits === undefined) return event;
  return { ...event, reply: { ...reply, sentAs: await storage.relays.messageIds(reply.edits) } };
}
