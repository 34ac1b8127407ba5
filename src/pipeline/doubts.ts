import { type DoubtAnswer, doubtAnswers, encodePayload } from "../dialogue/payloads.ts";
import { hasWords, plainWords } from "../dialogue/words.ts";
import type { Doubt } from "../domain/conversation.ts";
import type { Phrase, PhraseButton } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { HeldText, StageResult, Turn } from "../domain/turn.ts";
import { holdsSecret, readAct, spokenIn } from "./act.ts";
import { converse } from "./replies.ts";
import type { Tools } from "./tools.ts";

/** As long as the suspected text is held. */
export const doubtMs = 10 * 60_000;
const mostDoubts = 5;

/** What a transaction's id and a private key have in common. */
const hashShape = /^(?:0x)?[0-9a-f]{64}$/i;

export const heldOf = ({ held = [] }: Turn, { sources }: Pick<Doubt, "sources">): readonly HeldText[] =>
  held.filter(({ source }) => sources.includes(source));

export const isHash = (held: readonly HeldText[]) =>
  held.every(({ values }) => values.every((value) => hashShape.test(value.normalize("NFKC").trim())));

const isOpen = ({ at }: Doubt, now: number) => now - at < doubtMs;

/** Nothing else was said: there is nothing to answer before it is settled. */
const isBare = (turn: Turn): boolean => {
  const act = readAct(turn);
  return (
    act.kind === "said" &&
    !hasWords(act.text) &&
    act.attachments.length === 0 &&
    !act.messages.some(({ message }) => message.withheld)
  );
};

/** What this turn brings; a message with a certain secret is deleted, with whatever else is in it. */
const newDoubt = (turn: Turn, certain: readonly string[]): Doubt | undefined => {
  const spoken = spokenIn(turn).filter(
    ({ message }) =>
      message.secrets.length > 0 &&
      !holdsSecret(message) &&
      !isOnlyBeside(message.secrets) &&
      !certain.includes(message.id),
  );
  if (spoken.length === 0) return undefined;
  const sources = spoken.map(({ eventId }) => eventId);
  const kinds = new Set(spoken.flatMap(({ message }) => message.secrets.map(({ kind }) => kind)));
  return {
    mark: turn.newMark,
    ...(turn.person === undefined ? {} : { by: turn.person.id }),
    sources,
    messageIds: spoken.map(({ message }) => message.id),
    kinds: [...kinds],
    isHash: isHash(heldOf(turn, { sources })),
    isBare: isBare(turn),
    at: turn.now,
  };
};

/** What is suspected in a file's name or in a quote is masked there, and worth no question. */
const isOnlyBeside = (secrets: readonly { readonly start: number; readonly end: number }[]) =>
  secrets.every(({ start, end }) => start === end);

/** A doubt that goes on with other versions of its messages, and with further ones. Another matter is another question. */
const renewed = (one: Doubt, doubt: Doubt): Doubt => {
  const kept = one.messageIds.flatMap((id, i) => (doubt.messageIds.includes(id) ? [] : [i]));
  const isSame = one.isHash === doubt.isHash && doubt.kinds.every((kind) => one.kinds.includes(kind));
  return {
    ...(isSame ? one : doubt),
    sources: [...one.sources.filter((_, i) => kept.includes(i)), ...doubt.sources],
    messageIds: [...one.messageIds.filter((_, i) => kept.includes(i)), ...doubt.messageIds],
    kinds: [...new Set([...doubt.kinds, ...one.kinds])],
    isHash: one.isHash && doubt.isHash,
    at: doubt.at,
  };
};

/** The doubts with a new one among them; another version of a message belongs to the doubt about it. */
export const withNew = (known: readonly Doubt[], doubt: Doubt | undefined): readonly Doubt[] => {
  if (doubt === undefined) return known;
  const about = ({ messageIds, elsewhere }: Doubt) =>
    elsewhere === doubt.elsewhere && messageIds.some((id) => doubt.messageIds.includes(id));
  return known.some(about)
    ? known.map((one) => (about(one) ? renewed(one, doubt) : one))
    : [...known, doubt].slice(-mostDoubts);
};

const buttonsOf = ({ mark, isHash }: Doubt): readonly PhraseButton[] =>
  doubtAnswers.map((answer) => ({
    label: { key: `doubt.button.${isHash ? "hash_" : ""}${answer}` },
    payload: encodePayload({ kind: "doubt", mark, answer }),
  }));

const questionOf = ({ isHash, kinds }: Doubt): Phrase =>
  isHash ? { key: "doubt.ask_hash" } : { key: "doubt.ask", args: { kind: kinds[0] ?? "token" } };

