import { isFields, isList } from "../../sandbox/wire/values.ts";
import { closed, OpenApi } from "./open-api.ts";

/** What X answers of its own accord stands in no published field. */
const tighten = (value: unknown): void => {
  if (isList(value)) for (const each of value) tighten(each);
  if (!isFields(value)) return;
  for (const each of Object.values(value)) tighten(each);
  closed(value);
};

export const twitterApi = new OpenApi({
  file: "x.json",
  platform: "X",
  formats: Object.fromEntries(
    ["int32", "int64", "double", "float", "date-time", "uri", "binary", "byte"].map(
      (name) => [name, true] as const,
    ),
  ),
  prepare: tighten,
});
