import { describe, expect, it } from "vitest";
import type { InboundEvent, RawEvent } from "../../src/domain/event.ts";
import { ticketId } from "../../src/domain/ids.ts";
import type { RawMessage } from "../../src/domain/message.ts";
import { type EventContext, redactEvent } from "../../src/guard/redact-event.ts";
import { aPerson, aRawEvent, aRawMessage } from "../support/builders.ts";
import { hash64, labels, nothingExpected, phrase12 } from "./support.ts";

const context: EventContext = { ...labels, ...nothingExpected };
const clean = (event: RawEvent, override: Partial<EventContext> = {}) =>
  redactEvent(event, { ...context, ...override });

const messageOf = (event: InboundEvent) => {
  if (event.kind !== "message.created" && event.kind !== "message.edited") throw new Error(event.kind);
  return event.message;
};

const broken = {
  name: "broken",
  kinds: [],
  find: () => {
    throw new Error("broken detector");
  },
};

/** Every kind of event with a place for a person's words, holding a secret there. */
const person = aPerson({ displayName: `Mia ${phrase12}`, username: "password:Qwerty12" });
const tainted: readonly [string, RawEvent][] = [
  ["text", aRawEvent({ message: aRawMessage({ text: `help ${phrase12}` }) })],
  ["edited text", aRawEvent({ kind: "message.edited", message: aRawMessage({ text: `help ${phrase12}` }) })],
  [
    "link address",
    aRawEvent({
      message: aRawMessage({ links: [{ url: `https://x.io/?s=${phrase12.replaceAll(" ", "+")}` }] }),
    }),
  ],
  [
    "escaped link address",
    aRawEvent({
      message: aRawMessage({ links: [{ url: `https://x.io/${encodeURIComponent(`密码:Qwerty12`)}` }] }),
    }),
  ],
  ["link label", aRawEvent({ message: aRawMessage({ links: [{ url: "https://x.io", label: phrase12 }] }) })],
  [
    "file name",
    aRawEvent({
      message: aRawMessage({ attachments: [{ kind: "document", ref: "f", fileName: `${phrase12}.txt` }] }),
    }),
  ],
  ["source of a forward", aRawEvent({ message: aRawMessage({ forwardedFrom: phrase12 }) })],
  ["author", aRawEvent({ message: aRawMessage({ author: person }) })],
  ["member who joined", aRawEvent({ kind: "member.joined", person })],
  ["member who left", aRawEvent({ kind: "member.left", person })],
  ["asker to join", aRawEvent({ kind: "join.requested", person })],
  ["member who blocked us", aRawEvent({ kind: "member.blocked", person, blocked: true })],
  ["button", aRawEvent({ kind: "button.pressed", person, token: phrase12 })],
  [
    "command",
    aRawEvent({ kind: "command.called", person, name: "help", args: phrase12, messageId: "1", secrets: [] }),
  ],
  ["form", aRawEvent({ kind: "form.submitted", person, form: "ticket", values: { what: phrase12 } })],
  [
    "agent's reply",
    aRawEvent({
      kind: "ticket.replied",
      ticketId: ticketId("t"),
      sequence: 1,
      reply: { text: `use ${phrase12}` },
    }),
  ],
  [
    "name of an agent's file",
    aRawEvent({
      kind: "ticket.replied",
      ticketId: ticketId("t"),
      sequence: 1,
      reply: {
        text: "see this",
        attachments: [
          { ticketId: ticketId("t"), id: "f", fileName: `${phrase12}.txt`, mediaType: "text/plain" },
        ],
      },
    }),
  ],
];

