import { invalid } from "./api-error.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly meta: {
    readonly result_count: number;
    readonly next_token?: string;
    readonly previous_token?: string;
  };
}

const tokenOf = (direction: "after" | "before", id: string): string =>
  Buffer.from(`${direction}:${id}`.padStart(30, "0")).toString("base64url");

/**
 * One page of what is newest first, beginning behind the item that the token names; what comes in meanwhile moves
 * nothing.
 */
export const pageOf = <T extends { readonly id: string }>(
  all: readonly T[],
  asked: { readonly query: URLSearchParams; readonly least?: number; readonly most: number },
): Page<T> => {
  const { query, most, least = 1 } = asked;
  const size = Number(query.get("max_results") ?? most);
  if (!Number.isInteger(size) || size < least || size > most)
    throw invalid(
      "max_results",
      query.get("max_results"),
      `The \`max_results\` query parameter value [${query.get("max_results")}] is not between ${least} and ${most}`,
    );
  const token = query.get("pagination_token");
  const [, direction, id] =
    /^0*(after|before):(\d+)$/.exec(Buffer.from(token ?? "", "base64url").toString("utf8")) ?? [];
  if (token !== null && id === undefined)
    throw invalid(
      "pagination_token",
      token,
      `The \`pagination_token\` query parameter value [${token}] is not valid`,
    );
  const bound = id === undefined ? undefined : BigInt(id);
  const older = bound === undefined ? all : all.filter((item) => BigInt(item.id) < bound);
  const newer = bound === undefined ? [] : all.filter((item) => BigInt(item.id) > bound);
  const items = direction === "before" ? newer.slice(-size) : older.slice(0, size);
  const [first, last] = [items[0], items.at(-1)];
  const hasMore = last !== undefined && all.at(-1) !== last;
  const hasEarlier = first !== undefined && all[0] !== first;
  return {
    items,
    meta: {
      result_count: items.length,
      ...(hasMore && { next_token: tokenOf("after", last.id) }),
      ...(hasEarlier && { previous_token: tokenOf("before", first.id) }),
    },
  };
};
