import { isObject, listOf } from "../shared/values.ts";
import { idOf } from "./native.ts";

/** Where receiving goes on after a restart. */
export interface Cursor {
  /** The account on X whose messages these are; undefined: it does not say. */
  readonly userId?: string | undefined;
  /** What is older was there before the account's very first start: nobody is written to about it. */
  readonly first: string;
  /** Every direct message up to this one is durable. */
  readonly after: string;
  /** The same for posts that name us. */
  readonly mentioned: string;
  /** What was read of the time right before these two, in which X may yet list something; oldest first. */
  readonly recent: Recent;
}

export interface Recent {
  readonly messages: readonly string[];
  readonly posts: readonly string[];
}

export const nothingRecent: Recent = { messages: [], posts: [] };

interface Loose {
  readonly userId?: unknown;
  readonly first?: unknown;
  readonly after?: unknown;
  readonly mentioned?: unknown;
  readonly recent?: unknown;
}

interface LooseRecent {
  readonly messages?: unknown;
  readonly posts?: unknown;
}

const idsOf = (value: unknown): readonly string[] => listOf(value).flatMap((id) => idOf(id) ?? []);

const readRecent = (value: unknown): Recent => {
  const { messages, posts }: LooseRecent = isObject(value) ? value : {};
  return { messages: idsOf(messages), posts: idsOf(posts) };
};

/** Undefined: it is none, as at the very first start. */
export const readCursor = (stored: string | undefined): Cursor | undefined => {
  if (stored === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return undefined;
  }
  const loose: Loose = isObject(value) ? value : {};
  const first = idOf(loose.first);
  const after = idOf(loose.after);
  const mentioned = idOf(loose.mentioned);
  if (first === undefined || after === undefined || mentioned === undefined) return undefined;
  return { userId: idOf(loose.userId), first, after, mentioned, recent: readRecent(loose.recent) };
};

export const writeCursor = ({ userId, first, after, mentioned, recent }: Cursor): string =>
  JSON.stringify({ userId, first, after, mentioned, recent });
