import { secretKinds } from "../../src/domain/message.ts";
import { scan } from "../../src/guard/scan.ts";
import { seededRandom } from "../../test/guard/hostile-texts.ts";
import { aSecret } from "../../test/guard/secret-samples.ts";
import { round } from "./result.ts";

const context = { expects: [] };

const levelOf = (text: string): "hard" | "soft" | "none" => {
  const levels = scan(text, context).findings.map(({ level }) => level);
  return levels.includes("hard") ? "hard" : (levels[0] ?? "none");
};

export interface Recall {
  readonly what: string;
  readonly cases: number;
  readonly hard: number;
  readonly hardOrSoft: number;
  readonly target: string;
  readonly ok: boolean;
}

interface Goal {
  readonly what: string;
  readonly text: (seed: number) => string;
  /** Least shares, or the greatest of hard ones. */
  readonly goal: { readonly hard?: number; readonly any?: number; readonly mostHard?: number };
}

const hexOf = (seed: number): string => {
  const random = seededRandom(seed);
  return Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join("");
};

const inTurn = (sentences: readonly string[]) => (seed: number) =>
  (sentences[seed % sentences.length] ?? "").replace("{hash}", hexOf(seed));

/** Told as such, in the person's language. */
const keyWords = inTurn([
  "my private key is {hash}",
  "private key: 0x{hash}",
  "here is the secret key of my wallet {hash}",
  "我的私钥是{hash}",
  "мой приватный ключ {hash}",
  "秘密鍵は {hash} です",
  "개인키: {hash}",
  "mi clave privada es {hash}",
]);

const transactionWords = inTurn([
  "txid {hash}",
  "transaction hash: 0x{hash}",
  "https://etherscan.io/tx/0x{hash}",
  "my deposit {hash} has 30 confirmations",
  "交易哈希：{hash}",
  "хэш транзакции {hash}",
  "block hash {hash}",
  "el hash de la transacción es {hash}",
]);

const goals: readonly Goal[] = [
  ...secretKinds.map((kind) => ({
    what: kind,
    text: (seed: number) => aSecret(kind, seed).told,
    goal: { hard: 0.99 },
  })),
  { what: "64 hex digits with words of keys", text: keyWords, goal: { hard: 0.99 } },
  { what: "64 hex digits with words of transactions", text: transactionWords, goal: { mostHard: 0 } },
];

const targetOf = ({ hard, any, mostHard }: Goal["goal"]) =>
  [
    hard === undefined ? "" : `>= ${hard * 100} % hard`,
    any === undefined ? "" : `>= ${any * 100} % hard or soft`,
    mostHard === undefined ? "" : `<= ${mostHard} hard`,
  ]
    .filter((part) => part !== "")
    .join(", ");

/** What is found of generated secrets, and of what only looks like one. */
export function guardRecall(cases: number): readonly Recall[] {
  return goals.map(({ what, text, goal }) => {
    const levels = Array.from({ length: cases }, (_, seed) => levelOf(text(seed + 1)));
    const share = (fits: (level: string) => boolean) => levels.filter(fits).length / cases;
    const hard = share((level) => level === "hard");
    const any = share((level) => level !== "none");
    const { hard: leastHard = 0, any: leastAny = 0, mostHard = 1 } = goal;
    return {
      what,
      cases,
      hard: round(hard, 4),
      hardOrSoft: round(any, 4),
      target: targetOf(goal),
      ok: hard >= leastHard && any >= leastAny && hard <= mostHard,
    };
  });
}
