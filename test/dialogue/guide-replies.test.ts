import { describe, expect, it } from "vitest";
import { matchOption } from "../../src/dialogue/match-option.ts";
import type { Locale } from "../../src/domain/locale.ts";
import { loadGuides } from "../../src/knowledge/load-guides.ts";

const guides = loadGuides("config/guides");
const optionsOf = ({ locale, slug, step }: { locale: Locale; slug: string; step: string }) =>
  guides.find((guide) => guide.slug === slug)?.texts[locale]?.steps[step]?.options ?? {};

/** Replies as people type them: in a sentence, without accents, with a number. */
const replies: readonly (readonly [Locale, string, string, string, string])[] = [
  ["ko", "deposit-missing", "source", "은행에서 이체해서 샀어요", "bought"],
  ["ko", "deposit-missing", "source", "바이낸스에서 보냈어요", "wallet"],
  ["ko", "deposit-missing", "chain", "거기는 완료로 떠요", "success"],
  ["ko", "deposit-missing", "network", "네 둘 다 TRC20이요", "same"],
  ["ko", "withdrawal-pending", "since", "3일째", "days"],
  ["ko", "withdrawal-pending", "since", "두시간 정도", "hours"],
  ["ko", "identity-check", "state", "계속 거절돼요", "rejected"],
  ["ko", "two-factor-lost", "lost", "폰을 잃어버렸어요", "phone"],
  ["ko", "account-locked", "code", "문자가 안 와요ㅠ", "no"],
  ["ja", "deposit-missing", "source", "バイナンスから送りました", "wallet"],
  ["ja", "deposit-missing", "source", "クレカで買いました", "bought"],
  ["ja", "deposit-missing", "chain", "成功になっています", "success"],
  ["ja", "deposit-missing", "chain", "まだ承認待ちです", "confirming"],
  ["ja", "two-factor-lost", "lost", "スマホを落としました", "phone"],
  ["ja", "withdrawal-pending", "since", "昨日からです", "days"],
  ["ja", "identity-check", "state", "却下されました", "rejected"],
  ["ja", "deposit-missing", "memo", "メモは忘れました", "missing"],
  ["ru", "deposit-missing", "source", "с бинанса отправил", "wallet"],
  ["ru", "deposit-missing", "source", "купил картой сбера", "bought"],
  ["ru", "deposit-missing", "chain", "пишет успешно", "success"],
  ["ru", "withdrawal-pending", "since", "третий день", "days"],
  ["ru", "two-factor-lost", "lost", "потерял телефон вчера", "phone"],
  ["ru", "identity-check", "state", "отклонили", "rejected"],
  ["ru", "deposit-missing", "network", "да, одна и та же", "same"],
  ["ru", "order-trouble", "type", "стоп лосс", "trigger"],
  ["es", "deposit-missing", "source", "lo mandé desde Binance", "wallet"],
  ["es", "deposit-missing", "source", "compre con tarjeta de debito", "bought"],
  ["es", "deposit-missing", "chain", "dice completado", "success"],
  ["es", "withdrawal-pending", "since", "como 3 horas", "hours"],
  ["es", "withdrawal-pending", "since", "desde el lunes", "days"],
  ["es", "two-factor-lost", "lost", "me robaron el celular", "phone"],
  ["es", "deposit-missing", "memo", "se me olvido ponerlo", "missing"],
  ["es", "order-trouble", "trouble", "no se ejecuta mi orden", "unfilled"],
  ["vi", "deposit-missing", "source", "minh gui tu binance", "wallet"],
  ["vi", "deposit-missing", "source", "mua bang the visa", "bought"],
  ["vi", "deposit-missing", "chain", "bao thanh cong roi", "success"],
  ["vi", "withdrawal-pending", "since", "3 ngày rồi", "days"],
  ["vi", "two-factor-lost", "lost", "mat dien thoai roi", "phone"],
  ["vi", "deposit-missing", "memo", "quên không điền memo", "missing"],
  ["vi", "withdrawal-failed", "returned", "chua ve", "no"],
  ["tr", "deposit-missing", "source", "binanceden gönderdim", "wallet"],
  ["tr", "deposit-missing", "source", "kredi kartiyla aldim", "bought"],
  ["tr", "deposit-missing", "chain", "tamamlandı yazıyor", "success"],
  ["tr", "withdrawal-pending", "since", "3 gündür", "days"],
  ["tr", "two-factor-lost", "lost", "telefonum çalındı", "phone"],
  ["tr", "identity-check", "state", "reddedildi diyor", "rejected"],
  ["tr", "deposit-missing", "memo", "memoyu yazmayı unuttum", "missing"],
  ["pt", "deposit-missing", "source", "mandei da binance", "wallet"],
  ["pt", "deposit-missing", "source", "fiz um pix", "bought"],
  ["pt", "deposit-missing", "chain", "ta como concluido", "success"],
  ["pt", "withdrawal-pending", "since", "faz 2 dias", "days"],
  ["pt", "two-factor-lost", "lost", "perdi meu celular", "phone"],
  ["pt", "identity-check", "state", "foi reprovada", "rejected"],
  ["pt", "deposit-missing", "memo", "esqueci de colocar", "missing"],
  ["zh-Hant", "deposit-missing", "source", "從幣安轉過來的", "wallet"],
  ["zh-Hant", "deposit-missing", "source", "我用信用卡刷的", "bought"],
  ["zh-Hant", "deposit-missing", "chain", "顯示成功", "success"],
  ["zh-Hant", "withdrawal-pending", "since", "三天了", "days"],
  ["zh-Hant", "two-factor-lost", "lost", "我手機掉了", "phone"],
  ["zh-Hant", "deposit-missing", "network", "都是TRC20", "same"],
  ["zh-Hant", "deposit-missing", "memo", "我忘記填memo了", "missing"],
];

describe("a reply to a guide's question", () => {
  it.each(replies)("in %s, %s, %s: %j is %s", (locale, slug, step, text, option) => {
    expect(matchOption(text, optionsOf({ locale, slug, step }))).toBe(option);
  });

  it.each<[Locale, string, string, string]>([
    ["ko", "deposit-missing", "chain", "아직 완료가 안 됐어요"],
    ["ja", "withdrawal-pending", "status", "完了していません"],
    ["ru", "deposit-missing", "charged", "а как это узнать?"],
    ["es", "withdrawal-failed", "returned", "cuánto cobran de comisión"],
    ["vi", "deposit-missing", "chain", "tra o dau vay?"],
    ["tr", "deposit-missing", "chain", "tamamlandı değil"],
    ["pt", "order-trouble", "type", "qual é melhor para mim?"],
    ["zh-Hant", "withdrawal-pending", "status", "沒有完成"],
  ])("in %s, %s, %s: %j is none, and is asked again", (locale, slug, step, text) => {
    expect(matchOption(text, optionsOf({ locale, slug, step }))).toBeUndefined();
  });
});
