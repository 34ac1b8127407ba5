/** The ten languages that the fleet serves, as BCP 47 tags. */
export const locales = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "es", "vi", "tr", "pt"] as const;

export type Locale = (typeof locales)[number];

export const isLocale = (value: string): value is Locale => (locales as readonly string[]).includes(value);

/** Each language by its own name: who cannot read ours can read theirs. */
export const ownNames: Readonly<Record<Locale, string>> = {
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
