import type { AttachmentRef, Link } from "../../src/domain/message.ts";
import { maxLinks, toLink } from "../shared/link.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import { toAttachment } from "./content.ts";

/** What was found in a rich message. */
export interface RichFindings {
  readonly text: string;
  readonly links: readonly Link[];
  readonly attachments: readonly AttachmentRef[];
  /** The users that it names, as far as it tells of them. */
  readonly mentioned: readonly unknown[];
}

/** Telegram's own bounds are 16 deep, 32,768 characters and 50 files. */
const maxDepth = 40;
const maxUnits = 100_000;
const maxFiles = 50;
/** Where rich texts and blocks hold what they consist of, in the order of reading. */
const innerKeys = [
  "label",
  "summary",
  "text",
  "alternative_text",
  "expression",
  "blocks",
  "items",
  "cells",
  "caption",
  "credit",
] as const;
/** Each item of these stands on a line of its own. */
const lineKeys: ReadonlySet<string> = new Set(["blocks", "items", "cells"]);
/** What a block shows beside text. */
const fileKeys = [
  ["photo", "photo"],
  ["animation", "video"],
  ["video", "video"],
  ["audio", "audio"],
  ["voice_note", "voice"],
  ["location", "location"],
] as const;

type RichNode = {
  readonly [key in
    | (typeof innerKeys)[number]
    | (typeof fileKeys)[number][0]
    | "url"
    | "user"
    | "username"]?: unknown;
};

/** The words of a rich message, line by line, and its files, whatever it is made of. */
export const readRichMessage = (message: unknown): RichFindings => {
  const pieces: string[] = [];
  let units = 0;
  let lastUnit = "";
  const links: Link[] = [];
  const attachments: AttachmentRef[] = [];
  const mentioned: unknown[] = [];

  const write = (words: string) => {
    const piece = words.slice(0, maxUnits - units);
    if (piece === "") return;
    pieces.push(piece);
    units += piece.length;
    lastUnit = piece.slice(-1);
  };

  const endLine = () => {
    if (units > 0 && lastUnit !== "\n") write("\n");
  };

  const visitLines = (lines: unknown, depth: number) => {
    for (const line of listOf(lines)) {
      endLine();
      // A row of a table is a list of cells.
      for (const cell of Array.isArray(line) ? line : [line]) {
        if (lastUnit.trim() !== "") write(" ");
        visit(cell, depth);
      }
    }
    endLine();
  };

  const takeFiles = (node: RichNode) => {
    for (const [key, kind] of fileKeys)
      if (node[key] !== undefined && attachments.length < maxFiles)
        attachments.push(toAttachment(kind, node[key]));
  };

  const visitNode = (node: RichNode, depth: number) => {
    const start = pieces.length;
    for (const key of innerKeys) {
      if (node[key] === undefined) continue;
      if (lineKeys.has(key)) visitLines(node[key], depth + 1);
      else visit(node[key], depth + 1);
    }
    const url = textOf(node.url);
    if (url !== undefined && links.length < maxLinks) links.push(toLink(url, pieces.slice(start).join("")));
    takeFiles(node);
    if (node.user !== undefined) mentioned.push(node.user);
    if (node.username !== undefined) mentioned.push({ username: node.username });
  };

  const visit = (value: unknown, depth: number) => {
    if (depth > maxDepth) return;
    if (typeof value === "string") write(value);
    else if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isObject(value)) visitNode(value, depth);
  };

  const root: RichNode = isObject(message) ? message : {};
  visitLines(root.blocks, 1);
  return { text: pieces.join("").trimEnd(), links, attachments, mentioned };
};
