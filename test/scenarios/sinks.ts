import { expect } from "vitest";
import type { Scene } from "../support/a-fleet.ts";
import { seenIn } from "../support/canary.ts";
import { everySink } from "../support/sinks.ts";

/** In no place outside of the chat where a text of a person may end up, nor behind any seal. */
export const expectNowhere = async (scene: Scene, canaries: readonly string[]): Promise<void> => {
  const { "the bytes of fleet.yaml": _, ...sinks } = await everySink(scene, scene.fleet);
  expect(seenIn(sinks, canaries)).toEqual([]);
};
