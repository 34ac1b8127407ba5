import { base32nopad } from "@scure/base";
import { isVaried, type KeyFormat } from "./key-format.ts";

/** CRC-16/XMODEM, as Stellar's SEP-23 asks for. */
const crc16 = (bytes: Uint8Array): number => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
};

const seedVersion = 18 << 3;

/** Stellar secret seeds (SEP-23): a version byte, 32 bytes and a CRC. */
export const base32Formats: readonly KeyFormat[] = [
  {
    kind: "private_key",
    opens: /^S[A-D][A-Z2-7]{2}/,
    shortest: 55,
    longest: 57,
    judge: (value) => {
      if (!/^S[A-Z2-7]+$/.test(value)) return undefined;
      if (value.length !== 56) return isVaried(value) ? "hint" : undefined;
      const bytes = base32nopad.decode(value);
      const sum = (bytes[33] ?? 0) | ((bytes[34] ?? 0) << 8);
      if (bytes[0] === seedVersion && crc16(bytes.subarray(0, 33)) === sum) return "sure";
      return isVaried(value) ? "near" : undefined;
    },
  },
];
