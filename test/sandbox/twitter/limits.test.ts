import { describe, expect, it } from "vitest";
import { aClock } from "../support.ts";
import { aTwitter, callTwitter } from "./support.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const aSender = async () => {
  const clock = aClock();
  const sandbox = await aTwitter({ clock, twitter: { skewMs: "off" } });
  const ada = sandbox.twitter.person({ name: "Ada" });
  const send = (n: number, as = {}) =>
    callTwitter(sandbox, "POST", `/2/dm_conversations/with/${ada.id}/messages`, {
      body: { text: `no ${n}` },
      ...as,
    });
  return { clock, sandbox, ada, send };
};

describe("X's allowances", () => {
  it("let 15 sends pass in 15 minutes, and tell when the window ends", async () => {
    const { clock, sandbox, send } = await aSender();
    const endsAtS = (clock.now() + 15 * minuteMs) / 1_000;
    for (let n = 0; n < 15; n += 1) {
      const { status, headers } = await send(n);
      expect(status).toBe(201);
      expect(headers).toMatchObject({
        "x-rate-limit-limit": "15",
        "x-rate-limit-remaining": String(14 - n),
        "x-rate-limit-reset": String(endsAtS),
      });
    }
    const over = await send(15);
    expect(over.status).toBe(429);
    expect(over.body).toEqual({
      title: "Too Many Requests",
      detail: "Too Many Requests",
      type: "about:blank",
      status: 429,
    });
    expect(over.headers).toMatchObject({
      "x-rate-limit-remaining": "0",
      "x-rate-limit-reset": String(endsAtS),
    });
    clock.move(15 * minuteMs);
    expect((await send(16)).status).toBe(201);
    expect(sandbox.twitter.overAllowance).toBe(1);
  });

  it("count a day's sends of a user and of all users of an app", async () => {
    const { clock, sandbox, send } = await aSender();
    sandbox.twitter.addAccount({ username: "Other", accessToken: "at2", accessSecret: "as2" });
    const second = { oauth: { accessToken: "at2", accessSecret: "as2" } };
    let remaining: unknown;
    for (let n = 0; n < 30; n += 1) {
      const { headers } = await send(n, n % 2 === 0 ? {} : second);
      expect(headers["x-user-limit-24hour-remaining"]).toBe(String(1_439 - Math.floor(n / 2)));
      remaining = headers["x-app-limit-24hour-remaining"];
    }
    expect(remaining).toBe("1410");
    clock.move(dayMs);
    expect((await send(31)).headers["x-app-limit-24hour-remaining"]).toBe("1439");
  });

  it("count reads apart from sends, together for every way to read", async () => {
    const { sandbox, ada, send } = await aSender();
    for (let n = 0; n < 14; n += 1)
      expect((await callTwitter(sandbox, "GET", "/2/dm_events")).status).toBe(200);
    const path = `/2/dm_conversations/with/${ada.id}/dm_events`;
    expect((await callTwitter(sandbox, "GET", path)).headers["x-rate-limit-remaining"]).toBe("0");
    expect((await callTwitter(sandbox, "GET", path)).status).toBe(429);
    expect((await send(0)).status).toBe(201);
  });

  it("stay out of the way when they are switched off", async () => {
    const sandbox = await aTwitter({ twitter: { limits: "off" } });
    for (let n = 0; n < 20; n += 1)
      expect((await callTwitter(sandbox, "GET", "/2/dm_events")).status).toBe(200);
  });
});
