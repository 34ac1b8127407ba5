/** Where the adapter logs: ids, counts and codes, never a text. A pino logger fits. */
export interface AdapterLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export const silentLog: AdapterLog = { info: () => {}, warn: () => {} };
