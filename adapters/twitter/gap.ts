import { listOf } from "../shared/values.ts";
import { ApiFailure } from "./api-failure.ts";
import type { NativePage } from "./native.ts";
import { createOnward, type Onward } from "./onward.ts";
import { nextToken } from "./page.ts";

export interface GapPort {
  /** The page behind this token; undefined: receiving ends. Throws ApiFailure. */
  read(token: string | undefined): Promise<NativePage | undefined>;
  /** Whether everything behind the page is durable. */
  isReached(page: NativePage): boolean;
}

export interface GapOptions {
  /** The rest is for the next time. @default all */
  readonly pagesAtOnce?: number;
  /** X sends in circles; told once until a list comes to its end again. */
  astray(): void;
}

/** As many pages as there may be in 30 days at the fastest that X lets anybody write to us. */
const mostPages = 1_000;

/**
 * What was missed, read from the newest page back to where everything is durable. It goes on where it broke off: each
 * page costs one of the few reads.
 */
export const createGap = ({ pagesAtOnce = mostPages, astray }: GapOptions) => {
  let pages: NativePage[] = [];
  let token: string | undefined;
  let onward = createOnward();
  let isAstray = false;

  const forget = () => {
    pages = [];
    token = undefined;
    onward = createOnward();
  };

  /** Whether the list ends with this page. */
  const turn = (page: NativePage): boolean => {
    const isEmpty = listOf(page.data).length === 0;
    // Where it was so before, no more of the few reads are spent to see it again.
    const next: Onward =
      isAstray && isEmpty && nextToken(page) !== undefined
        ? { kind: "astray" }
        : onward({ token: nextToken(page), isEmpty });
    token = next.kind === "next" ? next.token : undefined;
    if (next.kind === "astray" && !isAstray) astray();
    if (next.kind !== "next") isAstray = next.kind === "astray";
    return token === undefined;
  };

  return {
    /** How many pages of a gap are read that is not read whole. */
    pagesRead: () => pages.length,
    /** All its pages; undefined: it is not read whole, or receiving ends. Throws ApiFailure. */
    read: async (port: GapPort): Promise<readonly NativePage[] | undefined> => {
      for (let count = 0; count < pagesAtOnce; count += 1) {
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
        if (port.isReached(page) || turn(page) || pages.length >= mostPages) {
          const whole = pages;
          forget();
          return whole;
        }
      }
      return undefined;
    },
  };
};
