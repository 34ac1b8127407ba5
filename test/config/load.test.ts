import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { AppError } from "../../src/domain/errors.ts";
import { aConfig, faultsIn, load } from "./given.ts";

describe("a right configuration", () => {
  it("needs accounts, desk and storage only; the rest has defaults", () => {
    expect(load(aConfig())).toMatchObject({
      accounts: [{ id: "one", platform: "telegram", handle: "@One", roles: ["support"] }],
      http: { host: "127.0.0.1", port: 8080, console: false },
      caps: { repliesPerHour: 60, ticketsPerDay: 5 },
      late: { directAfterMs: 600_000 },
      knowledge: { locales: ["en", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "es", "vi", "tr", "pt"] },
      telemetry: { logLevel: "info" },
      allowedHosts: [],
    });
  });

  it("takes relative paths from the folder of the configuration file", () => {
    const config = load(aConfig({ storage: "{path: ./data, keyFile: ../key}" }));
    expect(config.storage).toEqual({ path: "/etc/flotilla/data", keyFile: "/etc/key" });
  });

  it("lets a key file lie beside a database that is named as a file", () => {
    const config = load(aConfig({ storage: "{path: /data/fleet.db, keyFile: /data/fleet.key}" }));
    expect(config.storage.keyFile).toBe("/data/fleet.key");
  });

  it("leads link keys without an address to the help centre", () => {
    const config = load(
      aConfig({ links: "{help-center: https://help.example.com, tickets: https://t.example.com}" }),
    );
    expect(config.links["tickets"]).toBe("https://t.example.com");
    expect(config.links["privacy"]).toBe("https://help.example.com");
  });

  it.each(["http://127.0.0.1:9000", "http://localhost:9000/desk", "http://[::1]:9000"])(
    "lets the desk be at %s, on this machine",
    (url) => {
      expect(load(aConfig({ desk: `{url: "${url}", secret: sixteen-letters-or-more}` })).desk.url).toBe(url);
    },
  );

  it("lets the desk be reached by plain http elsewhere when the operator says so", () => {
    const desk = "{url: http://desk.internal, secret: sixteen-letters-or-more, allowHttp: true}";
    expect(load(aConfig({ desk })).desk.url).toBe("http://desk.internal");
  });
});

describe("a secret", () => {
  const withToken = (token: string) =>
    aConfig({ accounts: `[{id: one, platform: telegram, handle: "@One", token: ${token}}]` });

  it.each([
    ["written as itself", "abc", {}],
    ["from the environment", "{env: TOKEN}", { env: { TOKEN: "abc" } }],
    [
      "from a file, without the line break at its end",
      "{file: /run/token}",
      { files: { "/run/token": "abc\n" } },
    ],
    ["from a file beside the configuration", "{file: token}", { files: { "/etc/flotilla/token": "abc" } }],
  ])("is read %s", (_, token, given) => {
    expect(load(withToken(token), given).accounts[0]).toMatchObject({ token: "abc" });
  });

  it.each([
    ["{env: TOKEN}", "environment variable TOKEN, which is not set"],
    ["{file: /run/token}", "file /run/token, which cannot be read (ENOENT)"],
  ])("that cannot be read as %s is told by where it was sought", (token, reason) => {
    const error = faultsIn(withToken(token));
    expect(error.code).toBe("SECRET_MISSING");
    expect(error.message).toContain("accounts[0].token (line 1)");
    expect(error.message).toContain(reason);
  });

  it("that is an empty file or variable counts as missing", () => {
    expect(faultsIn(withToken("{file: /run/token}"), { files: { "/run/token": "\n" } }).code).toBe(
      "SECRET_MISSING",
    );
    expect(faultsIn(withToken("{env: TOKEN}"), { env: { TOKEN: "" } }).code).toBe("SECRET_MISSING");
  });

  it("missing beside another fault is one of several faults", () => {
    const error = faultsIn(`${withToken("{env: TOKEN}")}\nhttp: {port: many}`);
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.message).toContain("TOKEN");
    expect(error.message).toContain("http.port");
  });
});

