import { ApiFailure } from "./api-failure.ts";
import type { NativePage } from "./native.ts";
import { nextToken } from "./page.ts";

export interface GapPort {
  /** The page behind this token; undefined: receiving ends. Throws ApiFailure. */
  read(token: string | undefined): Promise<NativePage | undefined>;
  /** Whether everything behind the page is durable. */
  isReached(page: NativePage): boolean;
}

/** As many pages as there may be in 30 days at the fastest that X lets anybody write to us. */
const mostPages = 1_000;

/**
 * What was missed, read from the newest page back to where everything is durable. It goes on where it broke off: each
 * page costs one of the few reads.
 */
export const createGap = () => {
  let pages: NativePage[] = [];
  let token: string | undefined;

  const forget = () => {
    pages = [];
    token = undefined;
  };

  /** All its pages, or undefined when receiving ends. Throws ApiFailure. */
  return async (port: GapPort): Promise<readonly NativePage[] | undefined> => {
    for (;;) {
      let page: NativePage | undefined;
      try {
        page = await port.read(token);
      } catch (error) {
        // X gives a token up when it is old: what is behind it can only be reached from the newest page.
        if (error instanceof ApiFailure && error.status === 400) forget();
        throw error;
      }
      if (page === undefined) return undefined;
      pages.push(page);
      token = nextToken(page);
      if (token === undefined || pages.length >= mostPages || port.isReached(page)) {
        const whole = pages;
        forget();
        return whole;
      }
    }
  };
};
