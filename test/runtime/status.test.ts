import { describe, expect, it } from "vitest";
import { randomIds } from "../../src/runtime/ids.ts";
import { StatusBoard } from "../../src/runtime/status.ts";
import { aRecordingTelemetry } from "../support/a-service.ts";
import { builtAccountId } from "../support/builders.ts";

const aBoard = () => {
  const { telemetry, lines } = aRecordingTelemetry();
  const told = () => lines.map(({ event, state }) => (state === undefined ? event : `${event} ${state}`));
  return { board: new StatusBoard([builtAccountId], telemetry), told };
};

describe("the state of an account", () => {
  it("is waiting until the adapter says otherwise", () => {
    const { board } = aBoard();
    expect(board.all().get(builtAccountId)).toEqual({ state: "waiting", reason: "starting", paused: false });
  });

  it("is told when it changes, and not again while it stays", () => {
    const { board, told } = aBoard();
    board.report(builtAccountId, { state: "connected" });
    board.report(builtAccountId, { state: "connected" });
    board.report(builtAccountId, { state: "waiting", reason: "409" });
    board.report(builtAccountId, { state: "waiting", reason: "409" });
    board.report(builtAccountId, { state: "waiting", reason: "no network" });
    expect(told()).toEqual(["account.status connected", "account.status waiting", "account.status waiting"]);
    expect(board.all().get(builtAccountId)).toMatchObject({ state: "waiting", reason: "no network" });
  });
});

describe("what an operator has to mend before anything can be sent", () => {
  const stateIn = (board: StatusBoard) => board.all().get(builtAccountId);

  it("is the reason of an account that is connected, until something is sent", () => {
    const { board, told } = aBoard();
    board.report(builtAccountId, { state: "connected" });
    for (let n = 0; n < 2; n++) board.noteRefusal(builtAccountId, "suspended");
    const reason = "nothing can be sent: suspended";
    expect(stateIn(board)).toEqual({ state: "connected", reason, paused: false });
    board.report(builtAccountId, { state: "connected" });
    expect(stateIn(board)).toMatchObject({ reason });
    board.noteRefusal(builtAccountId, undefined);
    expect(stateIn(board)).toEqual({ state: "connected", paused: false });
    expect(told()).toEqual(Array.from({ length: 3 }, () => "account.status connected"));
  });

  it("stands beside another reason, and behind a state that says more", () => {
    const { board } = aBoard();
    board.noteRefusal(builtAccountId, "suspended");
    board.report(builtAccountId, { state: "failed", reason: "401" });
    expect(stateIn(board)).toEqual({ state: "failed", reason: "401", paused: false });
    board.report(builtAccountId, { state: "connected", reason: "no webhook" });
    expect(stateIn(board)).toMatchObject({ reason: "no webhook; nothing can be sent: suspended" });
  });
});

describe("what an operator has said", () => {
  it("is told once for each change", () => {
    const { board, told } = aBoard();
    const paused = new Set([builtAccountId]);
    const states = [
      { paused: new Set<string>(), held: true },
      { paused, held: true },
      { paused, held: false },
      { paused: new Set<string>(), held: false },
    ];
    for (const state of states) {
      board.setOperator(state);
      board.setOperator(state);
      expect([board.isPaused(builtAccountId), board.isHeld()]).toEqual([
        state.paused.has(builtAccountId),
        state.held,
      ]);
    }
    expect(told().slice(0, 3)).toEqual(["outbox.held", "account.status paused", "outbox.released"]);
  });

  it("is told as over for an account that is resumed", () => {
    const { board, told } = aBoard();
    board.report(builtAccountId, { state: "connected" });
    board.setOperator({ paused: new Set([builtAccountId]), held: false });
    board.setOperator({ paused: new Set(), held: false });
    expect(told()).toEqual(["account.status connected", "account.status paused", "account.status connected"]);
  });
});

describe("fresh ids", () => {
  it("of tickets can be read out, and differ", () => {
    const ids = Array.from({ length: 2_000 }, () => randomIds.newTicketId());
    for (const id of ids) expect(id).toMatch(/^T-[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("of marks differ", () => {
    expect(new Set(Array.from({ length: 500 }, () => randomIds.newMark())).size).toBe(500);
  });
});
