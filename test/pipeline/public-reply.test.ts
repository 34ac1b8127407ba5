import { describe, expect, it } from "vitest";
import { toPost } from "../../adapters/twitter/parts.ts";
import type { Policies } from "../../src/domain/account.ts";
import type { Conversation } from "../../src/domain/conversation.ts";
import type { SendMessage } from "../../src/domain/effect.ts";
import type { Invited } from "../../src/domain/event.ts";
import { conversationId, effectId, personId } from "../../src/domain/ids.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";
import type { Message } from "../../src/domain/message.ts";
import type { Queue } from "../../src/domain/turn.ts";
import { detectLocale } from "../../src/language/detect.ts";
import { createPhrasebook, loadPhrases } from "../../src/language/phrasebook.ts";
import { anAccount, aPerson, aTicket, builtAccountId, builtAt } from "../support/builders.ts";
import { phrase } from "../support/phrases.ts";
import { anEventId, deps, introduced, ofKind, Talk, textOf } from "./fixture.ts";

const policies: Policies = { inPublic: "invites_once", privacyLink: "https://www.htx.com/privacy" };
const directLink = "https://x.com/messages/compose?recipient_id=1";
const phrasebook = createPhrasebook(loadPhrases("config/locales"));

const thread = (locale?: Locale) =>
  new Talk({
    conversation: { kind: "group", state: {} },
    deps: {
      phrasebook,
      settings: { ...deps.settings, locales },
      ...(locale && { detectLocale: () => ({ locale, sure: true }) }),
    },
    turn: { account: anAccount({ policies, directLink }) },
  });

const mention = (talk: Talk, text: string, message: Partial<Message> = {}) => {
  const author = message.author ?? aPerson();
  return talk.say(text, { mentionsUs: true, ...message }, { person: author });
};

const asked = "@HTXSupportBot my deposit has not arrived, order 4711";

/** Posts a secret, which cannot be deleted; with what is said then. */
const leak = (talk: Talk, message: Partial<Message> = {}) => {
  const secrets: Message["secrets"] = [{ kind: "password", level: "hard", start: 0, end: 5 }];
  const result = mention(talk, "@HTXSupportBot ⟦password removed⟧", { secrets, ...message });
  const [deletion] = ofKind(result, "message.delete");
  return talk.event({
    kind: "effect.settled",
    effectId: deletion?.id ?? effectId(anEventId("none"), 0),
    effectKind: "message.delete",
    outcome: { state: "dead", failure: "unsupported", reason: "it is theirs" },
  });
};

describe("where only an invitation is said in public", () => {
  it.each(locales)("it is the way into the direct chat and nothing of what was asked, in %s", (locale) => {
    const result = mention(thread(locale), asked);
    const [reply, ...others] = ofKind(result, "message.send");
    expect(others).toEqual([]);
    expect(reply?.content.text).toBe(`@mia_w ${phrase("public.invite", locale)}`);
    expect(reply?.content.spans).toEqual([expect.objectContaining({ url: directLink })]);
    const [{ offset = 0, length = 0 } = {}] = reply?.content.spans ?? [];
    expect(phrase("public.invite", locale)).toContain(reply?.content.text.slice(offset, offset + length));
    expect(reply).toMatchObject({ visibility: "public" });
  });

  it.each(locales)("it fits whole into a post, as a warning does, whoever it is for, in %s", (locale) => {
    const author = aPerson({ username: "a_name_as_long_" });
    const invited = mention(thread(locale), asked, { author });
    const warned = leak(thread(locale), { author });
    const posts = [
      ofKind(invited, "message.send").map(({ content }) => toPost(content)),
      ofKind(warned, "message.send").map(({ publicStub }) => publicStub && toPost(publicStub)),
    ];
    for (const [post, ...others] of posts) {
      expect(others).toEqual([]);
      expect(post).toMatch(/^@a_name_as_long_ [^…]+$/s);
      expect(post).toContain(directLink);
    }
  });

  it.each([
    ["nobody knows their name", undefined],
    ["their name is none that can be called", "not a handle"],
  ])("who it is for is not called where %s", (_, username) => {
    const { username: __, ...nameless } = aPerson();
    const author = username === undefined ? nameless : { ...nameless, username };
    const [reply] = ofKind(mention(thread(), asked, { author }), "message.send");
    expect(reply?.content.text).toBe(phrase("public.invite"));
  });

  it("nobody gets a second one in the same thread, whatever they write", () => {
    const talk = thread();
    mention(talk, asked);
    for (const text of ["@HTXSupportBot hello?", "@HTXSupportBot thanks", "@HTXSupportBot /human", "?"])
      expect(mention(talk, text).effects, text).toEqual([]);
  });

  it("another person of the thread gets one", () => {
    const talk = thread();
    mention(talk, asked);
    const author = aPerson({ id: personId("telegram", "77") });
    expect(ofKind(mention(talk, asked, { author }), "message.send")).toHaveLength(1);
  });

  it("who is not named by anybody says nothing", () => {
    const talk = thread();
    expect(talk.say("my deposit has not arrived").effects).toEqual([]);
  });

  it("a warning about a secret is the one reply, with the invitation in it", () => {
    const talk = thread();
    const [warning, ...others] = ofKind(leak(talk, { id: "4711" }), "message.send");
    expect(others).toEqual([]);
    expect(warning?.publicStub?.text).toBe(`@mia_w ${phrase("public.secret")}`);
    expect(warning).toMatchObject({ replyTo: "4711", visibility: "private" });
    expect(mention(talk, asked).effects).toEqual([]);
  });
});

