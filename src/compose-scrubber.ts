import { createScrubber, type Scrub } from "./telemetry/scrub.ts";

interface Secrets {
  readonly accounts: readonly {
    readonly token: string;
    /** Of a platform that calls us. */
    readonly webhook?: { readonly secret: string } | undefined;
  }[];
  readonly desk: { readonly secret: string };
}

/** The one scrubber of what leaves the process as a log, an error or a trace: it knows the configuration's secrets. */
export const composeScrubber = ({ accounts, desk }: Secrets): Scrub =>
  createScrubber([
    desk.secret,
    ...accounts.flatMap(({ token, webhook }) => (webhook ? [token, webhook.secret] : [token])),
  ]);
