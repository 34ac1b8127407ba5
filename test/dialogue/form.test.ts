import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAccountReference } from "../../src/dialogue/account-reference.ts";
import {
  askAgain,
  currentStep,
  type FormMove,
  obeyWord,
  startForm,
  takeAnswer,
} from "../../src/dialogue/form.ts";
import { createIntake } from "../../src/dialogue/intake.ts";
import { formWords } from "../../src/dialogue/payloads.ts";
import type { FormState } from "../../src/domain/conversation.ts";

const definition = createIntake((words) => words);
const now = 5;

const begin = (slots: Record<string, string> = {}): FormState => {
  const move = startForm(definition, { slots, now });
  if (move.kind !== "ask") throw new Error("A form begins with a question.");
  return move.form;
};
const formOf = (move: FormMove): FormState => {
  if (move.kind !== "ask") throw new Error(`Nothing was asked: ${move.kind}.`);
  return move.form;
};
const answer = (form: FormState, text: string) => takeAnswer({ definition, form, now }, { text, given: [] });

describe("a form", () => {
  it("asks only for what is not known", () => {
    expect(begin().step).toBe("category");
    expect(begin({ category: "funds", account: "" }).step).toBe("what");
    expect(begin({ category: "funds", account: "", what: "x", when: "" }).step).toBe("review");
  });

  it("asks in one question for what the article wants to be collected", () => {
    const form = begin({ category: "funds", account: "", what: "x", collect: "coin,transaction_id" });
    expect(form.step).toBe("details");
    const step = currentStep({ definition, form });
    expect(step.ask(form.slots).say).toEqual([
      { key: "intake.ask_details", lists: { items: ["collect.coin", "collect.transaction_id"] } },
    ]);
    expect(step.expects(form.slots)).toEqual(["transaction_id"]);
    const given = [{ kind: "transaction_id", slot: "details", value: "ab".repeat(32) }] as const;
    const next = takeAnswer({ definition, form, now }, { text: "BTC", given });
    expect(formOf(next)).toMatchObject({ step: "when", slots: { details: `BTC\n${"ab".repeat(32)}` } });
    expect(formOf(obeyWord({ definition, form: formOf(next), now }, "back")).step).toBe("details");
  });

  it("goes back past what was not asked", () => {
    const form = begin({ category: "funds", account: "", what: "x", collect: "" });
    expect(form.step).toBe("when");
    expect(formOf(obeyWord({ definition, form, now }, "back")).step).toBe("what");
  });

  it("sums up an id by its ends alone, for it looks like a key", () => {
    const form = begin({
      category: "funds",
      account: "",
      what: "x",
      collect: "coin",
      details: `BTC ${"ab".repeat(32)}`,
      when: "",
    });
    const [summary] = currentStep({ definition, form }).ask(form.slots).say;
    expect(summary?.args).toMatchObject({ details: "BTC ababab…abab" });
  });

  it("expects values while it asks for them and no longer", () => {
    const asked = answer(begin(), "funds");
    expect(asked).toMatchObject({
      kind: "ask",
      expects: [{ kind: "uid", slot: "account" }, { slot: "account" }, { slot: "account" }],
    });
    expect(answer(formOf(asked), "12345678")).toMatchObject({ kind: "ask", expects: [] });
  });

  it("goes back to an answer and asks for it anew", () => {
    const form = formOf(answer(begin(), "funds"));
    expect(obeyWord({ definition, form, now }, "back")).toMatchObject({
      form: { step: "category", slots: {} },
    });
  });

  it("does not skip consent", () => {
    const form = begin({ category: "funds", account: "", what: "x", when: "" });
    expect(obeyWord({ definition, form, now }, "skip")).toMatchObject({
      kind: "ask",
      form: { step: "review" },
    });
  });

  it("notes when consent was given", () => {
    const form = begin({ category: "funds", account: "", what: "x", when: "" });
    expect(answer(form, "yes")).toMatchObject({ kind: "submit", form: { consentAt: now } });
    expect(obeyWord({ definition, form, now }, "send_now")).toMatchObject({
      kind: "submit",
      form: { consentAt: now },
    });
  });

  it("goes on at a step of an older version as at its first", () => {
    const form = { ...begin(), step: "gone" };
    expect(currentStep({ definition, form }).id).toBe("category");
    expect(askAgain({ definition, form, now })).toMatchObject({ form: { step: "category" } });
  });

  it("always ends, whatever is said in whatever order", () => {
    const inputs = fc.oneof(
      fc.string(),
      fc.constantFrom("1", "12345678", "yes", "no", "change", ...formWords.map((word) => `/${word}`)),
    );
    fc.assert(
      fc.property(fc.array(inputs, { maxLength: 30 }), (said) => {
        let form = begin();
        for (const text of said) {
          const word = formWords.find((known) => text === `/${known}`);
          const move = word === undefined ? answer(form, text) : obeyWord({ definition, form, now }, word);
          if (move.kind === "submit" || move.kind === "cancelled") return;
          if (move.kind === "ask") {
            expect(move.say.length).toBeGreaterThan(0);
            form = move.form;
          }
        }
        expect(obeyWord({ definition, form, now }, "send_now").kind).toBe("submit");
      }),
    );
  });
});

describe("an account reference", () => {
  it.each([
    ["12345678", "12345678"],
    ["UID: 12345678", "12345678"],
    ["我的uid是12345678", "12345678"],
    ["a@b.co", "a…@b.co"],
    ["13912345678", "…5678"],
  ])("of %j is %j", (text, reference) => {
    expect(readAccountReference(text, [])).toBe(reference);
  });

  it.each(["I do not know", "123", "my order 99 of 12:30 failed"])("is not in %j", (text) => {
    expect(readAccountReference(text, [])).toBeUndefined();
  });

  it("never holds a whole mail address or phone number", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(readAccountReference("", [{ kind: "email", slot: "account", value: email }])).not.toContain(
          email,
        );
      }),
    );
  });
});
