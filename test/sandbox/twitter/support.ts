import { Agent } from "node:https";
import { connect } from "node:tls";
import { TwitterApi } from "twitter-api-v2";
import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../sandbox/start-sandbox.ts";

const keys = { consumerKey: "ck", consumerSecret: "cs" };
const tokens = { accessToken: "at", accessSecret: "as" };

/** A sandbox with one app and one account, closed when the test ends. */
export const aTwitter = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  sandbox.twitter.addApp(keys);
  sandbox.twitter.addAccount({ username: "ExchangeHelp", ...tokens });
  return sandbox;
};

/** Leads every connection to the sandbox, whose authority it trusts; host, path and signature stay X's. */
const anAgent = ({ twitter }: Sandbox): Agent => {
  const agent = new Agent({ keepAlive: true });
  const ca = twitter.authority;
  agent.createConnection = ({ servername }: { readonly servername?: string }) =>
    connect({ host: "127.0.0.1", port: twitter.port, ca, servername: servername ?? "api.x.com" });
  onTestFinished(() => agent.destroy());
  return agent;
};

/** The library that the fleet uses, pointed at the sandbox. */
export const aClient = (
  sandbox: Sandbox,
  patch: { accessToken?: string; accessSecret?: string; appSecret?: string } = {},
) =>
  new TwitterApi(
    { appKey: keys.consumerKey, appSecret: keys.consumerSecret, ...tokens, ...patch },
    { httpAgent: anAgent(sandbox) },
  );
