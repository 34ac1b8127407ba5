import { describe, expect, it } from "vitest";
import type { ExpectedKind } from "../../src/domain/message.ts";
import { scan } from "../../src/guard/scan.ts";
import { hash64 } from "./support.ts";

const givenIn = (text: string, ...kinds: readonly ExpectedKind[]) =>
  scan(text, { expects: kinds.map((kind) => ({ kind, slot: `slot of ${kind}` })) }).given.map(
    ({ kind, value, start, end }) => [kind, value, text.slice(start, end)],
  );

describe("a value that the conversation expects", () => {
  it.each<[ExpectedKind, string, string]>([
    ["uid", "my UID is 12345678.", "12345678"],
    ["uid", "UID：１２３４５６７８", "12345678"],
    ["uid", "我的UID是12345678", "12345678"],
    ["uid", "UID12345678", "12345678"],
    ["email", "我的邮箱是mia@example.com，谢谢", "mia@example.com"],
    ["email", "write to mia.w+htx@example.co.uk please", "mia.w+htx@example.co.uk"],
    ["phone", "+86 138 0013-8000", "+86 138 0013-8000"],
    ["phone", "my number: (415) 555-0100", "(415) 555-0100"],
    ["transaction_id", `here: 0x${hash64}`, `0x${hash64}`],
    ["order_id", "order 20240115-AB123456", "20240115-AB123456"],
  ])("is taken as %s from: %s", (kind, text, value) => {
    const [given] = givenIn(text, kind);
    expect(given?.slice(0, 2)).toEqual([kind, value]);
    expect(given?.[2]?.normalize("NFKC")).toBe(value);
  });

  it.each<[ExpectedKind, string]>([
    ["uid", "I do not know it"],
    ["uid", "it is 12.5 or 2024-01-15"],
    ["email", "mia at example dot com"],
    ["transaction_id", hash64.slice(1)],
    ["phone", "123"],
    ["order_id", "nothing"],
  ])("is not seen as %s in: %s", (kind, text) => {
    expect(givenIn(text, kind)).toEqual([]);
  });

  it("is looked for only when expected", () => {
    expect(scan("my UID is 12345678", { expects: [] }).given).toEqual([]);
  });

  it("is given once for each that is expected, never the same piece twice", () => {
    expect(givenIn("12345678, mia@example.com, 87654321", "uid", "email", "uid")).toEqual([
      ["uid", "12345678", "12345678"],
      ["email", "mia@example.com", "mia@example.com"],
      ["uid", "87654321", "87654321"],
    ]);
  });

  it("is never what is a secret, even if it fits", () => {
    const { findings, given } = scan("my password is 12345678", { expects: [{ kind: "uid", slot: "uid" }] });
    expect(findings).toMatchObject([{ kind: "password", level: "hard" }]);
    expect(given).toEqual([]);
  });

  it("stands beside a secret", () => {
    const { findings, given } = scan("uid 12345678 password Qwerty12", {
      expects: [{ kind: "uid", slot: "uid" }],
    });
    expect(findings).toHaveLength(1);
    expect(given).toMatchObject([{ value: "12345678", slot: "uid" }]);
  });
});
