import type { Link } from "../../src/domain/message.ts";

/** Of one message. */
export const maxLinks = 50;
/** As long as a plain message; a rich one may have one link over all of its text. */
const maxLabelUnits = 4096;

export const toLink = (url: string, label: string): Link =>
  label === url ? { url } : { url, label: label.slice(0, maxLabelUnits) };
