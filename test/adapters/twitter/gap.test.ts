import { describe, expect, it } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { createGap, type GapPort } from "../../../adapters/twitter/gap.ts";

const lastPage = 4;

/** A platform of pages 1 to 4, told by number; the reads in `failing`, counted from one, are refused. */
const aPlatform = (failing: Readonly<Record<number, number>>) => {
  const asked: string[] = [];
  const port: GapPort = {
    read: async (token) => {
      asked.push(token ?? "1");
      const status = failing[asked.length];
      if (status !== undefined) throw new ApiFailure("refused", { status });
      const number = Number(token ?? "1");
      return {
        data: [{ id: String(number) }],
        meta: number < lastPage ? { next_token: String(number + 1) } : {},
      };
    },
    isReached: () => false,
  };
  return { port, asked };
};

const idsOf = (pages: unknown) => JSON.stringify(pages).match(/(?<="id":")\d/g);

describe("a gap of several pages", () => {
  it.each([429, 503, undefined])("goes on where it broke off (%s)", async (status) => {
    const { port, asked } = aPlatform({ 3: status ?? 0 });
    const gap = createGap();
    await expect(gap(port)).rejects.toThrow(ApiFailure);
    expect(idsOf(await gap(port))).toEqual(["1", "2", "3", "4"]);
    expect(asked).toEqual(["1", "2", "3", "3", "4"]);
  });

  it("begins anew where X no longer knows the place", async () => {
    const { port, asked } = aPlatform({ 3: 400 });
    const gap = createGap();
    await expect(gap(port)).rejects.toThrow(ApiFailure);
    expect(idsOf(await gap(port))).toEqual(["1", "2", "3", "4"]);
    expect(asked).toEqual(["1", "2", "3", "1", "2", "3", "4"]);
  });

  it("is read from its newest page again once it was read whole", async () => {
    const { port, asked } = aPlatform({});
    const gap = createGap();
    await gap(port);
    expect(idsOf(await gap({ ...port, isReached: () => true }))).toEqual(["1"]);
    expect(asked).toEqual(["1", "2", "3", "4", "1"]);
  });

  it("is given up for now when receiving ends", async () => {
    const { port } = aPlatform({});
    expect(await createGap()({ ...port, read: async () => undefined })).toBeUndefined();
  });
});
