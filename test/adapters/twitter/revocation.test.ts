import { expect, it } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { createRevocation } from "../../../adapters/twitter/revocation.ts";
import type { ConnectionStatus } from "../../../src/domain/adapter.ts";

const aRevocation = (failures: (ApiFailure | undefined)[]) => {
  const reports: ConnectionStatus[] = [];
  let asked = 0;
  const revoked = createRevocation({
    identify: async () => {
      asked += 1;
      const failure = failures.shift();
      if (failure) throw failure;
    },
    report: (status) => void reports.push(status),
    log: { info: () => {}, warn: () => {} },
    signal: new AbortController().signal,
  });
  return { revoked, reports, asked: () => asked };
};

it.each<[string, ApiFailure | undefined, number]>([
  ["X no longer knows the keys", new ApiFailure("401", { status: 401 }), 1],
  ["X knows the keys", undefined, 0],
  ["X cannot be asked", new ApiFailure("no answer", {}), 0],
])("an account whose access was taken back is told of as failed where %s", async (_, failure, told) => {
  const { revoked, reports } = aRevocation([failure]);
  await revoked();
  expect(reports.map(({ state }) => state)).toEqual(Array.from({ length: told }, () => "failed"));
});

it("X is asked once more for all that it tells of it meanwhile", async () => {
  const { revoked, asked } = aRevocation([]);
  await Promise.all(Array.from({ length: 100 }, () => revoked()));
  expect(asked()).toBe(2);
});
