import type { Detector } from "./detector.ts";
import { cloudToken } from "./detectors/credentials/cloud-token.ts";
import { exchangeApiKey } from "./detectors/credentials/exchange-api-key.ts";
import { labelledCredential } from "./detectors/credentials/labelled-credential.ts";
import { namedValue } from "./detectors/credentials/named-value.ts";
import { token } from "./detectors/credentials/token.ts";
import { totp } from "./detectors/credentials/totp.ts";
import { urlPassword } from "./detectors/credentials/url-password.ts";
import { nationalId } from "./detectors/identity/national-id.ts";
import { passportMrz } from "./detectors/identity/passport-mrz.ts";
import { paymentCard } from "./detectors/identity/payment-card.ts";
import { encodedKey } from "./detectors/keys/encoded-key.ts";
import { hexKey } from "./detectors/keys/hex-key.ts";
import { keystore } from "./detectors/keys/keystore.ts";
import { pemBlock } from "./detectors/keys/pem-block.ts";
import { seedPhrase } from "./detectors/seed/seed-phrase.ts";
import { bareCodeDetector } from "./detectors/told/bare-code.ts";
import { toldInCjk } from "./detectors/told/told-cjk.ts";
import { toldSecret } from "./detectors/told/told-secret.ts";

/** All detectors, cheapest first; a new one is one file and one line here. */
export const detectors: readonly Detector[] = [
  encodedKey,
  hexKey,
  pemBlock,
  keystore,
  urlPassword,
  exchangeApiKey,
  namedValue,
  token,
  totp,
  cloudToken,
  passportMrz,
  nationalId,
  paymentCard,
  labelledCredential,
  bareCodeDetector,
  toldSecret,
  toldInCjk,
  seedPhrase,
];
