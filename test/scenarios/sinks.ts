import { expect } from "vitest";
import type { Scene } from "../support/a-fleet.ts";
import { everySink } from "../support/sinks.ts";

/** Every place outside of the chat where a text of a person may end up. */
export const sinksOf = async ({ bytes, desk, fleet }: Scene): Promise<Readonly<Record<string, string>>> => ({
  database: bytes().toString("latin1"),
  databaseUtf8: bytes().toString("utf8"),
  log: fleet.log(),
  metrics: await fleet.metrics(),
  console: await fleet.turns(),
  readiness: (await fleet.readyz()).body,
  desk: JSON.stringify([...desk.tickets.values()]) + JSON.stringify(desk.calls),
});

/** Nor behind any seal. */
export const expectNowhere = async (scene: Scene, canaries: readonly string[]): Promise<void> => {
  const sinks = { ...(await everySink(scene, scene.fleet)), ...(await sinksOf(scene)) };
  for (const [name, content] of Object.entries(sinks).filter(([name]) => name !== "the bytes of fleet.yaml"))
    for (const canary of canaries)
      expect(Buffer.from(content).includes(canary), `${canary} in ${name}`).toBe(false);
};
