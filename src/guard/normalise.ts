import { foldUnit, formOf, latinUnit, longestForm, shapeOf, unitFormOf, unitShape } from "./characters.ts";
import { textOf, unitsFor, unitsOf } from "./units.ts";

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
  const from = unitsOf(text);
  const units = unitsFor(text.length);
  let changed = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = from[i] ?? 0;
    const to = map(unit);
    units[i] = to;
    if (to !== unit) changed = true;
  }
  return changed ? textOf(units, text.length) : text;
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

const isPlain = (text: string) => {
  const units = unitsOf(text);
  for (let i = 0; i < text.length; i += 1) if (shapeOf(units[i] ?? 0) !== unitShape.plain) return false;
  return true;
};

/** A mark that composes with nothing is decoration, such as a line through a letter. */
const composedOf = (cluster: string) => {
  const composed = cluster.normalize("NFKC");
  return composed.replace(plainBase.test(composed) ? /\p{M}/gu : decoration, "");
};

/** The first short clusters that were met, composed: no text has many. */
const known = new Map<string, string>();
const mostKnown = 2_048;
const longestKnown = 3;

const composedOnce = (cluster: string) => {
  if (cluster.length > longestKnown) return composedOf(cluster);
  let composed = known.get(cluster);
  if (composed === undefined) {
    composed = composedOf(cluster);
    if (known.size < mostKnown) known.set(cluster, composed);
  }
  return composed;
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
  return { end, form: marks === 0 ? first : composedOnce(cluster) };
};

/** Neither a mark nor anything, such as half of a pair, that may hide one. */
const endsCluster = (unit: number) => {
  const shape = shapeOf(unit);
  return shape === unitShape.plain || (shape === unitShape.other && (unit & 0xf800) !== 0xd800);
};

/** What a unit becomes that has no part in a cluster, which nearly every unit is; undefined for any other. */
const loneForm = (units: Uint16Array, at: number, size: number) => {
  const unit = units[at] ?? 0;
  if (!endsCluster(unit) || (at + 1 < size && !endsCluster(units[at + 1] ?? 0))) return undefined;
  return unitFormOf(unit);
};

/** For each unit of the composed text, where it stood. */
interface Offsets {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** The text in compatibility form; fills in the offsets, if there are some. */
const compose = (original: string, offsets?: Offsets): string => {
  const from = unitsOf(original);
  const units = unitsFor(original.length * longestForm);
  let size = 0;
  for (let i = 0; i < original.length; ) {
    const first = size;
    let end = i + 1;
    const lone = loneForm(from, i, original.length);
    if (lone === undefined) {
      const codePoint = original.codePointAt(i) ?? 0;
      const base = { end: i + widthOf(codePoint), form: formOf(codePoint) };
      const { form, end: clusterEnd } = base.form === "" ? base : clusterAt(original, base.end, base.form);
      for (let at = 0; at < form.length; at += 1) units[size + at] = form.charCodeAt(at);
      size += form.length;
      end = clusterEnd;
    } else {
      units[size] = lone;
      size += 1;
    }
    if (offsets !== undefined)
      for (let at = first; at < size; at += 1) {
        offsets.starts[at] = i;
        offsets.ends[at] = end;
      }
    i = end;
  }
  return textOf(units, size);
};

const offsetsOf = (original: string, size: number): Offsets => {
  const offsets = { starts: new Uint32Array(size), ends: new Uint32Array(size) };
  compose(original, offsets);
  return offsets;
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
  if (isPlain(original)) {
    return withViews(original, original, same);
  }
  return normaliseMapped(original);
};
