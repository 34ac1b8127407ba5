import { beforeEach, describe, expect, it } from "vitest";
import { createConnection } from "../../../adapters/telegram/connection.ts";
import { anAccount } from "../../support/builders.ts";
import { ApiFake } from "./api-fake.ts";

describe("acknowledging presses of buttons", () => {
  let api: ApiFake;
  let warned: string[];
  let stop: AbortController;
  let connection: ReturnType<typeof createConnection>;

  const press = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => connection.acknowledgePress(`q${n}`)));
  const acknowledged = () => api.payloads("answerCallbackQuery").length;

  beforeEach(() => {
    api = new ApiFake();
    api.answers.set("answerCallbackQuery", true);
    warned = [];
    stop = new AbortController();
    const log = { info: () => {}, warn: (_: object, message: string) => warned.push(message) };
    const shortCall = { timeoutMs: 1000, signal: stop.signal };
    connection = createConnection({ api, account: anAccount(), log, shortCall });
  });

  it("opens a bounded number of connections in a raid, and goes on after it", async () => {
    const gate = Promise.withResolvers<boolean>();
    api.answers.set("answerCallbackQuery", () => gate.promise);
    const raid = press(5000);
    expect(acknowledged()).toBe(100);
    gate.resolve(true);
    await raid;
    await press(3);
    expect(acknowledged()).toBe(103);
  });

  it("counts those that failed as done, and tells of them", async () => {
    api.answers.set("answerCallbackQuery", new Error("network"));
    await press(100);
    await press(1);
    expect([acknowledged(), warned.length]).toEqual([101, 101]);
  });

  it("makes no noise of what a stop has cut off", async () => {
    api.answers.set("answerCallbackQuery", new Error("stopped"));
    stop.abort();
    await press(1);
    await connection.publishCommands();
    expect(warned).toEqual([]);
  });
});
