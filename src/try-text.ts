import { stringify } from "yaml";
import { composeDecider, type FleetConfig, readConfig } from "./compose.ts";
import type { RawEvent } from "./domain/event.ts";
import { accountId, conversationId, eventId, personId, turnId } from "./domain/ids.ts";
import type { Turn, TurnResult } from "./domain/turn.ts";
import { systemClock } from "./runtime/clock.ts";
import { randomIds } from "./runtime/ids.ts";
import { tellTraining } from "./tell-training.ts";

/** A configuration for trying texts without one: the project's own articles, and nobody to send to. */
export const bareConfig = (): FleetConfig =>
  readConfig({
    path: "try.yaml",
    text: stringify({
      accounts: [
        { id: "try", platform: "telegram", handle: "@try", token: "1:try", apiRoot: "http://127.0.0.1" },
      ],
      desk: { url: "http://127.0.0.1", secret: "a secret of no use" },
      storage: { path: "data", keyFile: "try.key" },
    }),
    readFile: () => "",
    env: {},
  });

/** What the fleet makes of one message at the beginning of a conversation, for a person to read. */
export async function tryText(options: {
  text: string;
  locale?: string;
  config: FleetConfig | undefined;
}): Promise<string> {
  const config = options.config ?? bareConfig();
  const { pipeline, redact } = await composeDecider(config, { ...systemClock, onTrained: tellTraining });
  const now = systemClock.now();
  const id = accountId(config.accounts[0]?.id ?? "try");
  const conversation = conversationId(id, "1");
  const person = {
    id: personId("telegram", "1"),
    platform: "telegram",
    displayName: "You",
    role: "member",
    reachable: true,
    ...(options.locale !== undefined && { localeHint: options.locale }),
  } as const;
  const raw: RawEvent = {
    id: eventId(id, "try"),
    accountId: id,
    conversationId: conversation,
    conversationKind: "direct",
    platformEventId: "try",
    occurredAt: now,
    kind: "message.created",
    message: { id: "1", author: person, text: options.text, links: [], mentionsUs: false, attachments: [] },
  };
  const turn: Turn = {
    id: turnId("try"),
    now,
    account: { id, platform: "telegram", handle: config.accounts[0]?.handle ?? "@try", roles: ["support"] },
    conversation: {
      id: conversation,
      accountId: id,
      kind: "direct",
      owner: "bot",
      ownerEpoch: 0,
      expects: [],
      state: {},
    },
    person,
    events: [redact(raw, { expects: [] })],
    history: [],
    tickets: [],
    attachments: [],
    facts: {},
    late: false,
    caps: { repliesLeft: 1, ticketsLeft: 1 },
    hasButtons: true,
    newTicketId: randomIds.newTicketId(),
    newMark: randomIds.newMark(),
  };
  return describe(turn, pipeline.run(turn));
}

function describe(turn: Turn, { trace, decision, effects }: TurnResult): string {
  const [event] = turn.events;
  const stages = trace.map(({ stage, outcome, findings }) => {
    const seen = findings.map(({ name, detail, score }) =>
      [name, detail, score?.toFixed(2)].filter((part) => part !== undefined).join(" "),
    );
    return `  ${stage.padEnd(9)} ${outcome.padEnd(8)} ${seen.join("; ")}`.trimEnd();
  });
  const sent = effects.map((effect) => {
    if (effect.kind !== "message.send") return `  ${effect.kind}`;
    const buttons = (effect.buttons ?? []).map(({ label }) => `[${label}]`).join(" ");
    return `  ${effect.kind}\n${`${effect.content.text}\n${buttons}`.replaceAll(/^/gm, "    | ").trimEnd()}`;
  });
  return [
    `kept      ${"message" in event ? event.message.text : ""}`,
    "stages",
    ...stages,
    `decision  ${decision.kind} (${decision.reason})`,
    "effects",
    ...(sent.length > 0 ? sent : ["  none"]),
  ].join("\n");
}
