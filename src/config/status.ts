import { z } from "zod";
import { isLoopback, urlField, wholeNumber } from "./fields.ts";

/** The operator's own feed of incidents and maintenance. */
export const statusSchema = z
  .strictObject({
    url: urlField(["https", "http"], "https://status.example.com/incidents.json")
      .refine((url) => !url.startsWith("http:") || isLoopback(url), {
        error: "must begin with https:// unless it is on this machine",
      })
      .describe(
        "Where the feed is. https only, unless it is on this machine. Redirections are not followed.",
      ),
    format: z
      .enum(["json", "rss"])
      .default("json")
      .meta({ examples: ["json"] })
      .describe(
        "`json`: a list of `{id, title, affects, from, until}`, or that list as `incidents`. `title` is a text (English) or texts by locale; `affects` names articles (`deposit-missing`), coins or networks (`USDT`, `TRC20`), or words of `map`; times are ISO 8601 or ms. `rss`: RSS or Atom; what an item affects comes from `map`.",
      ),
    everyMs: wholeNumber({ least: 10_000, most: 3_600_000, default: 60_000 }).describe(
      "How often it is asked (ms), by conditional requests. What it said is not told any more once it has not answered for six times that, and at least an hour.",
    ),
    itemLifeMs: wholeNumber({ least: 600_000, most: 604_800_000, default: 86_400_000 }).describe(
      "An item of RSS or Atom is told of for this long (ms), unless it says before that it is resolved.",
    ),
    map: z
      .record(z.string().min(1), z.array(z.string().min(1)).min(1))
      .default({})
      .meta({ examples: [{ Withdrawals: ["withdrawal-pending", "withdrawal-failed"], TRON: ["TRC20"] }] })
      .describe(
        "What the feed's own words stand for: articles, coins, networks. With `rss` they are looked for in titles and categories.",
      ),
  })
  .optional()
  .describe(
    "The operator's feed of incidents and maintenance: answers that are affected say so first. Without it nothing is told.",
  );
