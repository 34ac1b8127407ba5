/** By UTF-16 unit: 1 for what a run may be made of. */
type RunUnits = Uint8Array;

/** Up to typographic dashes: what secrets are made of lies below. */
const mostUnits = 0x2100;

export const runUnits = (characters: RegExp): RunUnits =>
  Uint8Array.from({ length: mostUnits }, (_, unit) => (characters.test(String.fromCharCode(unit)) ? 1 : 0));

/** Whether a text holds a run of so many of the units. Looks at each `length`th, and back from it to where a run would have begun. */
export const holdsRun = (text: string, units: RunUnits, length: number): boolean => {
  for (let end = length - 1; end < text.length; ) {
    let at = end;
    while (at > end - length && units[text.charCodeAt(at)] === 1) at -= 1;
    if (at === end - length) return true;
    end = at + length;
  }
  return false;
};
