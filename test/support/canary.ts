/** A place where something may have been kept, and what stands in it. */
export type Sinks = Readonly<Record<string, string | Buffer>>;

/** Base64 of text inside of a longer one: its letters that depend on nothing around it, for each of three alignments. */
const base64Inside = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString("base64")
      .replaceAll("=", "");
    return encoded.slice(lead === 0 ? 0 : lead + 1, -2);
  });

/** The shapes in which a text may lie somewhere, as bytes. */
const formsOf = (canary: string): Readonly<Record<string, Buffer>> => {
  const bytes = Buffer.from(canary);
  const hex = bytes.toString("hex");
  const inside = base64Inside(bytes);
  const texts = {
    "as it is": canary,
    "in a URL": encodeURIComponent(canary),
    "in a form": new URLSearchParams({ a: canary }).toString().slice(2),
    "in JSON": JSON.stringify(canary).slice(1, -1),
    "in JSON in JSON": JSON.stringify(JSON.stringify(canary).slice(1, -1)).slice(1, -1),
    "in hexadecimal": hex,
    "in capital hexadecimal": hex.toUpperCase(),
    "in lower case": canary.toLowerCase(),
    ...Object.fromEntries(inside.map((text, lead) => [`in base64, ${lead} behind`, text])),
    ...Object.fromEntries(
      inside.map((text, lead) => [
        `in base64url, ${lead} behind`,
        text.replaceAll("+", "-").replaceAll("/", "_"),
      ]),
    ),
  };
  const forms = {
    ...Object.fromEntries(Object.entries(texts).map(([form, text]) => [form, Buffer.from(text)])),
    "in UTF-16": Buffer.from(canary, "utf16le"),
    "in UTF-16, high byte first": Buffer.from(canary, "utf16le").swap16(),
  };
  // What needs no escaping looks the same in many of them.
  const seen = new Set<string>();
  return Object.fromEntries(
    Object.entries(forms).filter(
      ([, form]) => !seen.has(form.toString("hex")) && seen.add(form.toString("hex")),
    ),
  );
};

/** A Unix time in milliseconds, an id of Discord or X, or the fraction of a floating-point number. */
const machineNumber = /^(1\d{12}|\d{16,})$/;
/** The digits of a one-time code, at the most. */
const codeDigits = 8;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** The whole run of digits of which those between `from` and `to` are a part. */
const digitsAround = (content: Buffer, from: number, to: number): string => {
  let [start, end] = [from, to];
  while (isDigit(content[start - 1])) start -= 1;
  while (isDigit(content[end])) end += 1;
  return content.toString("latin1", start, end);
};

/** Whether the code stands anywhere but inside of a number of the machine, where chance puts any few digits. */
const holdsCode = (content: Buffer, code: Buffer): boolean => {
  for (let at = content.indexOf(code); at >= 0; at = content.indexOf(code, at + 1))
    if (!machineNumber.test(digitsAround(content, at, at + code.length))) return true;
  return false;
};

const isCode = (bytes: Buffer): boolean => bytes.length <= codeDigits && /^\d+$/.test(bytes.toString());

const holds = (content: Buffer, bytes: Buffer): boolean =>
  isCode(bytes) ? holdsCode(content, bytes) : content.includes(bytes);

/** Where canaries were seen, and in which form. It names a canary by its number only. */
export const seenIn = (sinks: Sinks, canaries: readonly string[]): readonly string[] => {
  const places = Object.entries(sinks).map(([name, content]) => [name, Buffer.from(content)] as const);
  return canaries.flatMap((canary, n) =>
    Object.entries(formsOf(canary)).flatMap(([form, bytes]) =>
      places.flatMap(([name, content]) => (holds(content, bytes) ? [`canary ${n} ${form} in ${name}`] : [])),
    ),
  );
};

/** A text that holds the canary in each form, by form: what a search must be able to find. */
export const plantedForms = (canary: string): Sinks =>
  Object.fromEntries(
    Object.entries(formsOf(canary)).map(([form, bytes]) => [
      form,
      Buffer.concat([Buffer.from("some text before "), bytes, Buffer.from(" and behind")]),
    ]),
  );
