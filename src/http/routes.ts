import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { accountId, conversationId } from "../domain/ids.ts";
import { isLocal } from "./loopback.ts";
import type { HttpPorts } from "./ports.ts";
import { problem } from "./problem.ts";
import { assess } from "./readiness.ts";

type App = { Bindings: HttpBindings };
type Handler = (context: Context<App>) => Response | Promise<Response>;

const turnsAtOnce = 100;
const maxIdChars = 300;
const webhooksPath = "/webhooks/";

/** As a query names it; undefined when it cannot be one. */
const readConversationId = (given: string) => {
  const [account = "", ...native] = given.split("/");
  if (account === "" || native.length === 0 || given.length > maxIdChars) return;
  return conversationId(accountId(account), native.join("/"));
};

const healthz =
  (ports: HttpPorts): Handler =>
  (c) => {
    const health = ports.health();
    return health.ok ? c.json({ status: "ok" }) : c.json({ status: "broken", reason: health.reason }, 503);
  };

const readyz =
  (ports: HttpPorts): Handler =>
  async (c) => {
    const readiness = assess(await ports.readiness(), c.req.query("account"));
    if (readiness === undefined) return problem(404, "No account of that name is configured.");
    return c.json(readiness, readiness.ready ? 200 : 503);
  };

const metrics =
  (ports: HttpPorts): Handler =>
  async (c) => {
    const { contentType, body } = await ports.metrics();
    return c.body(body, 200, { "content-type": contentType });
  };

const webhook =
  (ports: HttpPorts): Handler =>
  async (c) => {
    const name = c.req.path.slice(webhooksPath.length);
    const handle = Object.hasOwn(ports.webhooks, name) ? ports.webhooks[name] : undefined;
    return handle === undefined ? problem(404, "There is no such webhook.") : handle(c.req.raw);
  };

const turns =
  (ports: HttpPorts): Handler =>
  async (c) => {
    if (!isLocal(c.env.incoming)) return problem(403, "The console answers to this machine only.");
    const given = c.req.query("after") ?? "0";
    const named = c.req.query("conversation");
    if (!/^\d{1,15}$/.test(given)) return problem(400, "`after` must be a whole number.");
    const conversation = named === undefined ? undefined : readConversationId(named);
    if (named !== undefined && conversation === undefined)
      return problem(400, "`conversation` must be the id of a conversation.");
    const after = Number(given);
    const found = await ports.turns({
      after,
      limit: turnsAtOnce,
      ...(conversation !== undefined && { conversationId: conversation }),
    });
    return c.json({ turns: found, last: found.reduce((last, { seq }) => Math.max(last, seq), after) });
  };

/** Every route with its one method; HEAD goes wherever GET goes. A platform's webhook may be asked to prove itself by GET. */
export const createRoutes = (ports: HttpPorts, options: { readonly console: boolean }): Hono<App> => {
  const app = new Hono<App>();
  const serve = (method: "GET" | "POST", path: string, handler: Handler) => {
    const allow = method === "GET" ? "GET, HEAD" : method;
    app.on(method, path, handler);
    app.all(path, () => problem(405, `Only ${allow} is answered here.`, { headers: { allow } }));
  };
  serve("GET", "/healthz", healthz(ports));
  serve("GET", "/readyz", readyz(ports));
  serve("GET", "/metrics", metrics(ports));
  serve("POST", `${webhooksPath}:name`, webhook(ports));
  app.on(["GET", "POST"], `${webhooksPath}:platform/:account`, webhook(ports));
  app.all(`${webhooksPath}:platform/:account`, () =>
    problem(405, "Only GET and POST are answered here.", { headers: { allow: "GET, POST" } }),
  );
  if (options.console) serve("GET", "/console/turns", turns(ports));
  app.notFound(() => problem(404, "There is nothing here."));
  return app;
};
