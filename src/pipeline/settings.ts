import type { Locale } from "../domain/locale.ts";

/** What an operator may set about the dialogue. Durations are in ms. */
export interface PipelineSettings {
  /** Addresses by link key. */
  readonly links: Readonly<Record<string, string>>;
  /** Hosts that replies may name, beside those of `links`. */
  readonly allowedHosts: readonly string[];
  /** Official handles that replies may name, with `@`. */
  readonly allowedHandles: readonly string[];
  /** Accounts that guard groups, with `@`; the others look only at what is put to them. None: all do. */
  readonly guardHandles?: readonly string[];
  /** The languages offered; the first one serves who writes in any other. */
  readonly locales: readonly [Locale, ...Locale[]];
  /** Said with a ticket's receipt, such as "Mon-Fri 9-18 UTC". */
  readonly supportHoursText?: string;
  /** A warning waits this long for the outcome of the deletion. */
  readonly warningWaitMs: number;
  /** Who was warned of a secret this lately is warned in short. */
  readonly warnedLatelyMs: number;
  /** A ticket that has not reached the desk after this time is called delayed. */
  readonly ticketDelayMs: number;
  /** A human who has not replied for this long: the person is told that the ticket is open. */
  readonly agentSilentMs: number;
  /** Repeated acknowledgements are said once in this time. */
  readonly noticeEveryMs: number;
  /** A menu is left after this time: numbers and "back" are about something else. */
  readonly menuLifeMs: number;
  /** Whether an answer helped is asked at most once in this time. */
  readonly helpfulEveryMs: number;
  /** How far back a secret may be spread over messages, and what led to a ticket is looked for. */
  readonly lookBackMs: number;
  /** Lines of the conversation that a ticket carries at most. */
  readonly transcriptLines: number;
  /** Letters of an article that a group is shown; a Chinese, Japanese or Korean sign counts as two. */
  readonly groupAnswerUnits: number;
  /** A reply that could not be sent into a group for this long is worthless: the talk has moved on. */
  readonly groupReplyLifeMs: number;
  /** A human of the account who wrote nothing for this long has left the conversation to the assistant. */
  readonly staffQuietMs: number;
}

export const defaultSettings: PipelineSettings = {
  links: {},
  allowedHosts: [],
  allowedHandles: [],
  locales: ["en", "zh-Hans"],
  warningWaitMs: 3_000,
  warnedLatelyMs: 60 * 60_000,
  ticketDelayMs: 60_000,
  agentSilentMs: 30 * 60_000,
  noticeEveryMs: 10 * 60_000,
  menuLifeMs: 60 * 60_000,
  helpfulEveryMs: 60 * 60_000,
  lookBackMs: 10 * 60_000,
  transcriptLines: 40,
  groupAnswerUnits: 300,
  groupReplyLifeMs: 10 * 60_000,
  staffQuietMs: 12 * 60 * 60_000,
};
