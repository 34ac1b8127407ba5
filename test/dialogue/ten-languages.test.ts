import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Intent } from "../../src/dialogue/intent.ts";
import { isOnlyWish, matchIntent, matchWhole } from "../../src/dialogue/intents.ts";
import { matchLanguageRequest } from "../../src/dialogue/language-request.ts";
import { matchOrdinal } from "../../src/dialogue/ordinal.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";

/** What each button means when its label is typed. */
const meanings: Readonly<Record<string, Intent>> = {
  human: "human",
  urgent: "human",
  ticket: "human",
  assistant: "assistant",
  none: "none",
  back: "back",
  skip: "skip",
  cancel: "cancel",
  send_now: "send_now",
  go_on: "go_on",
  use_said: "yes",
  send: "yes",
  change: "change",
};

const labels = locales.flatMap((locale) => {
  const { button }: { button: Record<string, string> } = parse(
    readFileSync(`config/locales/${locale}.yaml`, "utf8"),
  );
  return Object.entries(meanings).map(([name, intent]) => [locale, button[name] ?? "", intent] as const);
});

describe("what stands on a button", () => {
  it.each(labels)("in %s %j is understood when it is typed, as %s", (_, label, intent) => {
    expect(matchWhole(label)).toBe(intent);
    expect(matchWhole(`${label.toUpperCase()}!`)).toBe(intent);
  });
});

describe("a short utterance", () => {
  it.each<[string, Intent]>([
    ["sí", "yes"],
    ["si por favor", "yes"],
    ["não sei", "skip"],
    ["nao sei", "skip"],
    ["não, obrigado", "no"],
    ["да, спасибо", "yes"],
    ["Не знаю", "skip"],
    ["İPTAL", "cancel"],
    ["hayir", "no"],
    ["EVET", "yes"],
    ["khong", "no"],
    ["huy", "cancel"],
    ["quay lai", "back"],
    ["キャンセルしてください", "cancel"],
    ["はい、お願いします", "yes"],
    ["네!", "yes"],
    ["취소할게요", "cancel"],
    ["不曉得", "skip"],
    ["atras", "back"],
    ["Здравствуйте!", "greeting"],
    ["muito obrigada 🙏", "thanks"],
  ])("%j means %s", (text, intent) => {
    expect(matchWhole(text)).toBe(intent);
  });
});

describe("a wish for a person", () => {
  it.each([
    "quiero hablar con una persona de verdad",
    "por favor pásame con un asesor",
    "me comunicas con alguien?",
    "quero falar com um atendente agora",
    "tem como me transferir para um humano?",
    "позовите живого человека пожалуйста",
    "мне нужен оператор",
    "соедините меня с сотрудником",
    "bir temsilciyle görüşmek istiyorum",
    "beni müşteri hizmetlerine bağlayın",
    "gerçek bir insanla konuşmak istiyorum",
    "cho mình gặp nhân viên với",
    "toi muon noi chuyen voi nguoi that",
    "tôi muốn nói chuyện với nhân viên tư vấn",
    "オペレーターにつないでください",
    "人間の担当者と話したいです",
    "担当者をお願いします",
    "상담원 연결 부탁드려요",
    "사람이랑 직접 얘기하고 싶어요",
    "請幫我轉真人客服",
    "我想找專員",
  ])("is heard in %j", (text) => {
    expect(matchIntent(text)).toBe("human");
  });

  it.each([
    "no botão de saque aparece erro",
    "o botão não funciona",
    "não tenho mais acesso, stop botão",
    "un agente me llamó y me pidió mi clave",
    "alguém falou que é do suporte e pediu minha senha",
    "мне позвонил сотрудник биржи, это мошенник?",
    "bir temsilci beni aradı ve kod istedi",
    "có người tự xưng nhân viên gọi cho tôi",
    "担当者を名乗る人から電話がありました",
    "상담원이라는 사람이 비밀번호를 물어봤어요",
    "有人冒充客服聯絡我",
    "本人確認ができません",
    "我本人說話的錄音",
  ])("is not heard in %j", (text) => {
    expect(matchIntent(text)).not.toBe("human");
  });

  it.each([
    "quiero hablar con una persona por favor",
    "хочу поговорить с живым человеком",
    "オペレーターにつないでください",
  ])("%j tells nothing else", (text) => expect(isOnlyWish(text)).toBe(true));

  it("may tell something beside it", () => {
    expect(isOnlyWish("quiero hablar con una persona, mi retiro lleva dos días")).toBe(false);
  });
});

describe("a choice by its place", () => {
  it.each([
    ["la segunda", 1],
    ["el 2", 1],
    ["opção 3", 2],
    ["второй вариант", 1],
    ["номер 3", 2],
    ["ikinci", 1],
    ["cái thứ hai", 1],
    ["số 1", 0],
    ["2番", 1],
    ["二つ目です", 1],
    ["3번이요", 2],
    ["두 번째", 1],
    ["第二個", 1],
    ["последний", 3],
  ])("%j is number %i", (text, index) => {
    expect(matchOrdinal(text, 4)).toBe(index);
  });
});

describe("a wish for a language, in that language", () => {
  it.each<[string, Locale | "choose"]>([
    ["en español por favor", "es"],
    ["habla español", "es"],
    ["em português", "pt"],
    ["по-русски, пожалуйста", "ru"],
    ["на русском", "ru"],
    ["Türkçe konuş", "tr"],
    ["tiếng Việt được không", "vi"],
    ["日本語でお願いします", "ja"],
    ["한국어로 해주세요", "ko"],
    ["請用繁體中文", "zh-Hant"],
    ["cambiar idioma", "choose"],
    ["сменить язык", "choose"],
  ])("%j asks for %s", (text, locale) => {
    expect(matchLanguageRequest(text)).toBe(locale);
  });
});
