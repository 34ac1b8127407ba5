import { encodePayload } from "../dialogue/payloads.ts";
import type { Decision } from "../domain/decision.ts";
import type { Locale } from "../domain/locale.ts";
import type { Tools } from "./tools.ts";

/** Each language by its own name: who cannot read ours can read theirs. */
const ownNames: Readonly<Record<Locale, string>> = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  ja: "日本語",
  ko: "한국어",
  ru: "Русский",
  es: "Español",
  vi: "Tiếng Việt",
  tr: "Türkçe",
  pt: "Português",
};

export const languageMenu = (reason: string, { key, tools }: { key: string; tools: Tools }): Decision => ({
  kind: "converse",
  reason,
  say: [{ key }],
  buttons: tools.settings.locales.map((locale) => ({
    label: ownNames[locale],
    payload: encodePayload({ kind: "language", locale }),
  })),
});
