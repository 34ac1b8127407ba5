export interface HanCounts {
  /** Characters that only Simplified text has. */
  readonly simplified: number;
  /** Characters that only Traditional text has. */
  readonly traditional: number;
  /** Characters that only Japanese text has. */
  readonly japanese: number;
  /** Characters that Japanese text does not have. */
  readonly notJapanese: number;
}

/** Every character of a two-byte encoding. */
function charactersOf(
  encoding: string,
  first: readonly [number, number],
  second: readonly (readonly [number, number])[],
): Set<string> {
  const bytes: number[] = [];
  for (let lead = first[0]; lead <= first[1]; lead += 1) {
    for (const [from, to] of second) {
      for (let trail = from; trail <= to; trail += 1) bytes.push(lead, trail, 0x0a);
    }
  }
  const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes));
  return new Set(text.match(/\p{Script=Han}/gu));
}

/**
 * GB 2312 holds what mainland China writes, Big5 what Taiwan and Hong Kong write, Shift_JIS what Japan writes:
 * a character that only one of them has tells the script. No table of our own is needed.
 */
function readEncodings() {
  return {
    gb2312: charactersOf("gbk", [0xb0, 0xf7], [[0xa1, 0xfe]]),
    big5: charactersOf(
      "big5",
      [0xa4, 0xf9],
      [
        [0x40, 0x7e],
        [0xa1, 0xfe],
      ],
    ),
    shiftJis: charactersOf(
      "shift_jis",
      [0x88, 0x9f],
      [
        [0x40, 0x7e],
        [0x80, 0xfc],
      ],
    ),
  };
}
/** Read when the first such text comes. */
let encodings: ReturnType<typeof readEncodings> | undefined;

export function countHanVariants(text: string): HanCounts {
  encodings ??= readEncodings();
  const { gb2312, big5, shiftJis } = encodings;
  let simplified = 0;
  let traditional = 0;
  let japanese = 0;
  let notJapanese = 0;
  for (const character of text.match(/\p{Script=Han}/gu) ?? []) {
    const inGb = gb2312.has(character);
    const inBig5 = big5.has(character);
    if (inGb && !inBig5) simplified += 1;
    else if (inBig5 && !inGb) traditional += 1;
    else if (!inGb && shiftJis.has(character)) japanese += 1;
    if (!shiftJis.has(character)) notJapanese += 1;
  }
  return { simplified, traditional, japanese, notJapanese };
}
