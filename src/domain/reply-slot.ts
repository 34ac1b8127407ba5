/**
 * A place for the answer that the platform keeps open for a while, seen by the person alone where others read along.
 * Whoever has `ref` may answer in our name: it is sealed like a text, and never logged.
 */
export interface ReplySlot {
  readonly ref: string;
  readonly untilAt: number;
}
