import { describe, expect, it } from "vitest";
import type { Intent } from "../../src/dialogue/intent.ts";
import { matchWhole } from "../../src/dialogue/intents.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";

/** What people who speak the language type for it, each without help from a button. */
const said: Readonly<Record<Locale, Readonly<Partial<Record<Intent, string>>>>> = {
  en: {
    human: "agent / human please / live chat",
    cancel: "cancel / never mind",
    assistant: "back to the bot",
    cancel_ticket: "cancel my ticket",
    status: "my ticket / status",
  },
  "zh-Hans": {
    human: "人工 / 转人工 / 客服",
    cancel: "取消 / 算了",
    assistant: "找助手 / 回到机器人",
    cancel_ticket: "取消工单 / 撤回工单",
    status: "我的工单 / 工单进度",
  },
  "zh-Hant": {
    human: "真人 / 轉接客服 / 線上客服 / 找專人",
    cancel: "取消 / 不用了",
    assistant: "回到助理 / 找機器人",
    cancel_ticket: "取消工單 / 取消我的工單",
    status: "我的工單 / 工單進度 / 我的工單狀態",
  },
  ja: {
    human: "担当者 / オペレーター / 担当者と話したい / 有人チャット",
    cancel: "キャンセル / やめます / 取消",
    assistant: "アシスタントに戻る / ボットに戻して",
    cancel_ticket: "問い合わせをキャンセル / 問い合わせの取り消し / 問い合わせを取り下げたい",
    status: "問い合わせの状況 / 問い合わせの状態 / チケットの状況",
  },
  ko: {
    human: "상담원 / 상담사 / 상담원 연결해 주세요 / 상담원 불러줘 / 1:1 문의",
    cancel: "취소 / 취소해줘 / 그만",
    assistant: "도우미 / 챗봇으로 / 도우미와 대화",
    cancel_ticket: "문의 취소 / 내 문의 취소 / 문의 취소해 주세요",
    status: "내 문의 / 문의 조회 / 제 문의 상태",
  },
  ru: {
    human: "оператор / живой человек / техподдержка / позовите человека",
    cancel: "отмена / отменить / не надо",
    assistant: "вернуться к помощнику / к боту",
    cancel_ticket: "отменить обращение / закройте обращение / отменить мое обращение",
    status: "моё обращение / мое обращение / статус обращения",
  },
  es: {
    human: "agente / asesor / hablar con un agente / chat en vivo",
    cancel: "cancelar / cancelalo / olvídelo",
    assistant: "volver al asistente / asistente",
    cancel_ticket: "cancelar mi ticket / anular mi ticket / cierre mi ticket",
    status: "mi ticket / cómo va mi ticket / estado de mi caso",
  },
  vi: {
    human: "nhân viên / nhan vien / gặp nhân viên / hỗ trợ trực tiếp",
    cancel: "hủy / huy / thôi",
    assistant: "quay lại với trợ lý / quay lai bot",
    cancel_ticket: "hủy yêu cầu / huy yeu cau / hủy ticket của mình",
    status: "yêu cầu của mình / ticket của mình / kiem tra yeu cau",
  },
  tr: {
    human: "temsilci / canlı destek / canli destek / müşteri temsilcisi",
    cancel: "iptal / vazgeç / vazgec",
    assistant: "asistana dön / bota geri dön",
    cancel_ticket: "talebimi iptal et / talebimi geri cek",
    status: "talebim / talebim ne durumda",
  },
  pt: {
    human: "atendente / falar com um atendente / chat ao vivo",
    cancel: "cancelar / cancela / deixa pra lá",
    assistant: "voltar ao assistente / voltar pro robô",
    cancel_ticket: "cancelar meu chamado / cancelar chamado / encerrar meu chamado",
    status: "meu chamado / status do meu chamado / situacao do chamado",
  },
};

const table = locales.flatMap((locale) =>
  Object.entries(said[locale]).flatMap(([intent, line]) =>
    line.split(" / ").map((words) => [locale, words, intent] as const),
  ),
);

describe("a native speaker's usual word", () => {
  it.each(table)("in %s %j means %s", (_, words, intent) => {
    expect(matchWhole(words)).toBe(intent);
    expect(matchWhole(`${words}!`)).toBe(intent);
  });
});
