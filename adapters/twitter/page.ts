import { isObject } from "../shared/values.ts";
import { ApiFailure } from "./api-failure.ts";
import type { NativeMeta, NativePage } from "./native.ts";

/**
 * A page as X lists things. One without anything says so by its count: what says neither that nor has a list broke off
 * behind its headers, or is no answer of X's, and must not be taken for the end of what there is. Throws ApiFailure.
 */
export const readPage = (answer: unknown): NativePage => {
  const page: NativePage = isObject(answer) ? answer : {};
  const meta: NativeMeta = isObject(page.meta) ? page.meta : {};
  if (Array.isArray(page.data) || (page.data === undefined && meta.result_count === 0)) return page;
  throw new ApiFailure("the answer is no page of a list", {});
};
