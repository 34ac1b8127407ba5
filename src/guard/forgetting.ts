import { forgetSentence } from "./detectors/seed/seed-han-model.ts";
import { forgetUnits } from "./units.ts";

/** Runs what looks at texts, and overwrites afterwards what was kept of them for one detector after the other. */
export const forgetting = <T>(look: () => T): T => {
  try {
    return look();
  } finally {
    forgetUnits();
    forgetSentence();
  }
};
