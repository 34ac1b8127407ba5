import { encodePayload } from "../dialogue/payloads.ts";
import type { Decision } from "../domain/decision.ts";
import { ownNames } from "../domain/locale.ts";
import type { Tools } from "./tools.ts";

export const languageMenu = (reason: string, { key, tools }: { key: string; tools: Tools }): Decision => ({
  kind: "converse",
  reason,
  say: [{ key }],
  buttons: tools.settings.locales.map((locale) => ({
    label: ownNames[locale],
    payload: encodePayload({ kind: "language", locale }),
  })),
});
