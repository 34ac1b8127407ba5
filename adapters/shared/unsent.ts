import { isObject } from "./values.ts";

const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const handshakeFault = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/;

const codeOf = (error: unknown): string => {
  if (!isObject(error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  // Of several addresses of a host each has failed.
  return "errors" in error && Array.isArray(error.errors) ? codeOf(error.errors[0]) : "";
};

/** Certain: no connection was made, so the platform never got the request. */
export const isUnsent = (error: unknown): boolean => {
  const code = codeOf(error);
  return neverConnected.has(code) || handshakeFault.test(code);
};
