/** Every operational error that an operator can meet: what it means is here, what to do about it in `docs/errors.md`. */
export const errorCodes = {
  CONFIG_INVALID: "The configuration has faults.",
  CONFIG_MISSING: "No configuration was given where one is required.",
  SECRET_MISSING: "A secret named in the configuration could not be read.",
  NODE_TOO_OLD: "The Node.js that started Flotilla is too old.",
  STORAGE_LOCKED: "Another process uses the same storage.",
  STORAGE_FULL: "The disk that holds the storage is full.",
  STORAGE_DAMAGED: "The storage file is damaged or is not ours.",
  STORAGE_NEWER: "The storage was written by a newer version.",
  KEY_FILE_UNSAFE: "The key file can be read by others, or lies beside the data that it protects.",
  KEY_FILE_MISSING: "The storage is sealed with a key that is not there.",
  KEY_FILE_WRONG: "The key file does not fit the storage.",
  INTAKE_STOPPED: "Messages are not taken in at the moment.",
  ACCOUNT_UNKNOWN: "No account of that name is configured.",
  ARTICLES_INVALID: "Articles or phrases have faults.",
  FILE_UNREADABLE: "A file named in a command cannot be read.",
  PORT_IN_USE: "The HTTP port is taken.",
} as const;
export type ErrorCode = keyof typeof errorCodes;

/** An operational error. Its message tells the operator what happened and what to do. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