describe("where sends are few", () => {
  const queue: Queue = { waiting: 40, delayMs: 3_600_000, answerWithinMs: 6 * 3_600_000 };
  const scarceThread = () =>
    new Talk({
      conversation: { kind: "group", state: {} },
      turn: { account: anAccount({ policies, directLink }), queue },
    });
  const died = (talk: Talk, reply: SendMessage | undefined, failure: "expired" | "rejected" | "uncertain") =>
    talk.event({
      kind: "effect.settled",
      effectId: reply?.id ?? effectId(anEventId("none"), 0),
      effectKind: "message.send",
      outcome: { state: "dead", failure, reason: "it could not be sent" },
    });

  it("the invitation waits as long as an answer may", () => {
    const [reply] = ofKind(mention(scarceThread(), asked), "message.send");
    expect(reply?.expiresAt).toBe(builtAt + queue.answerWithinMs);
  });

  it.each(["expired", "rejected"] as const)(
    "one that %s was not given: who it was for is invited when they ask again",
    (failure) => {
      const talk = scarceThread();
      const [first] = ofKind(mention(talk, asked), "message.send");
      const author = aPerson({ id: personId("telegram", "77") });
      mention(talk, asked, { author });
      const result = died(talk, first, failure);
      expect(result.trace.flatMap(({ findings }) => findings)).toContainEqual({ name: "unanswered" });
      // Nobody knows what was asked: it was stored before posts had addresses, or is erased.
      expect(result.timers).toEqual([]);
      expect(ofKind(mention(talk, "@HTXSupportBot hello?"), "message.send")).toHaveLength(1);
      expect(mention(talk, asked, { author }).effects).toEqual([]);
    },
  );

  it("one that was not given makes a case of the post, however long the fleet is stopped then", () => {
    const talk = scarceThread();
    const [reply] = ofKind(mention(talk, asked), "message.send");
    const result = talk.event({
      kind: "effect.settled",
      effectId: reply?.id ?? effectId(anEventId("none"), 0),
      effectKind: "message.send",
      outcome: { state: "dead", failure: "expired", reason: "it came too late" },
      asked: {
        source: anEventId("none"),
        messageId: "4711",
        author: aPerson(),
        at: builtAt,
        text: asked,
        secrets: [],
        url: "https://x.com/i/web/status/4711",
      },
    });
    const [timer, ...others] = result.timers;
    expect(others).toEqual([]);
    if (timer === undefined || !("set" in timer)) throw new Error("No timer was set.");
    expect(timer.in).toEqual({ id: `${talk.conversation.id}/4711`, kind: "thread" });
    expect(timer.expireAt - timer.fireAt).toBeGreaterThan(365 * 86_400_000);
    expect(timer.data).not.toContain("order 4711");
  });

  it("one of which nobody knows whether it was sent is not said twice", () => {
    const talk = scarceThread();
    const [first] = ofKind(mention(talk, asked), "message.send");
    died(talk, first, "uncertain");
    expect(mention(talk, asked).effects).toEqual([]);
  });
});

describe("whoever wants silence in public", () => {
  it.each([
    "@HTXSupportBot stop messaging me",
    "@HTXSupportBot @HTXGlobal unsubscribe",
    "@HTXSupportBot 别再给我发消息",
    "@HTXSupportBot не пишите мне больше",
    "@HTXSupportBot no me escriban más",
  ])("is not invited for %j, and is when they ask something later", (text) => {
    const talk = thread();
    expect(mention(talk, text)).toMatchObject({ decision: { reason: "opted_out" }, effects: [] });
    expect(ofKind(mention(talk, asked), "message.send")).toHaveLength(1);
  });
});

