import type { FoundType } from "./find-type.ts";

const longestName = 100;
/** Controls, marks that turn or hide letters, and what a folder or a shell would take amiss. */
const unsafe = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu;

/** The letters after the last full stop, small; empty when there are none. */
export const endingOf = (name: string): string =>
  /\.([a-z0-9]{1,8})$/.exec(name.trim().toLowerCase())?.[1] ?? "";

/** A name that shows what it says: in one direction, without a path, with the ending of what the file is. */
export const safeFileName = (name: string, type: FoundType): string => {
  const plain = name
    .toWellFormed()
    .replace(unsafe, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const isRight = type.endings.includes(endingOf(plain));
  const ending = isRight ? endingOf(plain) : type.endings[0];
  const stem = isRight ? plain.slice(0, -(ending.length + 1)) : plain;
  return `${[...stem].slice(0, longestName).join("").trim() || "file"}.${ending}`;
};