describe("redactEvent", () => {
  it.each(tainted)("leaves nothing of a secret in: %s", (_, event) => {
    const json = JSON.stringify(clean(event));
    for (const piece of ["legal", "sausage", "Qwerty12"]) expect(json).not.toContain(piece);
    expect(json).toMatch(/⟦(seed phrase|password) removed⟧/);
  });

  it.each(tainted)("leaves nothing either when a detector throws: %s", (_, event) => {
    const json = JSON.stringify(clean(event, { detectors: [broken] }));
    for (const piece of ["sausage", "Qwerty12"]) {
      if (event.kind !== "button.pressed") expect(json).not.toContain(piece);
    }
  });

  it("keeps an ordinary event as it is", () => {
    const event = aRawEvent({
      message: aRawMessage({
        links: [{ url: "https://etherscan.io/tx/1", label: "tx" }],
        forwardedFrom: "Bob",
      }),
    });
    expect(messageOf(clean(event))).toEqual({
      ...messageOf({ ...event } as InboundEvent),
      withheld: false,
      secrets: [],
      given: [],
    });
  });

  it("reports secrets beside the text with an empty place", () => {
    const attachments = [{ kind: "document", ref: "f", fileName: `${phrase12}.txt` }] as const;
    const { secrets, text } = messageOf(clean(aRawEvent({ message: aRawMessage({ attachments }) })));
    expect(secrets).toEqual([{ kind: "seed_phrase", level: "hard", start: 0, end: 0 }]);
    expect(text).toBe(aRawMessage().text);
  });

  it("takes the expected value out of the text, and only there", () => {
    const event = aRawEvent({ message: aRawMessage({ text: "it is 12345678", forwardedFrom: "12345678" }) });
    const message = messageOf(clean(event, { expects: [{ kind: "uid", slot: "account" }] }));
    expect(message.text).toBe("it is ⟦uid⟧");
    expect(message.given).toEqual([{ kind: "uid", slot: "account", value: "12345678" }]);
    expect(message.forwardedFrom).toBe("12345678");
  });

  it("keeps a secret that was sent in reply to a question for a harmless value out of `given`", () => {
    const event = aRawEvent({ message: aRawMessage({ text: "my password is 12345678" }) });
    const message = messageOf(clean(event, { expects: [{ kind: "uid", slot: "account" }] }));
    expect(message).toMatchObject({ text: "my password is ⟦password removed⟧", given: [] });
  });

  it("refuses an agent's reply with a secret, and passes one with a transaction hash", () => {
    const reply = (text: string) =>
      clean(aRawEvent({ kind: "ticket.replied", ticketId: ticketId("t"), sequence: 1, reply: { text } }));
    expect(reply("your password is Qwerty12")).toMatchObject({
      reply: { text: "your password is ⟦password removed⟧", refused: "secret" },
    });
    expect(reply(hash64)).toMatchObject({ reply: { text: hash64 } });
    expect(reply(hash64)).not.toHaveProperty("reply.refused");
  });
});

describe("what is only suspected", () => {
  const heard = (text: string, message: Partial<RawMessage> = {}) => {
    const suspected: unknown[] = [];
    clean(aRawEvent({ message: aRawMessage({ text, ...message }) }), {
      onSuspected: (one) => suspected.push(one),
    });
    return suspected;
  };

  it("is told as it was written, with its parts", () => {
    expect(heard(`look at ${hash64} please`)).toEqual([
      { text: `look at ${hash64} please`, values: [hash64] },
    ]);
  });

  it.each([
    ["beside a certain secret", `${hash64} and my password is Qwerty12`, {}],
    ["beside a certain secret in a quote", hash64, { quote: "my password is Qwerty12" }],
    ["in a quote alone", "look", { quote: hash64 }],
    [
      "in a file's name alone",
      "look",
      { attachments: [{ kind: "photo", ref: "f", fileName: `${hash64}.png` }] },
    ],
    ["at the end of an essay", `${"so it went on. ".repeat(400)}${hash64}`, {}],
    ["nowhere", "hello", {}],
  ] as const)("is not told %s", (_, text, message) => {
    expect(heard(text, message)).toEqual([]);
  });
});

describe("the address that a file is fetched from", () => {
  const at = (name: string) => `https://cdn.example/attachments/1/2/${name}?ex=1&hm=${hash64}`;
  const fetchedFrom = (fileName: string, ref: string) =>
    messageOf(
      clean(aRawEvent({ message: aRawMessage({ attachments: [{ kind: "document", ref, fileName }] }) })),
    );

  it.each([
    ["as it is", `${phrase12}.txt`, at(encodeURIComponent(`${phrase12}.txt`))],
    ["with other signs", `${phrase12}.txt`, at(`${phrase12.replaceAll(" ", "_")}.txt`)],
    ["while the name has none", "notes.txt", at(`${phrase12.replaceAll(" ", "_")}.txt`)],
  ])("leads nowhere where it holds a secret %s, which is told once", (_, fileName, ref) => {
    const message = fetchedFrom(fileName, ref);
    expect(message.attachments[0]?.ref).toBe("");
    expect(message.secrets).toEqual([{ kind: "seed_phrase", level: "hard", start: 0, end: 0 }]);
  });

  it.each([
    ["an address, whatever signs it", at("proof_of_payment.png")],
    ["a platform's own sign", "AgACAgIAAxkBAAIBY2Zk9Yq1ZVn3xQABHk7s"],
  ])("is kept: %s", (_, ref) => {
    const message = fetchedFrom("proof of payment.png", ref);
    expect([message.attachments[0]?.ref, message.secrets]).toEqual([ref, []]);
  });

  it("leads nowhere where nobody could look at it", () => {
    const raw = aRawEvent({
      message: aRawMessage({ attachments: [{ kind: "photo", ref: at("a.png"), fileName: "a.png" }] }),
    });
    const broken = () => {
      throw new Error("broken detector");
    };
    const detectors = [{ name: "broken", kinds: [], find: broken }];
    const withheld = messageOf(redactEvent(raw, { ...context, detectors }));
    expect(withheld.attachments).toEqual([{ kind: "photo", ref: "" }]);
  });
});

