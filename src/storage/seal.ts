import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type DecipherGCM,
  type KeyObject,
  randomFillSync,
} from "node:crypto";

const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + ivBytes + tagBytes;
const ivsDrawnAtOnce = 512;

/**
 * Seals free text with AES-256-GCM (NIST SP 800-38D): one version byte, 96 random bits of nonce, the tag, the
 * ciphertext. The row's id is bound in as associated data, so a sealed text cannot be moved to another row.
 */
export class Sealer {
  readonly #key: KeyObject;
  readonly #ivs = Buffer.allocUnsafe(ivBytes * ivsDrawnAtOnce);
  #ivAt = this.#ivs.length;
  /** Tells whether a key fits a storage without telling the key. */
  readonly fingerprint: string;

  readonly #printKey: Buffer;

  constructor(key: Buffer) {
    this.#printKey = createHmac("sha256", key).update("flotilla secret fingerprints").digest();
    this.#key = createSecretKey(key);
    this.fingerprint = createHmac("sha256", key)
      .update("flotilla key check")
      .digest("base64url")
      .slice(0, 22);
  }

  /** HMAC-SHA-256 with a key of its own, cut to 64 bits: without the key file nothing can be tried against it. */
  print(value: string): string {
    return createHmac("sha256", this.#printKey).update(value).digest("hex").slice(0, 16);
  }

  seal(content: string | Uint8Array, rowId: string): Buffer {
    const iv = this.#nextIv();
    const cipher = createCipheriv("aes-256-gcm", this.#key, iv);
    cipher.setAAD(Buffer.from(rowId));
    const sealed = typeof content === "string" ? cipher.update(content, "utf8") : cipher.update(content);
    cipher.final();
    const out = Buffer.allocUnsafe(headBytes + sealed.length);
    out[0] = version;
    iv.copy(out, 1);
    cipher.getAuthTag().copy(out, 1 + ivBytes);
    sealed.copy(out, headBytes);
    return out;
  }

  /** Throws when the text was changed, moved to another row, or sealed with another key. */
  open(sealed: Buffer, rowId: string): string {
    const decipher = this.#decipher(sealed, rowId);
    const text = decipher.update(sealed.subarray(headBytes), undefined, "utf8");
    return text + decipher.final("utf8");
  }

  /** The same for what is no text. */
  openBytes(sealed: Buffer, rowId: string): Buffer {
    const decipher = this.#decipher(sealed, rowId);
    const bytes = decipher.update(sealed.subarray(headBytes));
    decipher.final();
    return bytes;
  }

  #decipher(sealed: Buffer, rowId: string): DecipherGCM {
    if (sealed[0] !== version || sealed.length < headBytes)
      throw new RangeError("This is not a sealed text.");
    const iv = sealed.subarray(1, 1 + ivBytes);
    const decipher = createDecipheriv("aes-256-gcm", this.#key, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(rowId));
    decipher.setAuthTag(sealed.subarray(1 + ivBytes, headBytes));
    return decipher;
  }

  /** The same where the rest must go on whatever became of this text: undefined when it cannot be opened. */
  tryOpen(sealed: Buffer, rowId: string): string | undefined {
    try {
      return this.open(sealed, rowId);
    } catch {
      return undefined;
    }
  }

  #nextIv(): Buffer {
    if (this.#ivAt === this.#ivs.length) {
      randomFillSync(this.#ivs);
      this.#ivAt = 0;
    }
    const iv = this.#ivs.subarray(this.#ivAt, this.#ivAt + ivBytes);
    this.#ivAt += ivBytes;
    return iv;
  }
}
