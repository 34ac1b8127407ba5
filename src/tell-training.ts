import type { Trained } from "./knowledge/load-models.ts";

/** Tells whoever waits at a command line that the classifier is being trained, which happens once for the same articles. */
export const tellTraining = ({ locale, ready, all }: Trained): void => {
  process.stderr.write(`The classifier was trained: ${locale}, ${ready} of ${all} languages are ready.\n`);
};
