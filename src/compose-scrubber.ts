import { type AccountConfig, secretsOf } from "./compose-account.ts";
import { createScrubber, type Scrub } from "./telemetry/scrub.ts";

interface Secrets {
  readonly accounts: readonly AccountConfig[];
  readonly desk: { readonly secret: string };
}

/** The one scrubber of what leaves the process as a log, an error or a trace: it knows the configuration's secrets. */
export const composeScrubber = ({ accounts, desk }: Secrets): Scrub =>
  createScrubber([desk.secret, ...accounts.flatMap(secretsOf)]);
