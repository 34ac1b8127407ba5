import type { Detector, GuardContext, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { provenKeys } from "./derive-address.ts";
import { linkSays } from "./hex-link.ts";
import { type Relation, relate, valueMark } from "./hex-relation.ts";
import { type HexValue, hexValuesOf } from "./hex-values.ts";
import { mayHoldKey } from "./key-tokens.ts";

type Level = Span["level"] | undefined;

const marked = (view: string, values: readonly HexValue[]) => {
  let text = "";
  let at = 0;
  for (const { start, end } of values) {
    text += view.slice(at, start) + valueMark;
    at = end;
  }
  return text + view.slice(at);
};

/** Of so many values the links are looked at. */
const mostLinks = 200;
/** As many different values without a word are a list of hashes: nobody has so many keys to show. */
const hashList = 3;
/** `sha256sum` writes two spaces, or a space and a star, and the name of the file. */
const fileBehind = /^ [ *][\w./-]+\.\w{1,8}(?:[\s?!,;)]|$)/;

const levelOfRelation = (relation: Relation, { form, digits }: HexValue, isBareDoubt: boolean): Level => {
  if (relation === "hash") return undefined;
  if (form === "odd") {
    if (relation !== "key") return undefined;
    return [63, 64, 65, 128].includes(digits.length) ? "hard" : "soft";
  }
  if (relation === "key") return "hard";
  return relation === "unclear" || isBareDoubt ? "soft" : undefined;
};

const judgeAll = (text: Normalised, values: readonly HexValue[], context: GuardContext): readonly Span[] => {
  const proven = provenKeys(
    text.text,
    values.map(({ digits }) => digits),
    context.addresses ?? [],
  );
  const relations = relate(marked(text.folded, values), marked(text.latin, values));
  const isExpected = context.expects.some(({ kind }) => kind === "transaction_id");
  const isList = new Set(values.map(({ digits }) => digits)).size >= hashList;
  return values.flatMap((value, i): Span[] => {
    const { start, end, digits, form } = value;
    const level = ((): Level => {
      if (proven.has(digits)) return "hard";
      const says = i >= mostLinks ? undefined : linkSays(text.folded.slice(Math.max(0, start - 320), start));
      if (says === "hash") return undefined;
      const relation = relations[i] ?? "unknown";
      if (says !== undefined) return says === "key" || relation === "key" ? "hard" : "soft";
      if (form === "whole" && fileBehind.test(text.text.slice(end, end + 120))) return undefined;
      return levelOfRelation(relation, value, !isExpected && !isList);
    })();
    return level === undefined ? [] : [{ kind: "private_key", level, start, end }];
  });
};

/**
 * Private keys in hexadecimal. They look like hashes: what tells is an address that they derive, the nearest words,
 * the link they stand in, and what the conversation expects.
 */
export const hexKey: Detector = {
  name: "hex-key",
  kinds: ["private_key"],
  proof:
    "an address derives from it, or the nearest words and the link speak of a key and not of a transaction",
  find: (text, context) => {
    if (text.text.length < 60 || !mayHoldKey(text.text)) return [];
    const values = hexValuesOf(text);
    return values.length === 0 ? [] : judgeAll(text, values, context);
  },
};
