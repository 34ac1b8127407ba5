import type { DialogueState } from "../domain/conversation.ts";
import type { EffectDraft, FormattedText } from "../domain/effect.ts";
import { type PersonId, sourceOf } from "../domain/ids.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import { beginCase } from "./public-case.ts";
import type { Tools } from "./tools.ts";
import { joinWords } from "./voice.ts";

/** Of a thread that goes on for ever the newest people are remembered. */
const mostRemembered = 500;

/** Whether the account says nothing in public but how to reach it in private. */
export const onlyInvites = ({ account, conversation }: Turn): boolean =>
  account.policies?.inPublic === "invites_once" && conversation.kind === "group";

/** Whether this person has had their reply in this thread. */
export const wasRepliedTo = ({ conversation, person }: Turn): boolean =>
  person !== undefined && (conversation.state.repliedTo ?? []).includes(person.id);

const handleShape = /^\w{1,32}$/;

/** Whom public words are for stands before them: the same words to several people are refused as a repetition. */
export const addressedTo = (username: string | undefined, words: FormattedText): FormattedText =>
  username === undefined || !handleShape.test(username)
    ? words
    : joinWords([{ text: `@${username}`, spans: [] }, words]);

const isHere = ({ kind, conversationId }: EffectDraft): boolean =>
  kind === "message.send" && conversationId === undefined;

/**
 * One reply a person and thread; what comes beside it is not said. A warning that waits for the outcome of a deletion is
 * that reply. One about a later secret is said all the same: it may still be deleted.
 */
export const replyOnce = (
  turn: Turn,
  drafts: readonly EffectDraft[],
): { readonly drafts: readonly EffectDraft[]; readonly state?: DialogueState } => {
  const { person, conversation } = turn;
  const { repliedTo = [], warnings = [] } = conversation.state;
  if (!onlyInvites(turn) || person === undefined || readAct(turn).kind === "none") return { drafts };
  const first = wasRepliedTo(turn) ? undefined : drafts.find(isHere);
  const kept = drafts.filter((draft) => draft === first || !isHere(draft) || draft.priority === "protect");
  if (wasRepliedTo(turn) || (first === undefined && warnings.length === 0)) return { drafts: kept };
  const people = [...repliedTo, person.id].slice(-mostRemembered);
  const events = { ...conversation.state.repliedFor, [person.id]: (turn.events.at(-1) ?? turn.events[0]).id };
  return { drafts: kept, state: { ...conversation.state, ...remember(people, events) } };
};

type Events = NonNullable<DialogueState["repliedFor"]>;

const remember = (repliedTo: readonly PersonId[], events: Events) => ({
  repliedTo,
  repliedFor: Object.fromEntries(
    Object.entries(events).filter(([id]) => repliedTo.some((known) => known === id)),
  ),
});

/**
 * The one reply was never said: whoever it was meant for is somebody we have not replied to, and a case for the desk.
 * Where nobody knows whether it was, it is not risked twice.
 */
export const settleReply = (turn: Turn, tools: Tools): StageResult => {
  const {
    events: [event],
    conversation,
  } = turn;
  if (event.kind !== "effect.settled" || event.effectKind !== "message.send") return {};
  const { outcome, effectId } = event;
  if (outcome.state !== "dead" || outcome.failure === "superseded") return {};
  const { repliedTo = [], repliedFor = {} } = conversation.state;
  const source = sourceOf(effectId);
  const left = repliedTo.filter((id) => repliedFor[id] !== source);
  const isKept = outcome.failure === "uncertain" || left.length === repliedTo.length;
  return {
    findings: [{ name: "unanswered" }],
    timers: beginCase(turn, { event, tools }),
    patch: isKept ? {} : { state: { ...conversation.state, ...remember(left, repliedFor) } },
    decision: { kind: "ignore", reason: "unanswered" },
  };
};
