import type { Phrase, PhraseButton } from "../domain/decision.ts";
import { type TicketCategory, ticketCategories } from "../domain/ticket.ts";
import { readAccountReference } from "./account-reference.ts";
import { collectOf, expectedOf, shortenIds, wordsWithGiven } from "./collect.ts";
import type { FormDefinition, FormQuestion, FormStep, Slots, StepReading } from "./form.ts";
import { matchWhole } from "./intents.ts";
import { matchOrdinal } from "./ordinal.ts";
import { encodePayload, type FormWord } from "./payloads.ts";
import { plainWords } from "./words.ts";

/** Longer descriptions are cut: the transcript has the rest. */
const longestDescription = 3000;
/** Longer than any time that people name: it is more of the story. */
const longestWhen = 120;

/** What a form's summary may show of a person's own words; defined by whoever knows the outbound rules. */
export type ShowWords = (words: string) => string;

const choice = (step: string, value: string, label: string): PhraseButton => ({
  label: { key: label },
  payload: encodePayload({ kind: "choice", step, value }),
});

const wordButton = (word: FormWord): PhraseButton => ({
  label: { key: `button.${word}` },
  payload: encodePayload({ kind: "form", word }),
});

const categoryNames: Readonly<Record<TicketCategory, RegExp>> = {
  account_security:
    /^(?:account|security|login|password|hack|kyc|verif|2fa|账户|账号|安全|登录|密码|被盗|身份|认证|帐|帳|登入|驗證|cuenta|seguridad|contraseña|conta|segurança|senha|аккаунт|безопас|вход|hesap|güvenlik|şifre|tài khoản|bảo mật|mật khẩu|アカウント|セキュリティ|ログイン|계정|보안|로그인)/,
  funds:
    /^(?:fund|money|deposit|withdraw|asset|coin|balance|transfer|资金|资产|充值|提现|提币|充币|转账|余额|資金|資產|提領|轉帳|餘額|depósito|deposito|retiro|fondos|saldo|saque|fundos|депозит|вывод|ввод|средства|баланс|yatırma|çekme|bakiye|para|nạp|rút|tài sản|số dư|入金|出金|送金|資産|残高|입금|출금|자산|잔액)/,
  trading:
    /^(?:trad|order|futures|spot|contract|margin|交易|订单|合约|现货|杠杆|訂單|合約|現貨|orden|negocia|ordem|торг|ордер|сделк|alım|emir|işlem|giao dịch|lệnh|取引|注文|거래|주문)/,
  technical:
    /^(?:tech|app|site|web|api|bug|crash|技术|网站|网页|软件|闪退|接口|技術|網站|網頁|閃退|técnic|tecnic|sitio|página|aplica|site|техни|прилож|сайт|teknik|uygulama|kỹ thuật|ứng dụng|技術|アプリ|サイト|기술|앱|사이트|웹)/,
  other:
    /^(?:other|else|something else|其他|其它|别的|別的|otr[oa]|outr[oa]|друг|иное|diğer|başka|khác|その他|ほか|他|기타|다른)/,
};

const filled = (slots: Slots, id: string, value: string): StepReading => ({
  kind: "filled",
  slots: { ...slots, [id]: value },
});

const category: FormStep = {
  id: "category",
  expects: () => [],
  takesWords: false,
  ask: () => ({
    say: [{ key: "intake.ask_category" }],
    buttons: [
      ...ticketCategories.map((name) => choice("category", name, `category.${name}`)),
      wordButton("send_now"),
    ],
  }),
  read: ({ text, choice: pressed }, slots) => {
    const words = plainWords(text);
    const chosen =
      ticketCategories.find((name) => name === pressed) ??
      ticketCategories[matchOrdinal(text, ticketCategories.length) ?? -1] ??
      // One or two words name a category; a sentence is something else.
      (words.length <= 30 && words.split(" ").length <= 3
        ? ticketCategories.find((name) => categoryNames[name].test(words))
        : undefined);
    return chosen === undefined ? { kind: "unclear" } : filled(slots, "category", chosen);
  },
};

const account: FormStep = {
  id: "account",
  expects: () => ["uid", "email", "phone"],
  takesWords: false,
  ask: () => ({
    say: [{ key: "intake.ask_account" }],
    buttons: [wordButton("skip"), wordButton("send_now")],
  }),
  read: ({ text, given }, slots) => {
    const reference = readAccountReference(text, given);
    return reference === undefined ? { kind: "unclear" } : filled(slots, "account", reference);
  },
};

