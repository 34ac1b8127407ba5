import type { Detector } from "./detector.ts";
import { bareCodeDetector } from "./detectors/told/bare-code.ts";
import { encodedKey } from "./detectors/keys/encoded-key.ts";
import { hexKey } from "./detectors/keys/hex-key.ts";
import { seedPhrase } from "./detectors/seed/seed-phrase.ts";
import { toldSecret } from "./detectors/told/told-secret.ts";

/** All detectors, cheapest first; a new one is one file and one line here. */
export const detectors: readonly Detector[] = [encodedKey, hexKey, bareCodeDetector, toldSecret, seedPhrase];
