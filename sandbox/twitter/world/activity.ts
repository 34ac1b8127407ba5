import type { DmEvent, Post, User } from "./types.ts";

/** What X tells apps of, unasked. */
export type Activity =
  | { readonly type: "dm.received" | "dm.sent"; readonly userId: string; readonly event: DmEvent }
  | { readonly type: "post.mention.create"; readonly userId: string; readonly post: Post }
  | {
      readonly type: "chat.received";
      readonly userId: string;
      readonly from: User;
      readonly id: string;
      readonly at: number;
    }
  | { readonly type: "oauth.revoke"; readonly userId: string; readonly consumerKey: string }
  /** Any kind and payload, however odd. */
  | { readonly type: "other"; readonly userId: string; readonly name: string; readonly payload: unknown };
