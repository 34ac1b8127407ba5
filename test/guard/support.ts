import fc from "fast-check";
import type { ExpectedKind, SecretKind } from "../../src/domain/message.ts";
import type { GuardContext } from "../../src/guard/detector.ts";
import { scan } from "../../src/guard/scan.ts";

export const nothingExpected: GuardContext = { expects: [] };

/** What was found, as `kind level "text"`. */
export const foundIn = (text: string, context: GuardContext = nothingExpected): readonly string[] =>
  scan(text, context).findings.map(
    ({ kind, level, start, end }) => `${kind} ${level} ${JSON.stringify(text.slice(start, end))}`,
  );

/** How sure the guard is of a kind in a text. */
export const levelOf = (
  kind: SecretKind,
  text: string,
  context: GuardContext = nothingExpected,
): "hard" | "soft" | "none" => {
  const levels = scan(text, context)
    .findings.filter((finding) => finding.kind === kind)
    .map(({ level }) => level);
  if (levels.includes("hard")) return "hard";
  return levels.includes("soft") ? "soft" : "none";
};

export const labels = {
  label: (kind: SecretKind) => `⟦${kind.replaceAll("_", " ")} removed⟧`,
  maskLabel: (kind: ExpectedKind) => `⟦${kind}⟧`,
};

/** A valid phrase of each official list, and a 24-word one; published test vectors. */
export const phrase12 = "legal winner thank year wave sausage worth useful legal winner thank yellow";
export const phrase24 =
  "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol group space point ten exist slush involve unfold";
export const hash64 = "4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d";

/** Any text, with more of what the guard must see through than chance would bring. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..." \n\t.,:;=1234567890abcdefxyzABC\u200b\u200d\u202e\ufeff\u0301\u0323éñİıß，：１ａ가각ᄀ 的是密码パスガﾞ".split(
          "",
        ),
      ),
      fc.constantFrom(
        "😀",
        "1\ufe0f\u20e3",
        "password",
        "is ",
        "code ",
        "seed phrase ",
        "legal winner ",
        "\ud800",
      ),
      fc.integer({ min: 0, max: 0x10ffff }).map((codePoint) => String.fromCodePoint(codePoint)),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));
