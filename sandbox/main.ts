import { parseArgs } from "node:util";
import { startSandbox } from "./start-sandbox.ts";

const usage = `node sandbox/main.ts [--port N] [--desk-port N] [--secret TEXT] [--fleet-url URL] [--bot TOKEN@USERNAME]... [--discord-bot TOKEN@USERNAME]... [--x-account CONSUMER_KEY:CONSUMER_SECRET:TOKEN:TOKEN_SECRET@USERNAME]... [--no-limits] [--no-log] [--jitter-ms N]
Prints one line of JSON with the addresses, then serves until it is stopped.`;

const named = (bot: string) => {
  const at = bot.lastIndexOf("@");
  return { token: bot.slice(0, at), username: bot.slice(at + 1) };
};

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "desk-port": { type: "string", default: "0" },
    secret: { type: "string" },
    "fleet-url": { type: "string" },
    bot: { type: "string", multiple: true, default: [] },
    "discord-bot": { type: "string", multiple: true, default: [] },
    "x-account": { type: "string", multiple: true, default: [] },
    "no-limits": { type: "boolean", default: false },
    "no-log": { type: "boolean", default: false },
    "jitter-ms": { type: "string", default: "0" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(`${usage}\n`);
else {
  const sandbox = await startSandbox({
    port: Number(values.port),
    telegram: {
      log: !values["no-log"],
      jitterMs: Number(values["jitter-ms"]),
      ...(values["no-limits"] && { limits: "off" }),
    },
    discord: { log: !values["no-log"], ...(values["no-limits"] && { limits: "off" }) },
    twitter: { log: !values["no-log"], ...(values["no-limits"] && { limits: "off" }) },
    desk: {
      port: Number(values["desk-port"]),
      ...(values.secret !== undefined && { secret: values.secret }),
    },
    ...(values["fleet-url"] !== undefined && { fleetUrl: values["fleet-url"] }),
  });
  for (const bot of values.bot) sandbox.telegram.addBot(named(bot));
  for (const bot of values["discord-bot"]) sandbox.discord.addBot(named(bot));
  for (const account of values["x-account"]) {
    const { token, username } = named(account);
    const [consumerKey = "", consumerSecret = "", accessToken = "", accessSecret = ""] = token.split(":");
    const { twitter } = sandbox;
    const app = twitter.apps.find((known) => known.consumerKey === consumerKey);
    const used = app ?? twitter.addApp({ consumerKey, consumerSecret });
    twitter.addAccount({ username, accessToken, accessSecret, app: used });
  }
  const { url, desk, telegram, discord, twitter } = sandbox;
  const addresses = { url, apiRoot: telegram.apiRoot, discordApiRoot: discord.apiRoot };
  const x = values["x-account"].length > 0 && { xPort: twitter.port, xAuthority: twitter.authority };
  const started = { ...addresses, ...x, deskUrl: desk.url, deskSecret: desk.secret };
  process.stdout.write(`${JSON.stringify(started)}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sandbox.close());
}
