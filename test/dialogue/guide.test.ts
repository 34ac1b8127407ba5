import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chooseOption,
  type GuideMove,
  goBack,
  goOn,
  guideSlugOf,
  skipStep,
  startGuide,
  takeReply,
  tellGuide,
} from "../../src/dialogue/guide.ts";
import type { FormState } from "../../src/domain/conversation.ts";
import { aServedGuide } from "../support/a-guide.ts";

const guide = aServedGuide();
const now = 5;
const at = (form: FormState) => ({ guide, form, now });
const begun = startGuide(guide, { now });
const formOf = (move: GuideMove): FormState => {
  if (move.kind === "unclear") throw new Error("It was not understood.");
  return move.form;
};
const reply = (form: FormState, text: string) => takeReply(at(form), { text, given: [] });
const said = (...texts: string[]): GuideMove =>
  texts.reduce<GuideMove>((move, text) => reply(formOf(move), text), goOn(at(begun)));

describe("a guide", () => {
  it("begins with its first question", () => {
    expect(goOn(at(begun))).toMatchObject({ kind: "ask", step: "source", expects: [] });
    expect(guideSlugOf(begun)).toBe("deposit-missing");
    expect(guideSlugOf({ ...begun, form: "intake" })).toBeUndefined();
  });

  it.each<[string[], object]>([
    [["wallet"], { kind: "ask", step: "done" }],
    [["1"], { kind: "ask", step: "done" }],
    [["card"], { kind: "end", name: "how", end: { kind: "article", slug: "deposit-how" } }],
    [["wallet", "not yet"], { kind: "end", name: "wait" }],
    [["wallet", "no"], { kind: "end", name: "wait" }],
    [["wallet", "yes"], { kind: "ask", step: "txid", expects: [{ kind: "transaction_id", slot: "txid" }] }],
    [["no idea", "abc", "today"], { kind: "end", end: { kind: "ticket", category: "funds" } }],
  ])("after %j comes %j", (texts, move) => {
    expect(said(...texts)).toMatchObject(move);
  });

  it("does not understand what fits no option, and stays where it is", () => {
    expect(reply(begun, "purple")).toEqual({ kind: "unclear" });
    expect(reply(begun, "")).toEqual({ kind: "unclear" });
  });

  it("goes back one question at a time, and no further than its first", () => {
    const second = formOf(said("wallet"));
    const first = goBack(at(second));
    expect(first).toMatchObject({ kind: "ask", step: "source", form: { slots: {} } });
    expect(goBack(at(formOf(first)))).toMatchObject({ kind: "ask", step: "source" });
  });

  it("leaves a question open that is not known, and takes the option for it where there is one", () => {
    expect(skipStep(at(begun))).toMatchObject({ kind: "ask", step: "txid" });
    expect(skipStep(at(formOf(said("no idea"))))).toMatchObject({ kind: "ask", step: "since" });
    expect(skipStep(at(formOf(said("wallet"))))).toEqual({ kind: "unclear" });
  });

  it("answers an earlier question anew by its button, and forgets what followed from it", () => {
    const form = formOf(said("wallet", "yes", "abc"));
    expect(chooseOption(at(form), { step: "source", option: "card" })).toMatchObject({
      kind: "end",
      name: "how",
      form: { slots: { source: "card" } },
    });
  });

  it.each([
    { step: "source", option: "gone" },
    { step: "gone", option: "wallet" },
    { step: "done", option: "yes" },
  ])("asks what is open at a button that belongs nowhere: %j", (chosen) => {
    expect(chooseOption(at(begun), chosen)).toMatchObject({ kind: "ask", step: "source" });
  });

  it("asks again what was replied to a question that has changed since", () => {
    const form = { ...begun, slots: { source: "an option of an older version" } };
    expect(goOn(at(form))).toMatchObject({ kind: "ask", step: "source" });
  });

  it("tells question and reply, and what need not be asked for again", () => {
    const { form } = said("wallet", "yes", "abc") as Extract<GuideMove, { kind: "ask" }>;
    expect(tellGuide(at(form))).toEqual({
      told: "Where from? A wallet\nIs it done there? Yes\nWhich transaction? abc",
      collected: ["transaction_id"],
    });
    expect(tellGuide(at(formOf(skipStep(at(formOf(said("no idea")))))))).toEqual({
      told: "Where from? I don't know",
      collected: [],
    });
  });

  it("tells what led to it first, through every way back", () => {
    const form = startGuide(guide, { now, said: "it is gone" });
    const back = formOf(goBack(at(formOf(reply(form, "wallet")))));
    expect(tellGuide(at(back)).told).toBe("");
    expect(tellGuide(at(formOf(reply(back, "wallet")))).told).toBe("it is gone\n\nWhere from? A wallet");
  });

  it("ends or has a question, whatever is replied, pressed or taken back in whatever order", () => {
    const names = fc.constantFrom("source", "done", "txid", "since", "ticket", "", "__proto__", "toString");
    const deed = fc.oneof(
      fc
        .oneof(fc.string(), fc.constantFrom("1", "2", "9", "yes", "no", "wallet", "still pending"))
        .map((text) => (form: FormState) => reply(form, text)),
      fc
        .record({ step: names, option: names })
        .map((chosen) => (form: FormState) => chooseOption(at(form), chosen)),
      fc.constantFrom(
        (form: FormState) => goBack(at(form)),
        (form: FormState) => skipStep(at(form)),
        (form: FormState) => goOn(at(form)),
      ),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 20 }), (deeds) => {
        let form = begun;
        for (const act of deeds) {
          const move = act(form);
          if (move.kind === "end") {
            expect(guide.ends[move.name]).toEqual(move.end);
            return;
          }
          if (move.kind === "ask") {
            expect(guide.steps[move.step]).toBeDefined();
            form = move.form;
          }
          expect(goOn(at(form)).kind).toBe("ask");
        }
      }),
    );
  });
});
