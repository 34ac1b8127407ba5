import type { SecretKind } from "../domain/message.ts";
import { type KeyPiece, keyAcross, keyPieceOf } from "./across/key-across.ts";
import { type MessageView, viewOf } from "./across/message-view.ts";
import { seedAcross } from "./across/seed-across.ts";
import { type Telling, tellingOf, toldAcross } from "./across/told-across.ts";
import type { GuardContext } from "./detector.ts";
import { type SeedPieces, seedPiecesOf } from "./detectors/seed/seed-piece.ts";
import { forgetting } from "./forgetting.ts";

/** One message, or one version of it. What was seen in it is kept with the object: the same one may come again. */
export interface Part {
  readonly id: string;
  readonly text: string;
}

/** A secret spread over several parts; offsets are UTF-16 units of each part's text. */
export interface SpreadSecret {
  readonly kind: SecretKind;
  /** Only what belongs to the secret. One part alone where the others only announce it. */
  readonly parts: readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

const mostParts = 12;

interface Seen {
  readonly view: MessageView;
  readonly seed: SeedPieces;
  readonly key: KeyPiece | undefined;
  /** Computed when it is asked for: most messages are never behind a value. */
  telling?: { readonly is: Telling };
}

const seen = new WeakMap<Part, Seen>();

const look = (part: Part): Seen => {
  const known = seen.get(part);
  if (known !== undefined) return known;
  const view = viewOf(part.text);
  const found: Seen = {
    view,
    seed: seedPiecesOf(view.text),
    key: keyPieceOf(view.text),
  };
  seen.set(part, found);
  return found;
};

const tellingIn = (found: Seen | undefined, text = ""): Telling => {
  if (found === undefined) return undefined;
  found.telling ??= { is: tellingOf(text) };
  return found.telling.is;
};

const lookAcross = (parts: readonly Part[], context: GuardContext): SpreadSecret | undefined => {
  const recent = parts.filter(({ text }) => text !== "").slice(-mostParts);
  if (recent.length < 2) return undefined;
  const looks = recent.map(look);
  const spanIn = ({ part, start, end }: { part: number; start: number; end: number }) => {
    const { view } = looks[part] ?? {};
    return {
      id: recent[part]?.id ?? "",
      start: view?.toPart(start) ?? start,
      end: view?.toPart(end) ?? end,
    };
  };
  const seed = seedAcross(
    looks.map((found) => found.seed),
    looks.map((found) => found.view.text.original),
  );
  if (seed !== undefined) return { kind: "seed_phrase", parts: seed.map(spanIn) };
  const texts = recent.map(({ text }) => text);
  const key = keyAcross(
    looks.map((found) => found.key),
    texts,
    context,
  );
  if (key !== undefined) return { kind: key.kind, parts: key.parts.map(spanIn) };
  const told = toldAcross((part) => tellingIn(looks[part], texts[part]), texts, context);
  if (told === undefined) return undefined;
  const { part, start, end, kind } = told;
  return { kind, parts: [{ id: recent[part]?.id ?? "", start, end }] };
};

/**
 * A secret that one author sent in pieces, oldest part first; each piece looks harmless on its own: a seed phrase, a
 * key or a card cut over several messages, with other words between them, or a password whose name came before it.
 * Only the last twelve parts are looked at.
 */
export const scanAcross = (parts: readonly Part[], context: GuardContext): SpreadSecret | undefined =>
  forgetting(() => lookAcross(parts, context));
