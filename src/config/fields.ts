import { z } from "zod";

/** What an option looks like when it is right: shown beside every fault. */
const example = (value: unknown) => ({ examples: [value] });

/** A file or folder; a relative one is taken from the folder of the configuration file. */
export const pathField = (resolvePath: (path: string) => string, sample: string) =>
  z
    .string()
    .min(1)
    .meta(example(sample))
    .transform((path) => resolvePath(path));

export const wholeNumber = (limits: { least: number; most: number; default: number }) =>
  z.int().min(limits.least).max(limits.most).default(limits.default).meta(example(limits.default));

export const urlField = (protocols: readonly ("http" | "https")[], sample: string) =>
  z
    .string()
    .refine((text) => protocols.some((name) => URL.parse(text)?.protocol === `${name}:`), {
      error: `must be an address that begins with ${protocols.map((name) => `${name}://`).join(" or ")}`,
    })
    .meta({ format: "uri", ...example(sample) });

export const hostField = z
  .string()
  .regex(/^(?=.{1,253}$)([a-z0-9-]+\.)+[a-z0-9-]+$/, {
    error: "must be a host name in lower case, without https://",
  })
  .meta(example("status.example.com"));

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether plain http to this address never leaves the machine. */
export const isLoopback = (url: string) => loopbackHosts.has(URL.parse(url)?.hostname ?? "");
