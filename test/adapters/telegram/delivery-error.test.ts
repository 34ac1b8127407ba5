import { TelegramError } from "telegraf";
import { describe, expect, it } from "vitest";
import { createScrub } from "../../../adapters/shared/scrub.ts";
import { type ApiFailure, toApiFailure } from "../../../adapters/telegram/api-failure.ts";
import { type CallFacts, toDeliveryError } from "../../../adapters/telegram/delivery-error.ts";
import { DeliveryError, type DeliveryFailure } from "../../../src/domain/delivery.ts";
import { accountId } from "../../../src/domain/ids.ts";

const token = "123456:AAE-some-secret_part";
const scrub = createScrub(token);

const answered = (
  status: number,
  description: string,
  parameters?: { retry_after?: number; migrate_to_chat_id?: number },
): ApiFailure =>
  toApiFailure(
    new TelegramError(
      { error_code: status, description, ...(parameters && { parameters }) },
      { method: "sendMessage", payload: { text: "very private" } },
    ),
    scrub,
  );

const broken = (reason: string, code: string): ApiFailure => {
  const url = `https://api.telegram.org/bot${token}/sendMessage`;
  return toApiFailure(
    Object.assign(new Error(`request to ${url} failed, reason: ${reason}`), { code }),
    scrub,
  );
};

type Row = readonly [what: string, failure: ApiFailure, send: DeliveryFailure, repeatable: DeliveryFailure];

