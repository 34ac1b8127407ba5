import { createHash } from "node:crypto";
import type { EffectId } from "../../src/domain/ids.ts";
import { discordLimits } from "./limits.ts";

/** The same part of the same effect has the same nonce, also after a restart: Discord then returns what it was sent before. */
export const nonceOf = (effect: EffectId, part: number): string =>
  createHash("sha256").update(`${effect}/${part}`).digest("base64url").slice(0, discordLimits.nonceUnits);
