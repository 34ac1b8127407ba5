import { isObject, listOf, textOf } from "../shared/values.ts";
import { ApiFailure } from "./api-failure.ts";
import { idOf, type NativeDmEvent, type NativeMeta, type NativePage } from "./native.ts";

const metaOf = ({ meta }: NativePage): NativeMeta => (isObject(meta) ? meta : {});

/**
 * A page as X lists things. One without anything says so by its count: what says neither that nor has a list broke off
 * behind its headers, or is no answer of X's, and must not be taken for the end of what there is. Throws ApiFailure.
 */
export const readPage = (answer: unknown): NativePage => {
  const page: NativePage = isObject(answer) ? answer : {};
  if (Array.isArray(page.data) || (page.data === undefined && metaOf(page).result_count === 0)) return page;
  throw new ApiFailure("the answer is no page of a list", {});
};

/** The id of what a page lists. */
export const listedId = (value: unknown): string | undefined => {
  const native: NativeDmEvent = isObject(value) ? value : {};
  return idOf(native.id);
};

/** Of the page behind it; undefined: it is the last one. */
export const nextToken = (page: NativePage): string | undefined => textOf(metaOf(page).next_token);

/** What a list tells, of which being empty is nothing odd. */
export const listedIn = (answer: unknown): readonly object[] => {
  const page: NativePage = isObject(answer) ? answer : {};
  return listOf(page.data).filter(isObject);
};