const questionEffect = (turn: Turn, { doubt, tools }: { doubt: Doubt; tools: Tools }): EffectDraft => {
  const { voice } = tools;
  const locale = voice.localeOf(turn);
  return {
    kind: "message.send",
    lane: "guard",
    priority: "protect",
    visibility: "private",
    content: voice.text(locale, [questionOf(doubt)]),
    buttons: voice.buttons(locale, buttonsOf(doubt)),
  };
};

/** The next question, unless one is open: nobody is asked two things at once. */
export const askNext = (
  doubts: readonly Doubt[],
  now: number,
): { readonly doubts: readonly Doubt[]; readonly asked: Doubt | undefined } => {
  const open = doubts.filter((doubt) => isOpen(doubt, now));
  const asks = (by: Doubt["by"]) => open.some((one) => one.askedAt !== undefined && one.by === by);
  const next = open.find(({ by }) => !asks(by));
  return next === undefined
    ? { doubts: open, asked: undefined }
    : { doubts: open.map((one) => (one === next ? { ...one, askedAt: now } : one)), asked: next };
};

export const askEffects = (
  turn: Turn,
  { asked, tools }: { asked: Doubt | undefined; tools: Tools },
): readonly EffectDraft[] => (asked === undefined ? [] : [questionEffect(turn, { doubt: asked, tools })]);

/** In place of an answer where there is nothing to answer yet. */
const insteadOfAnswer = (asked: Doubt): StageResult => ({
  decision: { ...converse("doubt", [questionOf(asked)], buttonsOf(asked)), priority: "protect" },
  stop: true,
});

/** Nothing is held of it any more, so it cannot be settled. */
const hiddenNotice = (turn: Turn, { voice }: Tools): EffectDraft => ({
  kind: "message.send",
  lane: "guard",
  priority: "protect",
  visibility: "private",
  content: voice.text(voice.localeOf(turn), [{ key: "secret.hidden" }]),
});

/**
 * One private question about what the guard only suspects. In a group nothing is said of it: whoever is invited from
 * there is asked in the direct chat. `certain`: messages that turned out to hold a secret, of which nothing is asked.
 */
export const askDoubts = (
  turn: Turn,
  { certain, tools }: { certain: readonly string[]; tools: Tools },
): StageResult => {
  const { state, owner, kind } = turn.conversation;
  if (kind === "group") return {};
  const fresh = newDoubt(turn, certain);
  const before = state.doubts ?? [];
  const known = before.filter(
    ({ messageIds, elsewhere }) => elsewhere !== undefined || !messageIds.some((id) => certain.includes(id)),
  );
  const isUnchanged = fresh === undefined && known.length === before.length;
  if (isUnchanged && !known.some(({ askedAt }) => askedAt === undefined)) return {};
  const isLost = fresh !== undefined && heldOf(turn, fresh).length === 0;
  const { doubts, asked } = askNext(withNew(known, isLost ? undefined : fresh), turn.now);
  const patch = { state: { ...state, doubts } };
  const notice = isLost ? [hiddenNotice(turn, tools)] : [];
  if (asked === undefined || !isBare(turn) || owner === "human" || isLost)
    return { patch, effects: [...notice, ...askEffects(turn, { asked, tools })] };
  if (state.form === undefined) return { patch, ...insteadOfAnswer(asked) };
  return {
    patch,
    effects: askEffects(turn, { asked, tools }),
    decision: { kind: "ignore", reason: "doubt" },
    stop: true,
  };
};

/** In a thread others read along, and may press what is not asked of them. */
const isTheirs = ({ person }: Turn, { by }: Doubt): boolean => by === undefined || by === person?.id;

/** An answer by a button, or by its words where there are no buttons. */
export const answeredDoubt = (
  turn: Turn,
  { voice }: Tools,
): { readonly doubt: Doubt | undefined; readonly answer: DoubtAnswer } | "not_theirs" | undefined => {
  const act = readAct(turn);
  const { doubts = [] } = turn.conversation.state;
  if (act.kind === "pressed" && act.payload?.kind === "doubt") {
    const { mark, answer } = act.payload;
    const doubt = doubts.find((one) => one.mark === mark);
    return doubt !== undefined && !isTheirs(turn, doubt) ? "not_theirs" : { doubt, answer };
  }
  const asked = doubts.find((doubt) => doubt.askedAt !== undefined && isTheirs(turn, doubt));
  if (act.kind !== "said" || asked === undefined || act.text.length > 80) return undefined;
  // Beside the same words something else may stand that the guard has masked: that comes first.
  if (act.messages.some(({ message }) => message.secrets.length > 0 || message.withheld)) return undefined;
  const words = plainWords(act.text);
  const at = voice
    .buttons(voice.localeOf(turn), buttonsOf(asked))
    .findIndex(({ label }) => plainWords(label) === words);
  const answer = doubtAnswers[at];
  return answer === undefined ? undefined : { doubt: asked, answer };
};
