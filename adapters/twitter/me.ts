import { isObject, textOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { idOf, type NativeUser } from "./native.ts";
import type { Headers } from "./rate-limit.ts";

/** The account that the keys belong to. */
export interface Me {
  readonly id: string;
  readonly username: string;
  readonly headers: Headers;
}

/** Throws ApiFailure. */
export const readMe = async (
  api: Pick<Api, "call">,
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<Me> => {
  const { data, headers } = await api.call({ method: "GET", path: "/users/me", ...options });
  const user: NativeUser = isObject(data) && "data" in data && isObject(data.data) ? data.data : {};
  const id = idOf(user.id);
  if (id === undefined) throw new ApiFailure("the answer does not say who we are", {});
  return { id, username: textOf(user.username) ?? "", headers };
};
