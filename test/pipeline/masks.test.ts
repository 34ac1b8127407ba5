import { describe, expect, it } from "vitest";
import { besideSecrets } from "../../src/pipeline/masks.ts";
import type { PipelineDeps } from "../../src/pipeline/ports.ts";
import { deps, introduced, Talk } from "./fixture.ts";

const mask = "\u27e6password removed\u27e7";

describe("of a message with a secret", () => {
  it.each([
    [`my password is ${mask}, how do I reset my 2FA?`, "how do I reset my 2FA?"],
    [`my password is ${mask} how long does a withdrawal take`, "how long does a withdrawal take"],
    [`how do I deposit 0.5 BTC? pass: ${mask}`, "how do I deposit 0.5 BTC?"],
    [`密码是${mask}，提现一直没到账怎么办`, "提现一直没到账怎么办"],
    [`パスワードは${mask}です。出金が届きません`, "です。出金が届きません"],
    [`пароль: ${mask}\nвывод завис`, "вывод завис"],
    [`mật khẩu của tôi là ${mask}, rút tiền chưa về`, "rút tiền chưa về"],
    [`I can no longer log in since today with ${mask}`, "I can no longer log in since today with"],
    [`my password is ${mask}`, ""],
    [`${mask} ok`, ""],
    [mask, ""],
  ])("%j leaves %j to be understood", (text, question) => {
    expect(besideSecrets(text).replace(/^[,，] ?/, "")).toBe(question);
  });
});

describe("a question beside a secret", () => {
  const classified: string[] = [];
  const knowledge: PipelineDeps["knowledge"] = {
    ...deps.knowledge,
    classify: (text, locale) => {
      classified.push(text);
      return deps.knowledge.classify(text, locale);
    },
  };

  it.each([
    ["in one message", [`my password is ${mask}, my deposit has not arrived`]],
    ["in a burst", [`my password is ${mask}`, "my deposit has not arrived"]],
    ["behind it in a burst", ["my deposit has not arrived", `pw ${mask}`]],
  ])("is classified without the secret's label and what led to it, %s", (_, texts) => {
    classified.length = 0;
    const talk = new Talk({ conversation: introduced, deps: { knowledge } });
    const secrets = [{ kind: "password", level: "hard", start: 0, end: 10 }] as const;
    const result = talk.turn(texts.map((text) => talk.message(text, text.includes(mask) ? { secrets } : {})));
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(classified.map((text) => text.replace(/^,/, "").trim())).toEqual(["my deposit has not arrived"]);
  });
});
