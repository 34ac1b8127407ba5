import type { ServerResponse } from "node:http";
import type { DeskSandbox } from "../desk/desk-sandbox.ts";
import type { DiscordSandbox } from "../discord/discord-sandbox.ts";
import type { TelegramSandbox } from "../telegram/telegram-sandbox.ts";
import type { TwitterSandbox } from "../twitter/twitter-sandbox.ts";

export interface PageFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
}

/** What a browser only draws; whatever else people send is saved and never shown as a page of ours. */
const drawn = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

export interface FileHolders {
  readonly telegram: TelegramSandbox;
  readonly discord: DiscordSandbox;
  readonly twitter: TwitterSandbox;
  readonly desk: DeskSandbox;
}

/** What people sent in the chats, and what the desk holds, by the page's addresses. */
export const pageFiles =
  ({ telegram, discord, twitter, desk }: FileHolders) =>
  (path: string): PageFile | undefined => {
    const [, area, ...ids] = path.split("/");
    const [first, second] = ids.map(decoded);
    if (first === undefined) return undefined;
    if (area === "media") return telegram.file(first);
    if (area === "server-file") return discord.file(first);
    if (area === "dm-file") return twitter.file(first);
    if (area !== "desk-file" || second === undefined) return undefined;
    const ticket = desk.tickets.get(first);
    return ticket?.attachments.get(second) ?? ticket?.files.get(second);
  };

/** undefined when it is not encoded as an address must be. */
const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

export const sendFile = (response: ServerResponse, { bytes, mediaType, fileName }: PageFile): void => {
  const isDrawn = drawn.has(mediaType);
  const name = encodeURIComponent(fileName);
  response.writeHead(200, {
    "content-type": isDrawn ? mediaType : "application/octet-stream",
    "content-disposition": isDrawn ? "inline" : `attachment; filename*=UTF-8''${name}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  response.end(bytes);
};
