/** So many pages in a row may list nothing: X leaves out what is not to be told. */
const mostEmptyPages = 3;

/** Where a list goes on behind a page. */
export type Onward =
  | { readonly kind: "next"; readonly token: string }
  | { readonly kind: "end" }
  /** X sends in circles, or to pages of nothing: no more of the list can be had. */
  | { readonly kind: "astray" };

interface Turned {
  /** That the page names for the one behind it. */
  readonly token: string | undefined;
  readonly isEmpty?: boolean;
}

/** Follows one list from page to page, as long as it gets any further. */
export const createOnward = () => {
  const seen = new Set<string>();
  let empty = 0;
  return ({ token, isEmpty = false }: Turned): Onward => {
    if (token === undefined) return { kind: "end" };
    empty = isEmpty ? empty + 1 : 0;
    if (seen.has(token) || empty > mostEmptyPages) return { kind: "astray" };
    seen.add(token);
    return { kind: "next", token };
  };
};