describe("a fault", () => {
  const anAccount = (fields: string) => aConfig({ accounts: `[{${fields}}]` });
  const right = 'id: one, platform: telegram, handle: "@One", token: abc';
  const onX = (id: string, accessToken: string) =>
    `id: ${id}, platform: twitter, handle: "@${id}", accessToken: ${accessToken}`;

  it.each([
    ["accounts", aConfig({ accounts: undefined }), "is missing"],
    ["accounts", aConfig({ accounts: "[]" }), "must not be empty"],
    ["accounts[0].id", anAccount(right.replace("one", "a/b")), "letters, digits"],
    [
      "accounts[0].platform",
      anAccount(right.replace("telegram", "icq")),
      "must be one of: telegram, discord",
    ],
    ["accounts[0].token", anAccount(right.replace("abc", "5")), "{env: NAME} or {file: PATH}"],
    ["accounts[0].roles[0]", anAccount(`${right}, roles: [chief]`), "must be one of: support, community"],
    [
      "accounts[0].tokem",
      anAccount(`${right}, tokem: x`),
      "is not an option; there are: platform, id, handle",
    ],
    [
      "accounts[0].allowance.perSecond",
      anAccount(`${right}, allowance: {perSecond: 0}`),
      "must be at least 1",
    ],
    [
      "accounts[0].allowance.per",
      anAccount(`${right}, allowance: {perSecond: 1, per: 1}`),
      "there are: perSecond",
    ],
    ["accounts[0].allowance", anAccount(`${right}, allowance: fast`), "none of the forms"],
    ["accounts[0].token", anAccount(right.replace("abc", "{env: 5}")), "{env: NAME} or {file: PATH}"],
    [
      "accounts[1].id",
      aConfig({ accounts: `[{${right}}, {${right.replace("abc", "x")}}]` }),
      "is the same as accounts[0].id",
    ],
    [
      "accounts[1].token",
      aConfig({ accounts: `[{${right}}, {${right.replace("one", "two")}}]` }),
      "is the same as accounts[0].token",
    ],
    [
      "accounts[1].accessToken",
      aConfig({
        accounts: `[{${onX("one", "42-made-for-one-app")}}, {${onX("two", "42-made-for-another")}}]`,
      }),
      "begins with the same user id as accounts[0].accessToken",
    ],
    [
      "desk.url",
      aConfig({ desk: "{url: http://desk.internal, secret: sixteen-letters-or-more}" }),
      "allowHttp",
    ],
    ["desk.url", aConfig({ desk: "{url: desk, secret: sixteen-letters-or-more}" }), "begins with http://"],
    ["desk.secret", aConfig({ desk: "{url: https://desk.example.com, secret: short}" }), "at least 16"],
    [
      "storage.keyFile",
      aConfig({ storage: "{path: /data, keyFile: /data/keys/key}" }),
      "inside storage.path",
    ],
    ["links.site", aConfig({ links: "{site: http://www.htx.com}" }), "begins with https://"],
    ["links.sight", aConfig({ links: "{sight: https://www.htx.com}" }), "is not an option"],
    ["allowedHosts[0]", aConfig({ allowedHosts: "[https://www.htx.com]" }), "host name"],
    ["http.port", aConfig({ http: "{port: 70000}" }), "must be at most 65535"],
    ["http.port", aConfig({ http: '{port: "80"}' }), "must be a number, not a string"],
    ["caps.repliesPerHour", aConfig({ caps: "{repliesPerHour: 0}" }), "must be at least 1"],
    ["knowledge.locales[0]", aConfig({ knowledge: "{locales: [tlh]}" }), "must be one of: en"],
    ["retention.idDays", aConfig({ retention: "{idDays: 2}" }), "must be at least 31"],
    ["colour", `${aConfig()}\ncolour: blue`, "is not an option; there are: accounts"],
    ["the file", "", "must be a group of options, not nothing"],
  ])("at %s is told with its path and reason", (path, text, reason) => {
    const { code, message } = faultsIn(text);
    expect(code).toBe("CONFIG_INVALID");
    expect(message).toContain("has 1 fault");
    expect(message.split("\n").find((line) => line.startsWith(`- ${path}`))).toContain(reason);
  });

  it("comes with all others, its line, and an example of a right value", () => {
    const { message } = faultsIn("accounts:\n  - id: a b\n    platform: telegram\nhttp:\n  port: -1\n");
    expect(message.split("\n")).toEqual([
      "/etc/flotilla/fleet.yaml has 6 faults:",
      expect.stringMatching(/^- accounts\[0\]\.id \(line 2\): .* Right, for example: telegram-support$/),
      '- accounts[0].handle (line 2): is missing. Right, for example: "@HTXSupportBot"',
      "- accounts[0].token (line 2): is missing. Right, for example: {env: FLOTILLA_SECRET}",
      "- http.port (line 5): must be at least 0. Right, for example: 8080",
      expect.stringContaining("- desk"),
      expect.stringContaining("- storage"),
    ]);
  });

  it("never shows what was written as a secret", () => {
    const canary = "canary-4711";
    const broken = [
      aConfig({ accounts: `[{id: "", platform: icq, handle: 5, token: ${canary}, extra: ${canary}}]` }),
      aConfig({ desk: `{url: "${canary}", secret: ${canary}}` }),
      aConfig({ desk: `{url: https://desk.example.com, secret: [${canary}]}` }),
      `token: "${canary}\naccounts: [`,
      `token: ${canary}: ${canary}`,
      `token: *${canary}`,
    ];
    for (const text of broken) expect(faultsIn(text).message).not.toContain(canary);
  });
});

describe("a file that is not YAML", () => {
  it("is told with the line of the fault", () => {
    const { code, message } = faultsIn("accounts:\n  - id: one\n   handle: x\n");
    expect(code).toBe("CONFIG_INVALID");
    expect(message).toMatch(/not valid YAML:\n- line 3/);
  });

  it("may not make more of itself than it is", () => {
    const layers = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(9)}]`);
    expect(faultsIn(`l0: &l0 [x]\n${layers.join("\n")}`).code).toBe("CONFIG_INVALID");
  });
});

it("a file that is not there is told with what to set", () => {
  const attempt = () =>
    loadConfig({
      path: "/nowhere.yaml",
      env: {},
      adapters: { telegram: () => ({}), discord: () => ({}), twitter: () => ({}) },
      readFile: () => {
        throw Object.assign(new Error("no"), { code: "ENOENT" });
      },
    });
  expect(attempt).toThrow(AppError);
  expect(attempt).toThrow(/nowhere\.yaml cannot be read \(ENOENT\).*FLOTILLA_CONFIG/);
});
