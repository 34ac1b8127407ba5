import { foldUnit, formOf, latinUnit, shapeOf, unitShape } from "./characters.ts";

/** A text in three views of equal length, and the way back to what the person wrote. */
export interface Normalised {
  readonly original: string;
  /** NFKC, nothing invisible, ASCII digits; case kept. */
  readonly text: string;
  /** `text` in lower case, Latin accents off. */
  readonly folded: string;
  /** `folded` with Cyrillic and Greek look-alikes as Latin letters. */
  readonly latin: string;
  /** UTF-16 offsets of the views to offsets of `original`. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number };
}

const plainAscii = /^[\t\n\r\x20-\x7e]*$/;
const hasLookAlikes = /[\u0180-\u02af\u0370-\u058f\u1d00-\u1d22\ua730-\ua731]/;
/** More marks than this on one letter are noise and left out; sorting them would cost quadratic time. */
const mostMarks = 16;
/** Bases whose left-over marks are decoration; elsewhere only marks are that are made for no script of their own. */
const plainBase = /^[\u0000-\u052f\u1e00-\u1fff]/;
const decoration = /[\u0300-\u036f]|[\u0483-\u0489]|[\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

const mapUnits = (text: string, map: (unit: number) => number) => {
  let mapped = "";
  let kept = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const to = map(unit);
    if (to === unit) continue;
    mapped += text.slice(kept, i) + String.fromCharCode(to);
    kept = i + 1;
  }
  return kept === 0 ? text : mapped + text.slice(kept);
};

const smallCapitals = /[\u1d00-\u1d22]/;

/** Among small capitals, of which there is no Q, an o with a tail stands for it. */
const withSmallQ = (text: string) => (smallCapitals.test(text) ? text.replaceAll("ǫ", "q") : text);

const withViews = (original: string, text: string, toOriginal: Normalised["toOriginal"]): Normalised => {
  const folded = mapUnits(text, foldUnit);
  const latin = hasLookAlikes.test(text) ? mapUnits(withSmallQ(text), latinUnit) : folded;
  return { original, text, folded, latin, toOriginal };
};

const same = (start: number, end: number) => ({ start, end });

const widthOf = (codePoint: number) => (codePoint > 0xffff ? 2 : 1);

const astralShape = (codePoint: number) => (formOf(codePoint) === "" ? unitShape.invisible : unitShape.other);

const firstNotPlain = (text: string, from: number) => {
  let i = from;
  while (i < text.length && shapeOf(text.charCodeAt(i)) === unitShape.plain) i += 1;
  return i;
};

/** `first`, which ends at `firstEnd`, with the marks that join it, skipping what is invisible in between. */
const clusterAt = (original: string, firstEnd: number, first: string) => {
  let end = firstEnd;
  let cluster = first;
  let marks = 0;
  for (let next = end; next < original.length; ) {
    const codePoint = original.codePointAt(next) ?? 0;
    const shape = codePoint > 0xffff ? astralShape(codePoint) : shapeOf(codePoint);
    if (shape === unitShape.plain || shape === unitShape.other) break;
    next += widthOf(codePoint);
    if (shape === unitShape.invisible) continue;
    if (marks < mostMarks) cluster += formOf(codePoint);
    end = next;
    marks += 1;
  }
  if (marks === 0) return { end, form: first };
  const composed = cluster.normalize("NFKC");
  // A mark that composes with nothing is decoration, such as a line through a letter.
  return { end, form: composed.replace(plainBase.test(composed) ? /\p{M}/gu : decoration, "") };
};

/** The text in compatibility form; `place` is told of every piece of it, and of where that piece stood. */
const compose = (
  original: string,
  place?: (piece: { readonly length: number; readonly start: number; readonly end: number }) => void,
): string => {
  let text = "";
  for (let i = 0; i < original.length; ) {
    // The last plain unit may be the base of marks that follow.
    const plainEnd = firstNotPlain(original, i);
    const safeEnd = plainEnd === original.length ? plainEnd : plainEnd - 1;
    if (safeEnd > i) {
      text += original.slice(i, safeEnd);
      if (place !== undefined)
        for (let at = i; at < safeEnd; at += 1) place({ length: 1, start: at, end: at + 1 });
      i = safeEnd;
      continue;
    }
    const codePoint = original.codePointAt(i) ?? 0;
    const firstEnd = i + widthOf(codePoint);
    const first = formOf(codePoint);
    const { end, form } =
      first === "" ? { end: firstEnd, form: first } : clusterAt(original, firstEnd, first);
    text += form;
    place?.({ length: form.length, start: i, end });
    i = end;
  }
  return text;
};

/** For each unit of the composed text, where it stood. */
const offsetsOf = (original: string, size: number) => {
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  let at = 0;
  compose(original, ({ length, start, end }) => {
    for (const last = at + length; at < last; at += 1) {
      starts[at] = start;
      ends[at] = end;
    }
  });
  return { starts, ends };
};

const normaliseMapped = (original: string): Normalised => {
  // Most texts hold nothing whose place would be asked for.
  let offsets: ReturnType<typeof offsetsOf> | undefined;
  const text = compose(original);
  return withViews(original, text, (start, end) => {
    offsets ??= offsetsOf(original, text.length);
    return { start: offsets.starts[start] ?? original.length, end: offsets.ends[end - 1] ?? 0 };
  });
};

export const normalise = (original: string): Normalised => {
  if (plainAscii.test(original)) {
    const folded = original.toLowerCase();
    return { original, text: original, folded, latin: folded, toOriginal: same };
  }
  if (firstNotPlain(original, 0) === original.length) {
    return withViews(original, original, same);
  }
  return normaliseMapped(original);
};