describe("what a failed call means", () => {
  const rows: readonly Row[] = [
    [
      "429",
      answered(429, "Too Many Requests: retry after 7", { retry_after: 7 }),
      "rate_limited",
      "rate_limited",
    ],
    ["401", answered(401, "Unauthorized"), "unauthorized", "unauthorized"],
    ["404, which a token of a wrong form gets", answered(404, "Not Found"), "unauthorized", "unauthorized"],
    ["blocked", answered(403, "Forbidden: bot was blocked by the user"), "unreachable", "unreachable"],
    ["deactivated", answered(403, "Forbidden: user is deactivated"), "unreachable", "unreachable"],
    [
      "never begun",
      answered(403, "Forbidden: bot can't initiate conversation with a user"),
      "unreachable",
      "unreachable",
    ],
    ["no chat", answered(400, "Bad Request: chat not found"), "unreachable", "unreachable"],
    ["too old to delete", answered(400, "Bad Request: message can't be deleted"), "rejected", "rejected"],
    ["too large", answered(413, "Request Entity Too Large"), "rejected", "rejected"],
    ["500", answered(500, "Internal Server Error"), "uncertain", "transient"],
    ["502", answered(502, "Bad Gateway"), "uncertain", "transient"],
    ["504", answered(504, "Gateway Timeout"), "uncertain", "transient"],
    ["503", answered(503, "Service Unavailable"), "transient", "transient"],
    ["refused", broken("connect ECONNREFUSED 1.2.3.4:443", "ECONNREFUSED"), "transient", "transient"],
    ["no such host", broken("getaddrinfo ENOTFOUND api.telegram.org", "ENOTFOUND"), "transient", "transient"],
    ["DNS down", broken("getaddrinfo EAI_AGAIN api.telegram.org", "EAI_AGAIN"), "transient", "transient"],
    ["never connected", broken("connect ETIMEDOUT", "ETIMEDOUT"), "transient", "transient"],
    ["no address answered", broken("", "ETIMEDOUT"), "transient", "transient"],
    ["no way there", broken("connect EHOSTUNREACH 1.2.3.4:443", "EHOSTUNREACH"), "transient", "transient"],
    ["a wrong certificate", broken("certificate has expired", "CERT_HAS_EXPIRED"), "transient", "transient"],
    [
      "a TLS handshake cut off",
      broken("Client network socket disconnected before secure TLS connection was established", "ECONNRESET"),
      "transient",
      "transient",
    ],
    ["reset", broken("read ECONNRESET", "ECONNRESET"), "uncertain", "transient"],
    ["hung up", broken("socket hang up", "ECONNRESET"), "uncertain", "transient"],
    ["way lost on the way", broken("read EHOSTUNREACH", "EHOSTUNREACH"), "uncertain", "transient"],
    [
      "an answer that is no JSON",
      toApiFailure(
        new Error(`invalid json response body at https://x/bot${token}/sendMessage reason: <`),
        scrub,
      ),
      "uncertain",
      "transient",
    ],
  ];

  it.each(rows)("%s", (_, failure, send, repeatable) => {
    const natures: CallFacts["nature"][] = ["send", "repeatable"];
    expect(natures.map((nature) => toDeliveryError(failure, { nature }).failure)).toEqual([send, repeatable]);
  });

  it("hands on how long to wait, and a second when Telegram does not say", () => {
    expect(toDeliveryError(answered(429, "x", { retry_after: 7 }), { nature: "send" }).retryAfterMs).toBe(
      7000,
    );
    expect(toDeliveryError(answered(429, "x"), { nature: "send" }).retryAfterMs).toBe(1000);
  });

  it.each<[string, number, string, DeliveryFailure, string]>([
    ["blocked", 403, "Forbidden: bot was blocked by the user", "unreachable", "has blocked"],
    ["a deleted account", 403, "Forbidden: user is deactivated", "unreachable", "does not exist"],
    [
      "a deleted account, in a raw word",
      400,
      "Bad Request: INPUT_USER_DEACTIVATED",
      "unreachable",
      "not exist",
    ],
    [
      "removed from a group",
      403,
      "Forbidden: bot was kicked from the group chat",
      "unreachable",
      "add it again",
    ],
    ["removed", 403, "Forbidden: bot was kicked from the supergroup chat", "unreachable", "add it again"],
    [
      "not in it",
      403,
      "Forbidden: bot is not a member of the supergroup chat",
      "unreachable",
      "add it again",
    ],
    ["a deleted group", 403, "Forbidden: the group chat was deleted", "unreachable", "does not exist"],
    ["no chat", 400, "Bad Request: chat not found", "unreachable", "no such chat"],
    ["no user", 400, "Bad Request: user not found", "unreachable", "no such person"],
    ["no such member", 400, "Bad Request: PARTICIPANT_ID_INVALID", "unreachable", "no such person"],
    [
      "no rights",
      400,
      "Bad Request: not enough rights to send text messages to the chat",
      "rejected",
      "grant it",
    ],
    ["no rights at all", 403, "Forbidden: CHAT_WRITE_FORBIDDEN", "rejected", "grant it"],
    ["no rights to restrict", 400, "Bad Request: CHAT_ADMIN_REQUIRED", "rejected", "grant it"],
    [
      "an administrator",
      400,
      "Bad Request: user is an administrator of the chat",
      "rejected",
      "administrator",
    ],
    ["the owner", 400, "Bad Request: can't remove chat owner", "rejected", "administrator"],
    ["a basic group", 400, "Bad Request: method is available only for supergroups", "rejected", "supergroup"],
    ["after 24 hours", 400, "Bad Request: BUSINESS_PEER_USAGE_MISSING", "rejected", "24 hours"],
    ["no business connection", 400, "Bad Request: business connection not found", "rejected", "connect it"],
    ["too old to delete", 400, "Bad Request: message can't be deleted", "rejected", "48 hours"],
    ["nowhere to write", 400, "Bad Request: TOPIC_CLOSED", "rejected", "general part"],
    ["no paid messages", 403, "Forbidden: ALLOW_PAYMENT_REQUIRED", "unreachable", "takes no messages"],
  ])("pain 12: tells the operator of %s", (_, status, description, failure, meaning) => {
    const error = toDeliveryError(answered(status, description), { nature: "send" });
    expect([error.failure, error.message]).toEqual([failure, expect.stringContaining(meaning)]);
    expect(error.message).toContain(description);
  });

  it("pain 7: names where a group moved to, whatever was asked of it", () => {
    const moved = answered(400, "Bad Request: group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: -1001234,
    });
    const facts = { nature: "repeatable", accountId: accountId("telegram-support") } as const;
    const error = toDeliveryError(moved, facts);
    expect([error.movedTo, error.failure]).toEqual(["telegram-support/-1001234", "transient"]);
  });

  it("leaves a DeliveryError as it is, and calls a fault of ours rejected", () => {
    const known = new DeliveryError("unsupported", "no");
    expect(toDeliveryError(known, { nature: "send" })).toBe(known);
    expect(toDeliveryError(new TypeError("x"), { nature: "send" }).failure).toBe("rejected");
  });

  it("pain 30: holds neither the token nor the text in any part of the error", () => {
    for (const [, failure] of rows) {
      const error = toDeliveryError(failure, { nature: "send" });
      const all = [
        error.message,
        error.stack,
        failure.message,
        failure.stack,
        JSON.stringify(failure),
      ].join();
      expect(all).not.toMatch(/AAE-some-secret_part|very private/);
    }
  });

  it("takes an answer in a form of its own for none", () => {
    const alien = toApiFailure(new TelegramError(JSON.parse('{"ok":false,"error":"denied"}')), scrub);
    expect(toDeliveryError(alien, { nature: "send" }).failure).toBe("uncertain");
  });
});

describe("the scrubber", () => {
  it.each([
    `https://api.telegram.org/bot${token}/getMe`,
    `path=${encodeURIComponent(token)}`,
    "only AAE-some-secret_part of it",
  ])("takes the token out of %j", (text) => {
    expect(scrub(text)).not.toContain("some-secret");
    expect(scrub(text)).toContain("[token]");
  });
});
