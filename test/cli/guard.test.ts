import { describe, expect, it, vi } from "vitest";
import { aChild, cli } from "../support/a-child.ts";
import { aWorld } from "../support/a-fleet.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";

const scanned = async (input: string | Buffer, args: readonly string[] = []) => {
  const { code, stdout, stderr } = await cli(["guard", "scan", ...args], {}, input);
  return {
    code,
    stderr,
    answers: stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
};
const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("guard scan", () => {
  it("answers each line in order, with findings and the redacted text, and needs no configuration", async () => {
    const secret = "😀 my password is Hunter2!x, why?";
    const { code, answers } = await scanned(lines({ text: secret }, { text: "hello" }));

    expect(answers).toEqual([
      { findings: [{ kind: "password", level: "hard", start: 18, end: 27 }], redacted: expect.any(String) },
      { findings: [], redacted: "hello" },
    ]);
    expect(secret.slice(18, 27)).toBe("Hunter2!x");
    expect(answers[0].redacted).toMatch(/^😀 my password is \S*password removed\S*, why\?$/);
    expect(code).toBe(0);
  });

  it("reads messages in a row: what is split over them is found in each, unless they are far apart", async () => {
    const words = phrase.split(" ");
    const texts = [words.slice(0, 5), words.slice(5, 9), words.slice(9)].map((part) => part.join(" "));
    const at = (gapMs: number) => texts.map((text, n) => ({ text, at: n * gapMs }));
    const rfc = texts.map((text, n) => ({ text, at: `2026-01-31T12:0${n}:00Z` }));
    const { answers } = await scanned(
      lines({ messages: at(1_000) }, { messages: at(3_600_000) }, { messages: rfc }),
    );

    for (const answer of [answers[0], answers[2]]) {
      expect(answer.findings.map(({ message }: { message: number }) => message)).toEqual([0, 1, 2]);
      expect(answer.redacted.join()).not.toMatch(/winner|sausage|yellow/);
    }
    expect(answers[1]).toEqual({ findings: [], redacted: texts });
  });

  it("knows what a line says of its conversation, and speaks its language", async () => {
    const hash = "4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d";
    const { answers } = await scanned(
      lines(
        { text: hash, expects: ["transaction_id"] },
        { text: "我的密码是 Hongshu#8842x", locale: "zh-CN" },
      ),
    );

    expect(answers[0].findings).toEqual([]);
    expect(answers[0].redacted).not.toContain(hash);
    expect(answers[1].redacted).toMatch(/\p{Script=Han}{2,}\W?$/u);
  });

  it("tells a faulty line in its place, without quoting it, and goes on", async () => {
    const faulty = [
      "not JSON: my password is Hunter2!x",
      "null",
      "5",
      '["text"]',
      "{}",
      '{"text":7}',
      '{"text":"a","messages":[]}',
      '{"messages":[{"text":null}]}',
      '{"messages":[{"text":"a","at":"soon"}]}',
      '{"text":"a","expects":["gold"]}',
      "",
    ];
    const { code, answers } = await scanned(`${faulty.join("\n")}\n{"text":"hello"}\n`);

    expect(answers).toHaveLength(faulty.length + 1);
    for (const answer of answers.slice(0, -1)) expect(answer).toEqual({ error: expect.any(String) });
    expect(JSON.stringify(answers)).not.toContain("Hunter2");
    expect(answers.at(-1)).toEqual({ findings: [], redacted: "hello" });
    expect(code).toBe(1);
  });

  it("takes marks of byte order, line ends of two characters, no last line end and empty last lines", async () => {
    const { code, answers } = await scanned('\ufeff{"text":"a"}\r\n\ufeff{"text":"b"}\r\n\r\n\n');
    expect(answers.map(({ redacted }) => redacted)).toEqual(["a", "b"]);
    expect(code).toBe(0);
    expect((await scanned('{"text":"a"}')).answers).toHaveLength(1);
    expect(await cli(["guard", "scan"], {}, "")).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });

  it("survives what is no text of people", async () => {
    const odd = [
      "\ud800",
      "\udc00\ud800",
      "\u0000",
      "x".repeat(100_000),
      "😀".repeat(60_000),
      "\u0301".repeat(9_999),
    ];
    const { code, answers } = await scanned(
      Buffer.concat([
        Buffer.from(lines(...odd.map((text) => ({ text })), { messages: [] })),
        Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
      ]),
    );

    expect(answers).toHaveLength(odd.length + 2);
    expect(answers.at(-2)).toEqual({ findings: [], redacted: [] });
    expect(answers.at(-1)).toHaveProperty("error");
    expect(code).toBe(1);
  });

  it("answers a line before the next one is there", async () => {
    const child = aChild("bin/cli.js", ["guard", "scan"], {}, { input: "open" });
    child.process.stdin?.write('{"text":"one"}\n{"text":"tw');
    await child.prints(/"redacted":"one"/);
    expect(child.output()).not.toContain("tw");
    child.process.stdin?.end('o"}\n');
    expect((await child.ended).stdout).toContain('"redacted":"two"');
  });

  it("looks for the operator's patterns when it is asked to", async () => {
    const { configPath, configure } = await aWorld();
    const guard = {
      patterns: [
        {
          name: "badge",
          kind: "token",
          level: "hard",
          pattern: "STF-\\d{8}",
          examples: ["STF-00417293"],
          counterExamples: ["STF-1"],
        },
      ],
    };
    configure({ sections: { guard } });
    const env = { FLOTILLA_CONFIG: configPath };
    const input = lines({ text: "badge STF-00417293" });

    expect(JSON.parse((await cli(["guard", "scan", "--patterns"], env, input)).stdout).findings).toEqual([
      { kind: "token", level: "hard", start: 6, end: 18 },
    ]);
    expect(JSON.parse((await cli(["guard", "scan"], env, input)).stdout).findings).toEqual([]);

    configure({ sections: { guard: { patterns: [{ ...guard.patterns[0], examples: ["STF-7"] }] } } });
    const checked = await cli(["check-config"], env);
    expect([checked.code, checked.stderr]).toEqual([
      1,
      expect.stringContaining("guard.patterns[0].examples[0]"),
    ]);
  });
});

describe("guard explain", () => {
  it("shows what was found, by which detector, how sure, where, and what is left", async () => {
    const { code, stdout } = await cli(["guard", "explain", "hi, my password is Hunter2!x"]);

    expect(code).toBe(0);
    expect(stdout).toContain(`  hi, my password is Hunter2!x\n  ${" ".repeat(19)}${"^".repeat(9)}\n`);
    expect(stdout).toContain("password, hard");
    expect(stdout).toContain("told-secret");
    expect(stdout).toMatch(/my password is \S*password removed/);
    expect(stdout).toMatch(/took \d+\.\d+ ms/);
  });

  it("says that nothing was found, and steers no terminal", async () => {
    const { stdout } = await cli(["guard", "explain", "all \u001b[31mred\u202e"]);
    expect(stdout).toContain("nothing found");
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });
});
