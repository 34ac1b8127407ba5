import type { TicketCategory } from "../../src/domain/ticket.ts";

/** What the adapter itself says, because Discord waits for it: forms, commands, and that something went wrong. */
export interface Words {
  readonly tryAgain: string;
  /** Nothing else was said for a while, such as when a person at the desk reads along. */
  readonly received: string;
  readonly notOurs: string;
  readonly formTitle: string;
  readonly category: string;
  readonly categories: Readonly<Record<TicketCategory, string>>;
  readonly what: string;
  readonly whatHint: string;
  readonly when: string;
  readonly account: string;
  readonly accountHint: string;
  readonly files: string;
  readonly filesHint: string;
  readonly reportTitle: string;
  readonly reportWho: string;
  readonly reportWhat: string;
}

const english: Words = {
  tryAgain: "Sorry, that took too long. Please try again.",
  received: "Received. The answer follows.",
  notOurs: "This does not work any more. Use /support to go on.",
  formTitle: "Open a ticket",
  category: "What is it about?",
  categories: {
    account_security: "Account and security",
    funds: "Deposits, withdrawals, assets",
    trading: "Trading",
    technical: "App and website",
    other: "Something else",
  },
  what: "What happened?",
  whatHint: "Never write passwords, codes or recovery phrases here. What you send goes to our support team.",
  when: "When did it happen?",
  account: "Your UID or e-mail",
  accountHint: "So that we find the account. Leave it empty if you have none.",
  files: "Screenshots",
  filesHint: "Up to 10 files. Hide codes and keys first.",
  reportTitle: "Report a scam",
  reportWho: "Who or which address is it?",
  reportWhat: "What did they say or ask for?",
};

const chinese: Words = {
  tryAgain: "抱歉，处理时间过长，请重试。",
  received: "已收到，稍后回复。",
  notOurs: "此操作已失效，请使用 /support 继续。",
  formTitle: "提交工单",
  category: "是关于什么的？",
  categories: {
    account_security: "账户与安全",
    funds: "充值、提币与资产",
    trading: "交易",
    technical: "App 与网站",
    other: "其他",
  },
  what: "发生了什么？",
  whatHint: "切勿填写密码、验证码或助记词。您提交的内容将发送给客服团队。",
  when: "什么时候发生的？",
  account: "您的 UID 或邮箱",
  accountHint: "便于我们找到账户。没有可留空。",
  files: "截图",
  filesHint: "最多 10 个文件，请先遮住验证码和密钥。",
  reportTitle: "举报诈骗",
  reportWho: "对方是谁，或是哪个地址？",
  reportWhat: "对方说了什么或要求了什么？",
};

/** By the language of the person's client; whoever has another one reads English. */
export const wordsFor = (locale: unknown): Words =>
  typeof locale === "string" && locale.startsWith("zh") ? chinese : english;
