import type { LoadRun } from "../telegram/load.ts";
import { type LoadShares, loadKinds } from "../telegram/load-plan.ts";
import { type Fields, fieldsOf, numberOf } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { needNumber, numberField, textField, textsOf } from "./fields.ts";

const loadOf = ({ telegram }: ControlWorld, fields: Fields): LoadRun => {
  const run = telegram.loads[needNumber(fields, "load")];
  if (!run) throw new Error("There is no such load.");
  return run;
};

const sharesOf = (value: unknown): LoadShares | undefined => {
  if (value === undefined) return undefined;
  const fields = fieldsOf(value);
  return Object.fromEntries(loadKinds.map((kind) => [kind, numberOf(fields[kind]) ?? 0]));
};

const common = (fields: Fields) => {
  const texts = textsOf(fields["texts"]);
  return {
    ...textField(fields, "mention"),
    ...textField(fields, "bot"),
    ...(texts && { texts }),
  };
};

const load: Action = ({ telegram }, fields) => {
  const kinds = sharesOf(fields["kinds"]);
  telegram.load({
    updates: needNumber(fields, "updates"),
    persons: needNumber(fields, "persons"),
    numbered: fields["numbered"] !== false,
    ...numberField(fields, "firstPersonId"),
    ...numberField(fields, "ratePerS"),
    ...numberField(fields, "groups"),
    ...(kinds && { kinds }),
    ...common(fields),
  });
  return { load: telegram.loads.length - 1 };
};

const raid: Action = ({ telegram }, fields) => {
  telegram.raid({
    perS: needNumber(fields, "perS"),
    seconds: needNumber(fields, "seconds"),
    ...numberField(fields, "chats"),
    ...numberField(fields, "persons"),
    ...common(fields),
  });
  return { load: telegram.loads.length - 1 };
};

const loadReport: Action = (world, fields) => {
  const run = loadOf(world, fields);
  return { ...run.report(), ...(fields["missing"] === true && { missing: run.missing() }) };
};

const loadWait: Action = (world, fields) =>
  loadOf(world, fields).waitForReplies(
    needNumber(fields, "replies"),
    numberField(fields, "timeoutMs").timeoutMs ?? 60_000,
  );

export const loadActions = { load, raid, loadReport, loadWait } as const satisfies Readonly<
  Record<string, Action>
>;
