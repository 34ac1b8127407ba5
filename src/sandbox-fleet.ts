import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Sandbox, startSandbox } from "../sandbox/start-sandbox.ts";
import { type Fleet, type FleetConfig, readConfig, startFleet } from "./compose.ts";
import { systemClock } from "./runtime/clock.ts";
import { randomIds } from "./runtime/ids.ts";

const token = "100001:sandbox-token-of-no-worth-at-all-0001";
const discordId = "1100000000000000042";
const discordToken = `${Buffer.from(discordId).toString("base64url")}.Sandbx.token-of-no-worth-at-all-0001`;

const twitterId = "1500000000000000042";
const twitterKeys = {
  consumerKey: "sandbox-consumer-key-of-no-worth",
  consumerSecret: "sandbox-consumer-secret-of-no-worth",
  accessToken: `${twitterId}-sandbox-token-of-no-worth`,
  accessSecret: "sandbox-access-secret-of-no-worth",
};

export interface SandboxFleet extends Fleet {
  readonly sandbox: Sandbox;
  readonly pageUrl: string;
}

/**
 * The fleet against the sandbox, with a storage that ends with it: what `npm start` runs without a configuration.
 * @param options.port of the page; another free one is taken when it is in use.
 */
export async function startSandboxFleet(options: { port: number }): Promise<SandboxFleet> {
  const sandbox = await startSandbox({ port: options.port }).catch((error: unknown) => {
    if (!isPortTaken(error)) throw error;
    return startSandbox({ port: 0 });
  });
  try {
    return await startAgainst(sandbox);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";

async function startAgainst(sandbox: Sandbox): Promise<SandboxFleet> {
  sandbox.telegram.addBot({ token, username: "HTXSupportBot", name: "HTX Support" });
  sandbox.discord.addBot({
    token: discordToken,
    username: "HTXSupport",
    id: discordId,
    granted: ["GuildMembers", "MessageContent"],
  });
  sandbox.twitter.addApp(twitterKeys);
  sandbox.twitter.addAccount({
    ...twitterKeys,
    username: "HTXSupport",
    name: "HTX Support",
    id: twitterId,
  });
  const folder = await mkdtemp(join(tmpdir(), "flotilla-sandbox-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const fleet = await startFleet({
      config: configFor(sandbox, folder),
      clock: systemClock,
      ids: randomIds,
      onListening: (url) => sandbox.setFleetUrl(url),
    });
    return {
      ...fleet,
      sandbox,
      pageUrl: sandbox.url,
      stop: async () => {
        await fleet.stop();
        await sandbox.close();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

function configFor(sandbox: Sandbox, folder: string): FleetConfig {
  return readConfig({
    path: join(folder, "fleet.yaml"),
    text: stringify({
      accounts: [
        {
          id: "telegram-support",
          platform: "telegram",
          handle: "@HTXSupportBot",
          token,
          apiRoot: sandbox.telegram.apiRoot,
        },
        {
          id: "discord-support",
          platform: "discord",
          handle: "@HTXSupport",
          token: discordToken,
          apiRoot: sandbox.discord.apiRoot,
          intents: ["messageContent", "members"],
        },
        {
          id: "x-support",
          platform: "twitter",
          handle: "@HTXSupport",
          ...twitterKeys,
          apiAddress: `127.0.0.1:${sandbox.twitter.port}`,
          apiAuthority: sandbox.twitter.authority,
          // The sandbox resolves the name to wherever the fleet listens.
          receive: { webhook: { url: "https://fleet.example.com/webhooks/twitter/x-support" } },
        },
      ],
      http: { port: 0, console: true },
      desk: { url: sandbox.desk.url, secret: sandbox.desk.secret },
      storage: { path: "data", keyFile: "sandbox.key" },
      telemetry: { logLevel: "warn" },
    }),
    readFile: () => "",
    env: {},
  });
}
