/** The ten languages that the fleet serves, as BCP 47 tags. */
export const locales = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "es", "vi", "tr", "pt"] as const;

export type Locale = (typeof locales)[number];

export const isLocale = (value: string): value is Locale => (locales as readonly string[]).includes(value);
