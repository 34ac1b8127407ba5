import SQLite from "better-sqlite3";
import { AppError } from "../domain/errors.ts";

/**
 * One fleet per storage file. The lock is an open exclusive transaction on a small file beside the storage: the
 * operating system frees it when the process ends, however it ends, and other processes (the command line) can
 * still use the storage itself.
 * @returns a function that frees the lock.
 */
export function lockStorage(file: string): () => void {
  const lock = new SQLite(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    throw new AppError(
      "STORAGE_LOCKED",
      `Another process uses ${file}. Stop it, or give this fleet a storage.path of its own.`,
      { cause: error },
    );
  }
  return () => lock.close();
}
