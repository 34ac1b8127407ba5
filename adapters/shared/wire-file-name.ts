import type { OutboundFile } from "../../src/domain/adapter.ts";

/** The type without its parameters. */
export const mediaTypeOf = ({ mediaType }: OutboundFile): string =>
  mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";

const extensions: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "video/mp4": "mp4",
  "audio/mp4": "m4a",
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "application/pdf": "pdf",
  "text/plain": "txt",
  "text/csv": "csv",
  "application/json": "json",
};

const maxNameUnits = 120;
const maxExtensionUnits = 16;
/** Controls, line separators, direction marks, lone surrogates. What joins emoji and letters stays. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Cut before its extension, and not within a character. */
const shortened = (name: string): string => {
  if (name.length <= maxNameUnits) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= maxExtensionUnits ? name.slice(dot) : "";
  return name.slice(0, maxNameUnits - extension.length).replace(/\p{Cs}$/u, "") + extension;
};

/** A name that fits into the header of a part of a request and shows the extension that its type has. */
export const wireFileName = (file: OutboundFile): string => {
  const clean = file.fileName
    .replace(unfit, "")
    .replace(/["\\/]/g, "_")
    .trim();
  const name = shortened(clean === "" ? "file" : clean);
  const extension = extensions[mediaTypeOf(file)];
  return extension === undefined || /.\.[^.\s]{1,16}$/.test(name) ? name : `${name}.${extension}`;
};
