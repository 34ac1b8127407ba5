import { describe, expect, it } from "vitest";
import { matchOption } from "../../src/dialogue/match-option.ts";

const status = {
  done: { label: "Completed", words: ["success", "confirmed", "done"] },
  going: { label: "Still confirming", words: ["pending", "not confirmed", "processing"] },
  unknown: { label: "I don't know", words: ["no idea", "not sure"] },
};
const memo = {
  none: { label: "没有要求", words: ["没有", "不需要"] },
  given: { label: "有，填对了", words: ["填了", "填对了"] },
  missing: { label: "漏填或填错", words: ["忘了填", "没填", "填错了"] },
};
const decision = { yes: { label: "Ja", words: [] }, no: { label: "Nein", words: [] } };

describe("a typed reply", () => {
  it.each([
    ["2", "going"],
    ["the second one", "going"],
    ["COMPLETED!", "done"],
    ["confirmed", "done"],
    ["it says success", "done"],
    ["binance shows it as completed since an hour", "done"],
    ["it is not confirmed", "going"],
    ["hmm, i'm not sure", "unknown"],
    ["I dont know", "unknown"],
  ])("%j is %s", (text, id) => {
    expect(matchOption(text, status)).toBe(id);
  });

  it.each([
    ["9"],
    ["never completed"],
    ["it isn't done"],
    ["success here, but pending there"],
    ["doneness"],
    ["what is a block explorer"],
    ["how do I know that it is confirmed?"],
    [`completed ${"and so on ".repeat(20)}`],
    [""],
  ])("%j is none", (text) => {
    expect(matchOption(text, status)).toBeUndefined();
  });

  it.each([
    ["没有", "none"],
    ["不需要", "none"],
    ["我忘了填", "missing"],
    ["我填错了标签", "missing"],
    ["填了", "given"],
    ["第三个", "missing"],
  ])("in Chinese %j is %s", (text, id) => {
    expect(matchOption(text, memo)).toBe(id);
  });

  it.each([
    ["yes", "yes"],
    ["是的", "yes"],
    ["да", "yes"],
    ["hayır", "no"],
    ["não", "no"],
    ["không", "no"],
  ])("%j answers a plain question with %s", (text, id) => {
    expect(matchOption(text, decision)).toBe(id);
  });

  const charged = {
    yes: { label: "Đã trừ rồi", words: ["trừ tiền rồi", "bị trừ rồi"] },
    no: { label: "Chưa trừ", words: ["chưa bị trừ", "bị từ chối"] },
  };
  it.each([
    ["da tru roi", "yes"],
    ["ngân hàng bi tru roi", "yes"],
    ["hình như chua bi tru", "no"],
  ])("is understood without its accents: %j is %s", (text, id) => {
    expect(matchOption(text, charged)).toBe(id);
  });

  it("hears a denial without its accents", () => {
    expect(matchOption("khong bi tru roi dau", charged)).toBeUndefined();
    expect(
      matchOption("henüz tamamlandi degil", { done: { label: "Tamamlandı", words: [] } }),
    ).toBeUndefined();
  });

  const sent = {
    done: { label: "완료", words: ["전송 완료"] },
    failed: { label: "실패", words: ["조회 안 됨"] },
  };
  it.each([
    ["완료됐어요", "done"],
    ["바이낸스에서는 완료라고 나와요", "done"],
    ["전송이 실패했대요", "failed"],
  ])("in Korean %j is %s, whatever the word ends in", (text, id) => {
    expect(matchOption(text, sent)).toBe(id);
  });
  it.each([["완료되지 않았어요"], ["아직 완료가 안 됐어요"], ["미완료예요"]])(
    "in Korean %j is none",
    (text) => {
      expect(matchOption(text, sent)).toBeUndefined();
    },
  );
});
