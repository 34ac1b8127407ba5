/** An object while it is filled in. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** The longest names of platforms fit, such as two of 64 signs: the guard reads both as a whole. */
const maxNameUnits = 160;
/** Names are looked at only this far: a longer one is cut anyway. */
const maxNameRead = 512;
const notPlain = /[^ -~]/;
/**
 * Controls, bidi marks and other invisible formatting, lone surrogates, private use, line separators, and the letters
 * and the Braille pattern that show nothing, of which many a name consists.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** A name fit to be shown in one line: no controls, no direction marks, no half characters, and not too long. */
export const cleanName = (name: string, maxUnits = maxNameUnits): string => {
  let clean = name.length > maxNameRead ? name.slice(0, maxNameRead) : name;
  if (notPlain.test(clean)) clean = clean.replace(invisible, "").replace(/\s+/gu, " ");
  clean = clean.trim();
  if (clean.length <= maxUnits) return clean;
  const last = clean.charCodeAt(maxUnits - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return clean.slice(0, splitsPair ? maxUnits - 1 : maxUnits).trimEnd();
};
