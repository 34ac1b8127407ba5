import type { Shown } from "../domain/conversation.ts";
import type { EffectDraft } from "../domain/effect.ts";
import { effectId } from "../domain/ids.ts";
import type { Turn, TurnResult } from "../domain/turn.ts";
import { choiceMade, shownTo } from "./act.ts";
import { createAnswer } from "./answer.ts";
import { answerInPlace, expireWithWindow, keepSilent, noteArrival, tellBack } from "./arrival.ts";
import { createBrokenTurn } from "./broken-turn.ts";
import { capReplies } from "./caps.ts";
import { showChoices } from "./choices.ts";
import { createCommand } from "./command.ts";
import { createConsent } from "./consent.ts";
import { createEscalate } from "./escalate.ts";
import { createFormStage } from "./form-stage.ts";
import { createGroupReply } from "./group-reply.ts";
import { createGuideStage } from "./guide-stage.ts";
import { createHandover } from "./handover.ts";
import { hearLocale } from "./hear.ts";
import { followInvitation } from "./invitation.ts";
import { createLanguageStage } from "./language-stage.ts";
import { createModerate } from "./moderate.ts";
import { asOneReply } from "./one-reply.ts";
import type { Pipeline, PipelineDeps } from "./ports.ts";
import { advance, beginProgress, noteFinding } from "./progress.ts";
import { createProtect } from "./protect.ts";
import { replyOnce } from "./public-reply.ts";
import { expireInQueue } from "./queue.ts";
import { createRender } from "./render.ts";
import type { Tools } from "./tools.ts";
import { topicOf } from "./topic.ts";
import { createVoice } from "./voice.ts";

/** Beside the answer to a question that had a secret in it: what to do about that. */
const adviceOf = (
  turn: Turn,
  { advice, voice }: { advice: ReturnType<typeof followInvitation>["advice"]; voice: Tools["voice"] },
): readonly EffectDraft[] =>
  advice.length === 0
    ? []
    : [
        {
          kind: "message.send",
          lane: "guard",
          priority: "protect",
          visibility: "private",
          content: voice.text(voice.localeOf(turn), advice),
        },
      ];

const seenOf = ({ at, payloads, labels }: Shown): NonNullable<Shown["before"]> => ({
  at,
  payloads,
  ...(labels && { labels }),
});

/** What is there to choose from; where sends are few, with what the person sees until it is sent. */
const showing = (turn: Turn, choices: Pick<Shown, "payloads" | "labels">): Shown => {
  const now = { at: turn.now, ...choices };
  if (turn.queue === undefined) return now;
  const seen = shownTo(turn);
  const by = choiceMade(turn);
  return {
    ...now,
    ...(seen && { before: seenOf(seen) }),
    ...(by === undefined ? {} : { by }),
  };
};

/** Replies that say no more than that we are here. */
const opens: ReadonlySet<string> = new Set(["start", "greeting"]);

/**
 * The stages in their order. The first two guard; of the others the first that decides wins.
 * Effects are numbered as they were added: those of guards first, which lets a guard name its own.
 */
export const createPipeline = (deps: PipelineDeps): Pipeline => {
  const tools = { ...deps, voice: createVoice(deps) };
  const guards = [createProtect(tools), createModerate(tools)];
  const direct = [
    ...guards,
    createConsent(tools),
    createHandover(tools),
    createCommand(tools),
    createFormStage(tools),
    createGuideStage(tools),
    createLanguageStage(tools),
    createAnswer(tools),
    createEscalate(),
  ];
  const group = [...guards, createGroupReply(tools)];
  const render = createRender(tools);

  return {
    broken: createBrokenTurn(deps),
    run: (given): TurnResult => {
      const followed = followInvitation(given, deps);
      const { turn, asked, advice } = followed;
      const isGroup = turn.conversation.kind === "group";
      const heard = hearLocale(turn, deps);
      const state = noteArrival(turn, followed.patch.state);
      const patch = {
        ...followed.patch,
        ...(state === undefined ? {} : { state }),
        ...(heard.changed && !isGroup ? { locale: heard.locale } : {}),
      };
      // Whoever speaks in a group is answered in their language, which is not that of the others.
      const spoken = { ...turn.conversation, ...(isGroup ? { locale: heard.locale } : {}) };
      const begun = beginProgress({ ...turn, conversation: spoken }, patch);
      const decided = capReplies((isGroup ? group : direct).reduce(advance, begun));
      const reached = decided.decision ?? { kind: "ignore" as const, reason: "nothing_to_do" };
      // Who brought a secret and no question is told what to do about it instead of being asked what they want.
      const advises = advice.length > 0 && reached.kind === "converse" && opens.has(reached.reason);
      const decision = advises ? { ...reached, say: advice, priority: "protect" as const } : reached;
      const rendered = render({ ...decided, decision, asked });

      const conversation = { ...decided.turn.conversation, ...rendered.patch };
      const last = turn.events.at(-1) ?? turn.events[0];
      const { voice } = tools;
      const topic = topicOf(decided.turn, { decision, tools });
      const choices = showChoices(decided.turn, {
        drafts: [
          ...decided.effects,
          ...tellBack(turn, conversation.state),
          ...(advises ? [] : adviceOf(decided.turn, { advice, voice })),
          ...rendered.effects,
        ],
        tools,
      });
      const replied = replyOnce({ ...turn, conversation }, choices.drafts);
      const drafts = replied.drafts
        .map((draft) => answerInPlace({ ...turn, conversation }, draft))
        .flatMap((draft) => expireWithWindow({ ...turn, conversation }, draft))
        .flatMap((draft) => keepSilent({ ...turn, conversation }, { before: turn.conversation.state, draft }))
        .flatMap((draft) => expireInQueue(turn, draft));
      const effects = drafts.map((draft, n) => ({
        ...draft,
        id: effectId(last.id, n),
        accountId: conversation.accountId,
        conversationId: draft.conversationId ?? conversation.id,
        // Who owns another conversation is not known here.
        ownerEpoch: draft.conversationId === undefined ? conversation.ownerEpoch : 0,
      }));
      return {
        decision,
        effects: asOneReply(decided.turn, effects),
        patch: {
          ...decided.patch,
          ...rendered.patch,
          ...(choices.shown === undefined || isGroup
            ? {}
            : { state: { ...conversation.state, shown: showing(turn, choices.shown) } }),
          ...(replied.state && { state: replied.state }),
        },
        timers: [...decided.timers, ...rendered.timers],
        overwrite: decided.overwrite,
        tickets: [...decided.tickets, ...rendered.tickets],
        ...(decided.invite === undefined ? {} : { invite: decided.invite }),
        ...(decided.drop.length === 0 ? {} : { drop: decided.drop }),
        ...(decided.erase && { erase: decided.erase }),
        ...(decided.wants ? { wants: "newcomer" } : {}),
        ...(topic === undefined ? {} : { topic }),
        trace: [
          ...noteFinding(decided.trace, { stage: "language", finding: heard.finding }),
          {
            stage: "render",
            outcome: rendered.effects.length > 0 ? "added" : "passed",
            findings: rendered.findings,
          },
        ],
      };
    },
  };
};
