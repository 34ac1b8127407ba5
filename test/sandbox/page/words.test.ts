import { describe, expect, it } from "vitest";
import type { Decision } from "../../../src/domain/decision.ts";
import { type EffectKind, lanes } from "../../../src/domain/effect.ts";
import type { EventKind } from "../../../src/domain/event.ts";
import { stageNames } from "../../../src/domain/turn.ts";
import type { OutboxState } from "../../../src/storage/tables.ts";

/** The page's own words; its sources are what a browser reads, without types. */
interface PageWords {
  readonly stages: readonly { readonly stage: string }[];
  readonly lanes: Readonly<Record<string, string>>;
  eventWords(kind: string): readonly [words: string, icon: string];
  effectWords(kind: string): readonly [words: string, icon: string];
  decisionWords(decision: { kind: string }): readonly [words: string, icon: string];
  stateWords(state: string): readonly [words: string, icon: string, tone: string];
  /** What is shown of a code that nobody gave words to. */
  plain(code: string): string;
}
const path = new URL("../../../sandbox/page/static/words.js", import.meta.url).href;
const page: PageWords = await import(path);

const eventKinds: Readonly<Record<EventKind, true>> = {
  "message.created": true,
  "message.edited": true,
  "message.deleted": true,
  "member.joined": true,
  "member.left": true,
  "member.changed": true,
  "rights.changed": true,
  "join.requested": true,
  "button.pressed": true,
  "command.called": true,
  "form.submitted": true,
  "member.blocked": true,
  "conversation.migrated": true,
  "ticket.replied": true,
  "ticket.changed": true,
  "timer.fired": true,
  "moderator.acted": true,
  "effect.settled": true,
};
const effectKinds: Readonly<Record<EffectKind, true>> = {
  "message.send": true,
  "message.edit": true,
  "message.delete": true,
  "member.mute": true,
  "member.ban": true,
  "member.restore": true,
  "join.answer": true,
  "ticket.open": true,
  "ticket.append": true,
  "ticket.redact": true,
  "attachment.keep": true,
};
const decisionKinds: Readonly<Record<Decision["kind"], true>> = {
  ignore: true,
  answer: true,
  ask: true,
  converse: true,
  escalate: true,
  relay: true,
};
const states: Readonly<Record<OutboxState, true>> = {
  pending: true,
  sending: true,
  sent: true,
  dead: true,
  superseded: true,
};

describe("the page's words", () => {
  it("have a station for every stage, in the order of the pipeline", () => {
    expect(page.stages.map(({ stage }) => stage)).toEqual(stageNames);
  });

  it("have a heading for every lane, so that no effect is left out", () => {
    expect(Object.keys(page.lanes)).toEqual(lanes);
  });

  it.each(Object.keys(eventKinds))("know the event %s", (kind) => {
    expect(page.eventWords(kind)).not.toEqual([page.plain(kind), page.eventWords("unknown")[1]]);
  });

  it.each(Object.keys(effectKinds))("know the effect %s", (kind) => {
    expect(page.effectWords(kind)[0]).not.toBe(page.plain(kind));
  });

  it.each(Object.keys(decisionKinds))("know the decision %s", (kind) => {
    expect(page.decisionWords({ kind })[0]).not.toBe(page.plain(kind));
  });

  it.each(Object.keys(states))("know the state %s", (state) => {
    expect(page.stateWords(state)[0]).not.toBe(page.plain(state));
  });
});
