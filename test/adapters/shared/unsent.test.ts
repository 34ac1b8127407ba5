import { describe, expect, it } from "vitest";
import { isUnsent } from "../../../adapters/shared/unsent.ts";

const coded = (code: string) => Object.assign(new Error("failed"), { code });

describe("a request that failed", () => {
  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("with %s was never sent", (code) => {
    expect(isUnsent(coded(code))).toBe(true);
  });

  it("at all addresses of a host was never sent", () => {
    expect(isUnsent(new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]))).toBe(true);
  });

  it.each([
    coded("ECONNRESET"),
    coded("UND_ERR_HEADERS_TIMEOUT"),
    new Error("ECONNREFUSED"),
    new AggregateError([]),
    undefined,
    1,
  ])("otherwise may have arrived (%s)", (error) => {
    expect(isUnsent(error)).toBe(false);
  });
});