describe("words that are shown beside the text", () => {
  it("are read and not kept", () => {
    const message = messageOf(
      clean(
        aRawEvent({ message: aRawMessage({ text: "vote", shown: ["which?", "my password is Qwerty12"] }) }),
      ),
    );
    expect(message.secrets).toMatchObject([{ kind: "password", level: "hard" }]);
    expect(message).not.toHaveProperty("shown");
  });

  it("hold no answer to somebody who asked for a code", () => {
    const raw = aRawEvent({
      message: aRawMessage({
        text: "look",
        author: aPerson({ displayName: "Bo 200011" }),
        attachments: [{ kind: "photo", ref: "f", fileName: "IMG_200011.png" }],
      }),
    });
    const message = messageOf(clean(raw, { askedForCode: true }));
    expect(message.secrets).toEqual([]);
    expect(message.author.displayName).toBe("Bo 200011");
  });
});

describe("redactEvent fails closed", () => {
  const event = aRawEvent({
    message: aRawMessage({
      text: "hello",
      links: [{ url: "https://x.io" }],
      forwardedFrom: "Bob",
      attachments: [{ kind: "photo", ref: "f", fileName: "a.png" }],
    }),
  });
  const withheld = {
    text: "",
    withheld: true,
    links: [],
    secrets: [],
    given: [],
    attachments: [{ kind: "photo", ref: "f" }],
    author: { displayName: "***", id: aPerson().id },
  };

  it("when a detector throws", () => {
    const message = messageOf(clean(event, { detectors: [broken] }));
    expect(message).toMatchObject(withheld);
    expect(message).not.toHaveProperty("forwardedFrom");
    expect(message.author).not.toHaveProperty("username");
  });

  it("when a detector throws over a form: its answers are gone, and it says so", () => {
    const form = aRawEvent({ kind: "form.submitted", person, form: "ticket", values: { what: "hello" } });
    expect(clean(form, { detectors: [broken] })).toMatchObject({ values: { what: "" }, withheld: true });
  });

  it("when the time is used up between two detectors", () => {
    let now = 0;
    const find = () => {
      now += 30;
      return [];
    };
    const slow = { name: "slow", kinds: [], find };
    const detectors = [slow, slow, slow];
    const inTime = clean(event, { detectors, now: () => now, budgetMs: 1_000 });
    expect(messageOf(inTime)).toMatchObject({ text: "hello", withheld: false });
    const whys: string[] = [];
    const onWithheld = (why: string) => void whys.push(why);
    const late = clean(event, { detectors, now: () => now, budgetMs: 50, onWithheld });
    expect(messageOf(late)).toMatchObject(withheld);
    expect(whys).toEqual(["overrun"]);
  });

  it("but not when the machine stood still for a moment", () => {
    let now = 0;
    const stalls = [60];
    const once = {
      name: "once",
      kinds: [],
      find: () => {
        now += stalls.pop() ?? 0;
        return [];
      },
    };
    const message = messageOf(clean(event, { detectors: [once, once], now: () => now, budgetMs: 50 }));
    expect(message).toMatchObject({ text: "hello", withheld: false });
  });

  it("for a button's token that is none of ours", () => {
    const press = (token: string) =>
      clean(aRawEvent({ kind: "button.pressed", person: aPerson(), token }), { detectors: [broken] });
    expect(press("2f.1")).toMatchObject({ token: "2f.1" });
    expect(press("my password is Qwerty12")).toMatchObject({ token: "" });
  });

  it("for an agent's reply, which is not relayed unread", () => {
    const reply = aRawEvent({
      kind: "ticket.replied",
      ticketId: ticketId("t"),
      sequence: 1,
      reply: {
        text: "hi",
        attachments: [{ ticketId: ticketId("t"), id: "f", fileName: "a.txt", mediaType: "text/plain" }],
      },
    });
    const unread = clean(reply, { detectors: [broken] });
    expect(unread).toMatchObject({ reply: { text: "", refused: "unread" } });
    expect(unread).not.toHaveProperty("reply.attachments");
  });

  it("and keeps what tells who and where", () => {
    const { id, conversationId, occurredAt } = clean(event, { detectors: [broken] });
    expect({ id, conversationId, occurredAt }).toEqual({
      id: event.id,
      conversationId: event.conversationId,
      occurredAt: event.occurredAt,
    });
  });
});

describe("the token of our own invitation", () => {
  const token = "kH5WtExWGP7PnYtq";
  const suspects = (level: "hard" | "soft") => ({
    name: "suspects",
    kinds: ["password" as const],
    find: ({ text }: { readonly text: string }) =>
      text === token ? [{ kind: "password" as const, level, start: 0, end: text.length }] : [],
  });
  const argsOf = (name: string, level: "hard" | "soft") => {
    const called = clean(
      aRawEvent({
        kind: "command.called",
        person: aPerson(),
        name,
        args: token,
        messageId: "1",
        secrets: [],
      }),
      { detectors: [suspects(level)] },
    );
    return called.kind === "command.called" ? called.args : undefined;
  };

  it("is kept, though such letters elsewhere may be a password", () => {
    expect(argsOf("start", "soft")).toBe(token);
    expect(argsOf("help", "soft")).not.toContain(token);
    expect(argsOf("start", "hard")).not.toContain(token);
  });
});
