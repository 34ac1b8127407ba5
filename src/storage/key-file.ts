import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "../domain/errors.ts";

const keyBytes = 32;

/**
 * Reads the key that seals free text, or makes one at the very first start.
 * @param mayCreate false when the storage already holds sealed text: then a missing key is an error, not a new start.
 */
export function readKeyFile(file: string, mayCreate: boolean): Buffer {
  if (!existsSync(file)) {
    if (!mayCreate) {
      throw new AppError(
        "KEY_FILE_MISSING",
        `The key file ${file} is missing, and the storage is sealed with it. Put the key file back, or set storage.keyFile to where it is.`,
      );
    }
    createKeyFile(file);
  }
  refuseUnsafeRights(file);
  const key = Buffer.from(readFileSync(file, "utf8").trim(), "base64");
  if (key.length !== keyBytes) {
    throw new AppError(
      "KEY_FILE_WRONG",
      `The key file ${file} does not hold a key (32 bytes in base64). Put the right file back.`,
    );
  }
  return key;
}

function createKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${randomBytes(keyBytes).toString("base64")}\n`, {
    mode: 0o600,
    flag: "wx",
    flush: true,
  });
  chmodSync(file, 0o600);
}

function refuseUnsafeRights(file: string): void {
  const { mode } = statSync(file);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new AppError(
      "KEY_FILE_UNSAFE",
      `The key file ${file} can be read by others (mode ${(mode & 0o777).toString(8)}). Run: chmod 600 ${file}`,
    );
  }
}
