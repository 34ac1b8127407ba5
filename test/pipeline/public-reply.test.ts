import { describe, expect, it } from "vitest";
import type { Policies } from "../../src/domain/account.ts";
import { effectId, personId } from "../../src/domain/ids.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";
import type { Message } from "../../src/domain/message.ts";
import { createPhrasebook, loadPhrases } from "../../src/language/phrasebook.ts";
import { anAccount, aPerson } from "../support/builders.ts";
import { phrase } from "../support/phrases.ts";
import { anEventId, deps, ofKind, Talk, textOf } from "./fixture.ts";

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

describe("where only an invitation is said in public", () => {
  it.each(locales)("it is the way into the direct chat and nothing of what was asked, in %s", (locale) => {
    const result = mention(thread(locale), asked);
    const [reply, ...others] = ofKind(result, "message.send");
    expect(others).toEqual([]);
    expect(reply?.content.text).toBe(phrase("public.invite", locale));
    expect(reply?.content.spans).toEqual([expect.objectContaining({ url: directLink })]);
    expect(reply).toMatchObject({ visibility: "public" });
  });

  it.each(locales)("it fits into a post of 280 signs with its link, in %s", (locale) => {
    // A post's length by the platform's own count: a link 23, and a sign of the denser scripts two.
    const weigh = (text: string) =>
      [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1), 0);
    const handle = "@HTXSupportBotX";
    expect(weigh(phrase("public.invite", locale)) + 24).toBeLessThanOrEqual(280);
    expect(weigh(phrase("public.invite_by_name", locale, { handle }))).toBeLessThanOrEqual(280);
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
    const secrets: Message["secrets"] = [{ kind: "password", level: "hard", start: 0, end: 5 }];
    const result = mention(talk, "@HTXSupportBot ⟦password removed⟧", { secrets });
    const [deletion] = ofKind(result, "message.delete");
    const settled = talk.event({
      kind: "effect.settled",
      effectId: deletion?.id ?? effectId(anEventId("none"), 0),
      effectKind: "message.delete",
      outcome: { state: "dead", failure: "unsupported", reason: "it is theirs" },
    });
    expect(ofKind(settled, "message.send").map(({ publicStub }) => publicStub?.text)).toEqual([
      expect.stringContaining(phrase("group.secret_left")),
    ]);
    expect(mention(talk, asked).effects).toEqual([]);
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
