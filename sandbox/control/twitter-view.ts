import type { Account } from "../twitter/people/account.ts";
import type { Webhook } from "../twitter/webhook/webhook.ts";
import type { DmEvent, Media, Post } from "../twitter/world/types.ts";

const mediaView = ({ id, type, file: { bytes: _bytes, ...facts } }: Media) => ({ ...facts, id, type });

/** A message as JSON: its text as its writer wrote it, its file without the bytes. */
export const dmView = ({ linked: _linked, deletedBy, media, ...event }: DmEvent) => ({
  ...event,
  deletedBy: [...deletedBy],
  ...(media && { media: mediaView(media) }),
});

export const postView = ({ linked: _linked, media, ...post }: Post) => ({
  ...post,
  media: media.map(mediaView),
});

export const accountView = ({ id, user: { username, name } }: Account) => ({ id, username, name });

export const webhookView = ({ app, ...webhook }: Webhook) => ({ ...webhook, consumerKey: app.consumerKey });
