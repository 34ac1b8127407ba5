import type { Clock } from "./domain/clock.ts";
import type { RawEvent } from "./domain/event.ts";
import type { Locale } from "./domain/locale.ts";
import type { Detector } from "./guard/detector.ts";
import { asksForCode } from "./guard/detectors/told/asks-for-code.ts";
import { redactEvent } from "./guard/redact-event.ts";
import { redactText } from "./guard/redact-text.ts";
import { hintToLocale } from "./language/detect.ts";
import type { Phrasebook } from "./language/phrasebook.ts";
import type { Redactor } from "./runtime/ports.ts";
import { RecentTalk } from "./runtime/recent-talk.ts";

const anAddress = `0x${"0".repeat(39)}1`;
/** Of each sort that the guard prepares for when it first meets it. */
const firstRead = [
  "enough plain words in one line to be looked at as if they were a recovery phrase",
  `the private key of ${anAddress} is ${"4c08".repeat(16)}`,
  "4c08".repeat(16),
  "my password is not this one, the code is 1234",
  "我的密码是什么，验证码没有收到",
];

/** It helps the guard; without it the guard still does its work. */
const hearSafely = (talk: RecentTalk, event: RawEvent): ReturnType<RecentTalk["hear"]> => {
  try {
    return talk.hear(event);
  } catch {
    return { askedForCode: true, addresses: [] };
  }
};

/** What every text goes through before it is kept: by the fleet, and by commands that take messages in. */
export function composeRedactor(parts: {
  accounts: readonly { readonly id: string; readonly locale?: Locale | undefined }[];
  fallback: Locale;
  phrasebook: Phrasebook;
  clock: Clock;
  /** Other detectors than the guard's own. */
  detectors?: readonly Detector[] | undefined;
}): Redactor {
  const { accounts, fallback, phrasebook, clock, detectors } = parts;
  const localeOf = (event: RawEvent): Locale => {
    const person = "message" in event ? event.message.author : "person" in event ? event.person : undefined;
    const account = accounts.find(({ id }) => id === event.accountId);
    return (person?.localeHint && hintToLocale(person.localeHint)) || account?.locale || fallback;
  };
  // The guard builds its word lists when it first reads; the time that a person's message has would not do.
  for (const text of firstRead) {
    redactText(text, { expects: [], addresses: [anAddress], label: String, maskLabel: String });
  }
  const talk = new RecentTalk({ clock, asksForCode });
  return (event, { expects, onSuspected, onWithheld }) => {
    const say = (key: string) => phrasebook.say(localeOf(event), { key });
    const { addresses, askedForCode } = hearSafely(talk, event);
    return redactEvent(event, {
      expects,
      addresses,
      // Our own question came last: the number that is awaited is no code.
      askedForCode: askedForCode && expects.length === 0,
      ...(onSuspected && { onSuspected }),
      ...(onWithheld && { onWithheld }),
      ...(detectors && { detectors }),
      label: (kind) => say(`redacted.${kind}`),
      maskLabel: (kind) => say(`masked.${kind}`),
      now: clock.now,
    });
  };
}
