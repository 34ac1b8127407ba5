import type { Detector } from "./detector.ts";
import { type Address, addressesIn, addressOf } from "./outbound-links.ts";
import { scan } from "./scan.ts";

export interface OutboundPolicy {
  /** Hosts that may be named and linked, with all their subdomains. */
  readonly allowedHosts: readonly string[];
  /** Handles that may be named, with `@`. @default none */
  readonly allowedHandles?: readonly string[];
  /** Other detectors than the fleet's own. */
  readonly detectors?: readonly Detector[];
}

export type OutboundVerdict =
  | { readonly ok: true }
  /** `detail`: the kind of the secret, or the host or handle that is not allowed. Never the secret itself. */
  | { readonly ok: false; readonly reason: "secret" | "link"; readonly detail: string };

const isAllowed = ({ kind, target }: Address, policy: OutboundPolicy): boolean =>
  kind === "handle"
    ? (policy.allowedHandles ?? []).some((name) => name.toLowerCase() === target)
    : target !== "" &&
      policy.allowedHosts.some((allowed) => {
        const host = allowed.toLowerCase();
        return target === host || target.endsWith(`.${host}`);
      });

/** Whether a text may be sent: it holds no secret, and leads nowhere but to allowed hosts and handles. */
export const checkOutbound = (
  text: string,
  links: readonly string[],
  policy: OutboundPolicy,
): OutboundVerdict => {
  const secret = [text, ...links]
    .flatMap((place) => scan(place, { expects: [] }, policy).findings)
    .find(({ level }) => level === "hard");
  if (secret !== undefined) return { ok: false, reason: "secret", detail: secret.kind };
  const stranger = [...links.map(addressOf), ...addressesIn(text)].find(
    (address) => !isAllowed(address, policy),
  );
  return stranger === undefined
    ? { ok: true }
    : { ok: false, reason: "link", detail: stranger.target || "unreadable address" };
};
