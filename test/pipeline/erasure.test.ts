import { describe, expect, it } from "vitest";
import type { Conversation } from "../../src/domain/conversation.ts";
import { ticketId } from "../../src/domain/ids.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";
import { aTicket, aTurn, builtAt } from "../support/builders.ts";
import { phrase } from "../support/phrases.ts";
import { introduced, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const hourMs = 3_600_000;

const wishes: Readonly<Record<Locale, readonly string[]>> = {
  en: ["Delete my data!", "please erase my data", "I want you to delete my data", "forget me"],
  "zh-Hans": ["删除我的数据", "请删除我的数据。", "清除我的数据"],
  "zh-Hant": ["刪除我的資料", "請刪除我的資料", "清除對話記錄"],
  ja: ["データを削除してください", "個人情報を削除してください", "私のデータを消して"],
  ko: ["제 데이터를 삭제해 주세요", "개인정보 삭제", "개인정보 삭제해 주세요"],
  ru: ["Удалите мои данные", "удалите мои данные, пожалуйста", "сотрите мои данные"],
  es: ["Borren mis datos", "elimine mis datos, por favor", "quiero eliminar mis datos"],
  vi: ["Xóa dữ liệu của tôi", "xoa du lieu cua toi", "tôi muốn xóa dữ liệu của tôi"],
  tr: ["Verilerimi silin", "verilerimi silin lütfen", "kişisel verilerimi sil"],
  pt: ["Apaguem meus dados", "quero apagar meus dados", "excluir meus dados"],
};

const handed = (owner: Conversation["owner"]) => {
  const talk = new Talk({
    conversation: {
      owner,
      state: {
        introducedAt: builtAt - 1,
        openTicket: { id: ticketId("ticket-1"), category: "funds" },
        lastNoticeAt: builtAt - 1,
      },
    },
  });
  talk.tickets = [aTicket({})];
  return talk;
};

describe.each(locales)("pain 28: a wish to be forgotten in %s", (locale) => {
  it.each(wishes[locale])("%j is asked about first, and erases nothing yet", (text) => {
    const result = new Talk({ conversation: introduced }).say(text);
    expect(result.decision).toMatchObject({ reason: "erase_ask" });
    expect(result.erase).toBeUndefined();
  });
});

describe("pain 28: whoever asks to be forgotten", () => {
  it("hears what is erased and what is not, and a yes does it at once and once more for the rest", () => {
    const talk = new Talk({ conversation: introduced });
    const asked = talk.call("forget");
    expect(textOf(asked)).toContain(phrase("erase.ask"));
    expect(payloadsOf(asked)).toEqual([
      { kind: "erase", answer: "yes" },
      { kind: "erase", answer: "no" },
    ]);
    const result = talk.press({ kind: "erase", answer: "yes" });
    expect(result.erase).toMatchObject({ waitingToo: false, amongOthers: { data: `${builtAt + 1_000}` } });
    expect(textOf(result)).toContain(phrase("erase.done"));
    expect(textOf(result)).not.toContain(phrase("erase.tickets"));
    expect(result.timers).toMatchObject([{ set: "erase" }]);
    const [timer] = result.timers;
    const fireAt = timer !== undefined && "set" in timer ? timer.fireAt : 0;
    expect(fireAt - builtAt).toBeLessThan(24 * hourMs);
    const data = timer !== undefined && "set" in timer ? timer.data : "";
    const rest = talk.event({ kind: "timer.fired", key: "erase", generation: 1, data });
    expect(rest.erase).toMatchObject({ waitingToo: true, until: builtAt + 1_000, amongOthers: {} });
    expect(rest.erase).not.toHaveProperty("inOtherChats");
    expect(rest.effects).toEqual([]);
  });

  it.each(["yes", "1", "确认"])("may answer %j where there are no buttons", (text) => {
    const talk = new Talk({ conversation: introduced, turn: { hasButtons: false } });
    talk.say("delete my data");
    expect(talk.say(text).erase).toMatchObject({ waitingToo: false });
  });

  it.each(["no", "2"])("may keep everything by %j", (text) => {
    const talk = new Talk({ conversation: introduced, turn: { hasButtons: false } });
    talk.say("delete my data");
    const result = talk.say(text);
    expect([result.erase, result.decision.reason]).toEqual([undefined, "erase_kept"]);
    expect(talk.say("yes").erase).toBeUndefined();
  });

  it("is heard among other messages, and so is the answer", () => {
    const talk = new Talk({ conversation: introduced });
    const asked = talk.turn(
      ["hello", "delete my data", "where is my deposit"].map((text) => talk.message(text)),
    );
    expect(asked.decision).toMatchObject({ reason: "erase_ask" });
    const kept = talk.turn(["yes", "oh no", "no"].map((text) => talk.message(text)));
    expect([kept.erase, kept.decision.reason]).toEqual([undefined, "erase_kept"]);
    talk.say("delete my data");
    const erased = talk.turn(["yes", "thank you"].map((text) => talk.message(text)));
    expect(erased.erase).toMatchObject({ waitingToo: false });
  });

  it("and then talks of something else has not agreed with a later yes, nor after an hour", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("delete my data");
    talk.say("my deposit has not arrived");
    expect(talk.say("yes").erase).toBeUndefined();
    talk.say("delete my data");
    talk.now += hourMs;
    expect(talk.say("yes").erase).toBeUndefined();
  });

  it("keeps an open ticket and how far the talk has come, and the desk is told", () => {
    const talk = handed("queued");
    talk.say("delete my data");
    const result = talk.press({ kind: "erase", answer: "yes" });
    expect(ofKind(result, "ticket.append").map(({ entry }) => entry.text)).toEqual([
      expect.stringContaining("to be erased at the desk"),
    ]);
    expect(textOf(result)).toContain(phrase("erase.tickets"));
    expect(Object.keys(talk.conversation.state).sort()).toEqual(["erasedAt", "introducedAt", "openTicket"]);
  });

  it("has it done in their other chats in silence, where the desk hears of it and what came since stays", () => {
    const asked = new Talk({ conversation: introduced });
    asked.say("delete my data");
    const inOtherChats = asked.press({ kind: "erase", answer: "yes" }).erase?.inOtherChats;
    const wishedAt = Number(inOtherChats?.data);
    const other = handed("human");
    other.now += hourMs;
    const result = other.event({
      kind: "timer.fired",
      key: inOtherChats?.set ?? "",
      generation: 1,
      data: inOtherChats?.data ?? "",
    });
    expect(result.erase).toEqual({ waitingToo: false, until: wishedAt });
    expect(result.effects.map(({ kind }) => kind)).toEqual(["ticket.append"]);
    expect(result.timers).toMatchObject([{ set: "erase", data: `${wishedAt}` }]);
    expect(Object.keys(other.conversation.state).sort()).toEqual(["erasedAt", "introducedAt", "openTicket"]);
  });

  it("is met as a stranger when they write again: introduced to, with the privacy notice, and once", () => {
    const privacyLink = "https://help.example/privacy";
    const account = { ...aTurn().account, policies: { privacyLink } };
    const talk = new Talk({ conversation: introduced, turn: { account } });
    talk.say("delete my data");
    expect(textOf(talk.say("yes"))).not.toContain(phrase("intro"));
    const first = textOf(talk.say("hi"));
    expect(first).toContain(phrase("intro"));
    expect(first).toContain("privacy notice");
    expect(first).toContain(phrase("talk.ready"));
    expect(textOf(talk.say("hi"))).toBe(phrase("talk.greeting"));
  });

  it("is met as a stranger in their other chats as well, and not before they write there", () => {
    const other = new Talk({ conversation: introduced });
    other.event({ kind: "timer.fired", key: "erase_too", generation: 1, data: `${builtAt}` });
    expect(other.event({ kind: "timer.fired", key: "erase", generation: 1, data: "0" }).effects).toEqual([]);
    expect(textOf(other.say("hi"))).toContain(phrase("intro"));
  });

  it("is told that public posts are erased, too", () => {
    const talk = new Talk({ conversation: introduced });
    expect(textOf(talk.say("delete my data"))).toContain("in public posts");
  });

  it("says it to a human like everything else, and may still call the command", () => {
    const talk = handed("human");
    expect(talk.say("delete my data").decision).toMatchObject({ kind: "relay", to: "desk" });
    expect(talk.call("forget").decision).toMatchObject({ reason: "erase_ask" });
    expect(talk.say("yes").erase).toMatchObject({ waitingToo: false });
  });

  it("wants no account closed and no key removed", () => {
    for (const text of ["delete my account", "delete my api key", "forgot my password", "close my account"])
      expect(new Talk({ conversation: introduced }).say(text).decision.reason, text).not.toBe("erase_ask");
  });
});
