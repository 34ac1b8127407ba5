import { describe, expect, it } from "vitest";
import { aTwitter, callTwitter, type TwitterCall } from "./support.ts";

const me = "/2/users/me";
const codeOf = (body: unknown) => JSON.stringify(body).match(/"code":(\d+)/)?.[1] ?? "";

describe("whoever calls X", () => {
  const refused: readonly (readonly [string, TwitterCall, string])[] = [
    ["another app's secret", { oauth: { consumerSecret: "wrong" } }, "32"],
    ["another token's secret", { oauth: { accessSecret: "wrong" } }, "32"],
    ["a signature of another path", { oauth: { path: "/2/users/you" } }, "32"],
    ["an unknown token", { oauth: { accessToken: "unknown" } }, "89"],
    ["a timestamp ten minutes old", { oauth: { atMs: Date.now() - 600_000 } }, "135"],
    ["a timestamp of the future", { oauth: { atMs: Date.now() + 600_000 } }, "135"],
    ["no signature", { authorization: "" }, ""],
    ["an unknown app's token", { authorization: "Bearer nobody" }, ""],
  ];

  it.each(refused)("is refused with %s", async (_, call, code) => {
    const { status, body } = await callTwitter(await aTwitter(), "GET", me, call);
    expect([status, codeOf(body)]).toEqual([401, code]);
    if (code === "")
      expect(body).toEqual({
        title: "Unauthorized",
        detail: "Unauthorized",
        type: "about:blank",
        status: 401,
      });
  });

  it("is refused with a signature that was used before", async () => {
    const sandbox = await aTwitter();
    const oauth = { nonce: "once", atMs: Date.now() };
    expect((await callTwitter(sandbox, "GET", me, { oauth })).status).toBe(200);
    expect((await callTwitter(sandbox, "GET", me, { oauth })).status).toBe(401);
  });

  it("is refused once the user has taken the rights away, and let in when they are given again", async () => {
    const sandbox = await aTwitter();
    const account = sandbox.twitter.account();
    account.revoke();
    const { status, body } = await callTwitter(sandbox, "GET", me);
    expect([status, codeOf(body)]).toEqual([401, "89"]);
    account.grantAgain();
    expect((await callTwitter(sandbox, "GET", me)).status).toBe(200);
  });

  it("signs what stands behind the question mark, however odd", async () => {
    const query = { "user.fields": "created_at,description", expansions: "it's*odd!(~) ä" };
    expect((await callTwitter(await aTwitter(), "GET", me, { query })).status).toBe(200);
  });

  it("may not use parameters that the call does not have", async () => {
    const { status, body } = await callTwitter(await aTwitter(), "GET", me, {
      query: { "tweet.fields": "x" },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      title: "Invalid Request",
      type: "https://api.x.com/2/problems/invalid-request",
      errors: [{ parameters: { "tweet.fields": ["x"] } }],
    });
  });

  it("is led astray under another host", async () => {
    expect((await callTwitter(await aTwitter(), "GET", me, { host: "example.com" })).status).toBe(421);
  });
});
