import type { Fields } from "../../wire/values.ts";

/** Discord's codes with the status and the words that come with them. */
export const errorWords = {
  0: [404, "404: Not Found"],
  10003: [404, "Unknown Channel"],
  10004: [404, "Unknown Guild"],
  10007: [404, "Unknown Member"],
  10008: [404, "Unknown Message"],
  10011: [404, "Unknown Role"],
  10013: [404, "Unknown User"],
  10014: [400, "Unknown Emoji"],
  10015: [404, "Unknown Webhook"],
  10026: [404, "Unknown Ban"],
  10062: [404, "Unknown interaction"],
  10063: [404, "Unknown application command"],
  10066: [404, "Unknown Auto Moderation rule"],
  20012: [403, "You are not authorized to perform this action on this application"],
  30007: [400, "Maximum number of webhooks reached (15)"],
  30034: [429, "Max number of daily application command creates has been reached (200)"],
  30046: [429, "Maximum number of edits to messages older than 1 hour reached. Try again later"],
  40003: [403, "You are opening direct messages too fast."],
  40005: [413, "Request entity too large"],
  40007: [403, "The user is banned from this guild."],
  40060: [400, "Interaction has already been acknowledged."],
  50001: [403, "Missing Access"],
  50003: [403, "Cannot execute action on a DM channel"],
  50005: [403, "Cannot edit a message authored by another user"],
  50006: [400, "Cannot send an empty message"],
  50007: [403, "Cannot send messages to this user"],
  50008: [400, "Cannot send messages in a non-text channel"],
  50013: [403, "Missing Permissions"],
  50016: [
    400,
    "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages",
  ],
  50021: [400, "Cannot execute action on a system message"],
  50024: [400, "Cannot execute action on this channel type"],
  50027: [401, "Invalid Webhook Token"],
  50033: [403, "Invalid Recipient(s)"],
  50034: [400, "A message provided was too old to bulk delete"],
  50083: [400, "Thread is archived"],
  50109: [400, "The request body contains invalid JSON."],
  50278: [403, "Cannot send messages to this user due to having no mutual guilds"],
  160004: [400, "A thread has already been created for this message"],
  160005: [400, "Thread is locked"],
  160006: [400, "Maximum number of active threads reached"],
  200000: [400, "Message was blocked by automatic moderation"],
} as const satisfies Readonly<Record<number, readonly [status: number, words: string]>>;
export type ErrorCode = keyof typeof errorWords;

/** An error in Discord's own words. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly more: Fields;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    facts: { readonly status: number; readonly code: number; readonly words: string },
    more: Fields = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(facts.words);
    this.headers = headers;
    this.status = facts.status;
    this.code = facts.code;
    this.more = more;
  }

  get body(): string {
    return JSON.stringify({ message: this.message, code: this.code, ...this.more });
  }
}

export const refused = (code: ErrorCode): ApiError => {
  const [status, words] = errorWords[code];
  return new ApiError({ status, code, words });
};

export const unauthorized = () => new ApiError({ status: 401, code: 0, words: "401: Unauthorized" });

/** What is wrong with one field, by its path such as `embeds.0.title`. */
export interface FormFault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** 50035: each fault stands where its field is. */
export const invalidForm = (faults: readonly FormFault[]): ApiError => {
  const errors: Record<string, unknown> = {};
  for (const { path, code, message } of faults) {
    let at = errors;
    for (const step of path === "" ? [] : path.split(".")) {
      const below = at[step];
      const next = isOpen(below) ? below : {};
      at[step] = next;
      at = next;
    }
    const known = Array.isArray(at["_errors"]) ? at["_errors"] : [];
    at["_errors"] = [...known, { code, message }];
  }
  return new ApiError({ status: 400, code: 50035, words: "Invalid Form Body" }, { errors });
};

const isOpen = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
