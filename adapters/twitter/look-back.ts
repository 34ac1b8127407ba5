import { DeliveryError } from "../../src/domain/delivery.ts";
import type { EffectId } from "../../src/domain/ids.ts";
import { ApiFailure } from "./api-failure.ts";
import { createOnward } from "./onward.ts";
import type { SentMessage, SentPage } from "./transport.ts";

/** What a conversation shows since a time, as far as X let us read it. */
export interface LookBack {
  /** Oldest first. */
  readonly messages: readonly SentMessage[];
  /** Nothing of that time is left unread. */
  readonly isWhole: boolean;
}

interface Begun {
  readonly since: number;
  readonly newestFirst: SentMessage[];
  readonly onward: ReturnType<typeof createOnward>;
  token: string | undefined;
  pages: number;
}

/** Beyond this many whose retries never came, the oldest is forgotten, and would begin anew. */
const mostBegun = 500;
/** As many as three windows of looks for settling give; nobody says so much to one person before it is settled. */
const mostPages = 30;

/** Of a look whose answer is no answer: what was sent may be there. */
export const unanswered = (): DeliveryError =>
  new DeliveryError(
    "uncertain",
    "X lists the conversation without an end; whether it was sent is not known",
    {
      isolated: true,
      uncalled: true,
    },
  );

/**
 * Reads conversations back to when a send was begun, each page for one of the few reads. One that breaks off for want of
 * reads goes on where it stopped: what X lists is older from page to page, and no try to send lies in between.
 */
export const createLookBacks = () => {
  const begun = new Map<EffectId, Begun>();

  const open = (id: EffectId, since: number): Begun => {
    const known = begun.get(id);
    if (known?.since === since) return known;
    const look = { since, newestFirst: [], onward: createOnward(), token: undefined, pages: 0 };
    begun.set(id, look);
    const [oldest] = begun.keys();
    if (begun.size > mostBegun && oldest !== undefined) begun.delete(oldest);
    return look;
  };

  /** Fails as `read` does. */
  return async (
    { id, since }: { readonly id: EffectId; readonly since: number },
    read: (token: string | undefined) => Promise<SentPage>,
  ): Promise<LookBack> => {
    const look = open(id, since);
    const done = (isWhole: boolean): LookBack => {
      begun.delete(id);
      return { messages: look.newestFirst.toReversed(), isWhole };
    };
    for (;;) {
      const page = await read(look.token).catch((error: unknown) => {
        // X gives a token up when it is old.
        if (error instanceof DeliveryError && error.cause instanceof ApiFailure && error.cause.status === 400)
          begun.delete(id);
        throw error;
      });
      look.newestFirst.push(...page.messages);
      look.pages += 1;
      const next = look.onward({ token: page.next });
      if (next.kind === "end") return done(true);
      if (next.kind === "astray" || look.pages >= mostPages) return done(false);
      look.token = next.token;
    }
  };
};