describe("where the link brings no token along", () => {
  it("whom a turn invites is remembered, with what they asked", () => {
    const talk = thread();
    const question = talk.message(asked, { mentionsUs: true });
    expect(talk.turn([question], { person: aPerson() }).invite).toBe(question.id);
  });

  const invitedWith = (text: string, token = "mark-1"): Invited => ({
    conversationId: conversationId(builtAccountId, "post-1"),
    token,
    text,
  });
  const direct = (conversation: Partial<Conversation> = introduced) =>
    new Talk({
      conversation,
      deps: { phrasebook, detectLocale, settings: { ...deps.settings, locales } },
      turn: { account: anAccount({ policies, directLink }), hasButtons: false },
    });
  const comes = (talk: Talk, text: string, invited: Invited, message: Partial<Message> = {}) => {
    const event = talk.message(text, message);
    return talk.turn([event.kind === "message.created" ? { ...event, invitedWith: invited } : event]);
  };
  const secretIn = (locale: Locale, words: string) => `${words} ${phrase("redacted.seed_phrase", locale)}`;

  it.each(["hi", "Hello!", "?", "👋"])("%j brings the answer to what was asked in public, once", (text) => {
    const talk = direct();
    const result = comes(talk, text, invitedWith("@HTXSupportBot my deposit has not arrived"));
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(textOf(result)).toContain(`${phrase("start.invited_in_public")}\n\nAnswer: My deposit`);
    expect(ofKind(result, "message.send").some(({ supersedable }) => supersedable)).toBe(false);
    const again = comes(talk, text, invitedWith("@HTXSupportBot my deposit has not arrived"));
    expect(again.decision).not.toMatchObject({ kind: "answer" });
    const other = comes(talk, text, invitedWith("how do I deposit", "mark-2"));
    expect(other.decision).toMatchObject({ slug: "deposit-how" });
  });

  it("whoever asks something else is answered that", () => {
    const result = comes(direct(), "how do I deposit?", invitedWith("my deposit has not arrived"));
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
  });

  it.each(["queued", "human"] as const)("nothing is asked in the place of a person who is %s", (owner) => {
    const talk = direct({ owner, state: { openTicket: { id: aTicket().id, category: "funds" } } });
    talk.tickets = [aTicket()];
    const result = comes(talk, "hi", invitedWith("my deposit has not arrived"));
    expect(result.decision).not.toMatchObject({ kind: "answer" });
  });

  it.each([
    ["en", "please help me, these are the words of my wallet:"],
    ["ko", "도와주세요 제 지갑 복구 문구는"],
    ["ru", "помогите, вот моя фраза восстановления:"],
    ["ja", "助けてください。リカバリーフレーズは"],
  ] as const)(
    "a secret in public brings the advice about it first, in the language of the post, %s",
    (locale, words) => {
      for (const [text, message] of [
        ["hi", {}],
        ["123456", {}],
        ["", { attachments: [{ ref: "p", kind: "photo" }] as Message["attachments"] }],
      ] as const) {
        const talk = direct();
        const result = comes(talk, text, invitedWith(secretIn(locale, words)), message);
        const advice = phrase("secret.todo.seed_phrase", locale);
        const [first] = ofKind(result, "message.send");
        expect(first?.content.text, text).toContain(advice);
        expect(first?.supersedable, text).not.toBe(true);
        expect(textOf(result), text).not.toContain(phrase("start.invited_in_public", locale));
        expect(talk.conversation.locale).toBe(locale);
        expect(textOf(comes(talk, text, invitedWith(secretIn(locale, words)), message))).not.toContain(
          advice,
        );
      }
    },
  );

  it("a question beside the secret is answered as well, behind the privacy notice", () => {
    const result = comes(direct({}), "hi", invitedWith(secretIn("en", "my deposit has not arrived, words:")));
    expect(textOf(result)).toContain(phrase("secret.todo.seed_phrase"));
    expect(textOf(result)).toMatch(/privacy notice.*\n\n.*asked us in public:\n\nAnswer/);
  });

  it("a direct message that tells its own language is answered in it", () => {
    const talk = direct();
    comes(talk, "我的充值一直没有到账，怎么办", invitedWith("@HTXSupportBot my deposit has not arrived yet"));
    expect(talk.conversation.locale).toBe("zh-Hans");
  });
});

describe("the first reply of a direct chat", () => {
  const direct = (given: Policies) => new Talk({ turn: { account: anAccount({ policies: given }) } });

  it("says that it is automated and where the privacy notice stands, and the second does not", () => {
    const talk = direct(policies);
    const first = talk.say("my deposit has not arrived");
    expect(textOf(first)).toContain(phrase("intro"));
    expect(textOf(first)).toContain(phrase("privacy"));
    expect(ofKind(first, "message.send")[0]?.content.spans).toContainEqual(
      expect.objectContaining({ style: "link", url: policies.privacyLink }),
    );
    expect(textOf(talk.say("how do I deposit"))).not.toContain(phrase("privacy"));
  });

  it("says nothing of a notice where there is none", () => {
    expect(textOf(direct({}).say("hi"))).not.toContain(phrase("privacy"));
  });
});
