import { effectId } from "../domain/ids.ts";
import type { TurnResult } from "../domain/turn.ts";
import { createAnswer } from "./answer.ts";
import { createBrokenTurn } from "./broken-turn.ts";
import { capReplies } from "./caps.ts";
import { createCommand } from "./command.ts";
import { createEscalate } from "./escalate.ts";
import { createFormStage } from "./form-stage.ts";
import { createHandover } from "./handover.ts";
import { hearLocale } from "./hear.ts";
import { createLanguageStage } from "./language-stage.ts";
import { createModerate } from "./moderate.ts";
import type { Pipeline, PipelineDeps } from "./ports.ts";
import { advance, beginProgress, noteFinding } from "./progress.ts";
import { createProtect } from "./protect.ts";
import { createRender } from "./render.ts";
import { createVoice } from "./voice.ts";

/**
 * The stages in their order. The first two guard; of the others the first that decides wins.
 * Effects are numbered as they were added: those of guards first, which lets a guard name its own.
 */
export const createPipeline = (deps: PipelineDeps): Pipeline => {
  const tools = { ...deps, voice: createVoice(deps) };
  const stages = [
    createProtect(tools),
    createModerate(),
    createHandover(tools),
    createCommand(tools),
    createFormStage(tools),
    createLanguageStage(tools),
    createAnswer(tools),
    createEscalate(),
  ];
  const render = createRender(tools);

  return {
    broken: createBrokenTurn(deps),
    run: (turn): TurnResult => {
      const heard = hearLocale(turn, deps);
      const patch = heard.changed ? { locale: heard.locale } : {};
      const decided = capReplies(stages.reduce(advance, beginProgress(turn, patch)));
      const decision = decided.decision ?? { kind: "ignore" as const, reason: "nothing_to_do" };
      const rendered = render({ ...decided, decision });

      const conversation = { ...decided.turn.conversation, ...rendered.patch };
      const last = turn.events.at(-1) ?? turn.events[0];
      const drafts = [...decided.effects, ...rendered.effects];
      return {
        decision,
        effects: drafts.map((draft, n) => ({
          ...draft,
          id: effectId(last.id, n),
          accountId: conversation.accountId,
          conversationId: conversation.id,
          ownerEpoch: conversation.ownerEpoch,
        })),
        patch: { ...decided.patch, ...rendered.patch },
        timers: [...decided.timers, ...rendered.timers],
        overwrite: decided.overwrite,
        tickets: [...decided.tickets, ...rendered.tickets],
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
