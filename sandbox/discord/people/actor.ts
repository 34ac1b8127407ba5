import type { DcUser } from "../world/types.ts";

/** Who does something, and what the person's Discord speaks. */
export interface Actor {
  readonly user: DcUser;
  readonly locale: string;
}
