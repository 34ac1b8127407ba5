import type { Link } from "../../src/domain/message.ts";
import { isObject, listOf, textOf } from "./native.ts";

/** What was found in a rich message. */
export interface RichFindings {
  readonly text: string;
  readonly links: readonly Link[];
  /** The users that it names, as far as it tells of them. */
  readonly mentioned: readonly unknown[];
}

const maxDepth = 40;
const maxUnits = 100_000;
const maxLinks = 50;
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

type RichNode = { readonly [key in (typeof innerKeys)[number] | "url" | "user" | "username"]?: unknown };

/** The words of a rich message, line by line, whatever it is made of. */
export const readRichMessage = (message: unknown): RichFindings => {
  let text = "";
  const links: Link[] = [];
  const mentioned: unknown[] = [];

  const endLine = () => {
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };

  const visitLines = (lines: unknown, depth: number) => {
    for (const line of listOf(lines)) {
      endLine();
      // A row of a table is a list of cells.
      for (const cell of Array.isArray(line) ? line : [line]) {
        if (text !== "" && !/\s$/.test(text.slice(-1))) text += " ";
        visit(cell, depth);
      }
    }
    endLine();
  };

  const visitNode = (node: RichNode, depth: number) => {
    const start = text.length;
    for (const key of innerKeys) {
      if (node[key] === undefined) continue;
      if (lineKeys.has(key)) visitLines(node[key], depth + 1);
      else visit(node[key], depth + 1);
    }
    const url = textOf(node.url);
    const label = text.slice(start);
    if (url !== undefined && links.length < maxLinks) links.push(label === url ? { url } : { url, label });
    if (node.user !== undefined) mentioned.push(node.user);
    if (node.username !== undefined) mentioned.push({ username: node.username });
  };

  const visit = (value: unknown, depth: number) => {
    if (depth > maxDepth || text.length >= maxUnits) return;
    if (typeof value === "string") text += value.slice(0, maxUnits - text.length);
    else if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isObject(value)) visitNode(value, depth);
  };

  const root: RichNode = isObject(message) ? message : {};
  visitLines(root.blocks, 1);
  return { text: text.trimEnd(), links, mentioned };
};
