/** Where receiving goes on after a restart. */
export interface Cursor {
  /** The next update to ask for; 0 is whatever is left. */
  readonly offset: number;
  /** What is older than this, in whole seconds, was written before the very first start: nobody is answered for it. */
  readonly skipBefore?: number;
}

const wholeOrZero = (text: string): number => {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
};

/** `901`, or `0/1768478400` with the time of the very first start. */
export const readCursor = (stored: string): Cursor => {
  const [offset = "", skipBefore = ""] = stored.split("/", 2);
  const second = wholeOrZero(skipBefore);
  return second === 0 ? { offset: wholeOrZero(offset) } : { offset: wholeOrZero(offset), skipBefore: second };
};

export const writeCursor = ({ offset, skipBefore }: Cursor): string =>
  skipBefore === undefined ? String(offset) : `${offset}/${skipBefore}`;
