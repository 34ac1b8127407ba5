import { AppError } from "../domain/errors.ts";

export interface StorageFault {
  /** `full` heals when there is room again; `damaged` needs an operator. */
  readonly kind: "full" | "damaged";
  readonly error: AppError;
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** Tells faults of the storage as a whole from faults of one piece of work. See https://sqlite.org/rescode.html */
export function storageFault(error: unknown): StorageFault | undefined {
  const code = codeOf(error);
  if (code.startsWith("SQLITE_FULL") || code === "ENOSPC" || code.startsWith("SQLITE_IOERR_WRITE")) {
    return {
      kind: "full",
      error: new AppError(
        "STORAGE_FULL",
        "The disk that holds the storage is full. Nothing is lost: messages wait at the platform. Make room; intake goes on by itself.",
        { cause: error },
      ),
    };
  }
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR|READONLY|CANTOPEN|PERM)/.test(code)) {
    return {
      kind: "damaged",
      error: new AppError(
        "STORAGE_DAMAGED",
        `The storage file cannot be used (${code}). Intake is stopped and messages wait at the platform. Stop Flotilla, keep a copy of the file, and restore a backup (docs/operations.md).`,
        { cause: error },
      ),
    };
  }
  return undefined;
}
