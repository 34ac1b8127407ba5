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
    const { read: gap } = createGap({ astray: () => {} });
    await expect(gap(port)).rejects.toThrow(ApiFailure);
    expect(idsOf(await gap(port))).toEqual(["1", "2", "3", "4"]);
    expect(asked).toEqual(["1", "2", "3", "3", "4"]);
  });

  it("begins anew where X no longer knows the place", async () => {
    const { port, asked } = aPlatform({ 3: 400 });
    const { read: gap } = createGap({ astray: () => {} });
    await expect(gap(port)).rejects.toThrow(ApiFailure);
    expect(idsOf(await gap(port))).toEqual(["1", "2", "3", "4"]);
    expect(asked).toEqual(["1", "2", "3", "1", "2", "3", "4"]);
  });

  it("is read from its newest page again once it was read whole", async () => {
    const { port, asked } = aPlatform({});
    const { read: gap } = createGap({ astray: () => {} });
    await gap(port);
    expect(idsOf(await gap({ ...port, isReached: () => true }))).toEqual(["1"]);
    expect(asked).toEqual(["1", "2", "3", "4", "1"]);
  });

  it("is given up for now when receiving ends", async () => {
    const { port } = aPlatform({});
    expect(
      await createGap({ astray: () => {} }).read({ ...port, read: async () => undefined }),
    ).toBeUndefined();
  });
});

/** Whatever is asked for, X answers with a page that names a further one. */
const anEndless = (tokenOf: (count: number) => string, data?: readonly object[]) => {
  const asked: (string | undefined)[] = [];
  const told: string[] = [];
  const gap = createGap({ pagesAtOnce: 20, astray: () => void told.push("astray") });
  const port: GapPort = {
    read: async (token) => {
      asked.push(token);
      return { ...(data && { data }), meta: { next_token: tokenOf(asked.length) } };
    },
    isReached: () => false,
  };
  return { gap, port, asked, told };
};

describe("a list without an end", () => {
  it("ends where X repeats a token, with what was read", async () => {
    const { gap, port, asked, told } = anEndless(() => "same", [{ id: "1" }]);
    expect(await gap.read(port)).toHaveLength(2);
    expect([asked, told]).toEqual([[undefined, "same"], ["astray"]]);
  });

  it("ends where X goes round by several tokens", async () => {
    const { gap, port, asked } = anEndless((count) => `${count % 3}`, [{ id: "1" }]);
    expect(await gap.read(port)).toHaveLength(4);
    expect(asked).toHaveLength(4);
  });

  it("ends behind a few pages of nothing, and takes one read of each later look", async () => {
    const { gap, port, asked, told } = anEndless((count) => `${count}`);
    expect(await gap.read(port)).toHaveLength(4);
    await gap.read(port);
    await gap.read(port);
    expect([asked.length, told]).toEqual([6, ["astray"]]);
  });

  it("is read on the next time from where the pages of one time end", async () => {
    const { gap, port, asked } = anEndless((count) => `${count}`, [{ id: "1" }]);
    expect([await gap.read(port), gap.pagesRead()]).toEqual([undefined, 20]);
    expect([await gap.read(port), gap.pagesRead()]).toEqual([undefined, 40]);
    expect(asked.slice(19, 21)).toEqual(["19", "20"]);
  });
});