const addWords = (slots: Slots, text: string): Slots => ({
  ...slots,
  what: [slots["what"], text]
    .filter((part) => part !== undefined && part !== "")
    .join("\n")
    .slice(0, longestDescription),
});

const createWhat = (show: ShowWords): FormStep => ({
  id: "what",
  expects: () => [],
  takesWords: true,
  ask: ({ said }) =>
    said === undefined
      ? { say: [{ key: "intake.ask_what" }], buttons: [wordButton("skip"), wordButton("send_now")] }
      : {
          say: [{ key: "intake.offer_said", args: { said: show(said) } }],
          buttons: [choice("what", "said", "button.use_said"), wordButton("send_now")],
        },
  read: ({ text, choice: pressed }, slots) => {
    const { said } = slots;
    if (said !== undefined && (pressed === "said" || matchWhole(text) === "yes"))
      return filled(slots, "what", said);
    return text === "" ? { kind: "unclear" } : { kind: "filled", slots: addWords(slots, text) };
  },
});

const details: FormStep = {
  id: "details",
  applies: (slots) => collectOf(slots).length > 0,
  expects: (slots) => expectedOf(collectOf(slots)),
  takesWords: true,
  ask: (slots) => ({
    say: [{ key: "intake.ask_details", lists: { items: collectOf(slots).map((name) => `collect.${name}`) } }],
    buttons: [wordButton("skip"), wordButton("send_now")],
  }),
  read: (input, slots) => {
    const told = wordsWithGiven(input);
    return told === "" ? { kind: "unclear" } : filled(slots, "details", told);
  },
};

const times = ["today", "yesterday", "week", "earlier"] as const;

const when: FormStep = {
  id: "when",
  expects: () => [],
  takesWords: true,
  ask: () => ({
    say: [{ key: "intake.ask_when" }],
    buttons: [...times.map((time) => choice("when", time, `when.${time}`)), wordButton("skip")],
  }),
  read: ({ text, choice: pressed }, slots) => {
    const time = times.find((known) => known === pressed);
    if (time !== undefined) return filled(slots, "when", time);
    if (text === "") return { kind: "unclear" };
    return text.length > longestWhen
      ? { kind: "again", slots: addWords(slots, text) }
      : filled(slots, "when", text);
  },
};

const changeable = ["category", "account", "what", "details", "when"] as const;

/** What was never asked for is not offered to be changed. */
const changeQuestion = (slots: Slots): FormQuestion => ({
  say: [{ key: "intake.ask_change" }],
  buttons: changeable
    .filter((id) => id !== "details" || collectOf(slots).length > 0)
    .map((id) => choice("review", `change_${id}`, `intake.slot.${id}`)),
});

const summaryOf = (slots: Slots, show: ShowWords): readonly Phrase[] => {
  const line = (id: string) => show(shortenIds(slots[id] ?? ""));
  return [
    {
      key: "intake.summary",
      args: {
        category: slots["category"] || "other",
        // The rest of a mail address would read as a name that leads somewhere.
        account: slots["account"]?.replace(/@.*/, "@…") || "none",
        what: line("what") || line("said") || "none",
        details: line("details") || "none",
        when: line("when") || "none",
      },
    },
    { key: "intake.consent" },
  ];
};

const createReview = (show: ShowWords): FormStep => ({
  id: "review",
  expects: () => [],
  takesWords: true,
  ask: (slots) => ({
    say: summaryOf(slots, show),
    buttons: [
      choice("review", "send", "button.send"),
      choice("review", "change", "button.change"),
      wordButton("cancel"),
    ],
  }),
  moreButtons: changeable.map((id) => choice("review", `change_${id}`, `intake.slot.${id}`)),
  read: ({ text, choice: pressed }, slots) => {
    const redo = changeable.find((id) => pressed === `change_${id}`);
    if (redo !== undefined) return { kind: "redo", step: redo };
    const intent = matchWhole(text);
    if (pressed === "send" || intent === "yes") return { kind: "consent" };
    if (pressed === "change" || intent === "change" || intent === "no")
      return { kind: "again", slots, question: changeQuestion(slots) };
    return text === "" ? { kind: "unclear" } : { kind: "again", slots: addWords(slots, text) };
  },
});

/** The way to a ticket: five questions at most beside the last look, each of which may be skipped. */
export const createIntake = (show: ShowWords): FormDefinition => ({
  name: "intake",
  steps: [category, account, createWhat(show), details, when, createReview(show)],
});
