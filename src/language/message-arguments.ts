import { IntlMessageFormat } from "intl-messageformat";
import type { Locale } from "../domain/locale.ts";

/** Angle brackets are plain text: phrases have their own markup. */
export const compileMessage = (locale: Locale, message: string) =>
  new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });

type Elements = ReturnType<IntlMessageFormat["getAst"]>;

/** The name and use of every argument, sorted: `category (select other|open)`, `count (plural)`, `name`. */
export function argumentsOf(message: IntlMessageFormat): string[] {
  const found = new Set<string>();
  const visit = (elements: Elements) => {
    for (const element of elements) {
      // 0 is literal text and 7 the number sign within a plural; everything else names an argument.
      if (element.type === 0 || element.type === 7) continue;
      if (!("options" in element)) {
        found.add(element.value);
        continue;
      }
      const isPlural = "pluralType" in element;
      const choices = Object.keys(element.options).sort().join("|");
      found.add(isPlural ? `${element.value} (plural)` : `${element.value} (select ${choices})`);
      for (const { value } of Object.values(element.options)) visit(value);
    }
  };
  visit(message.getAst());
  return [...found].sort();
}
