import type { Fields } from "../../wire/values.ts";

/** An error in X's own words; newer ones are problems, older ones lists of codes. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Fields;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Fields, headers: Readonly<Record<string, string>> = {}) {
    super(String(body["detail"] ?? JSON.stringify(body)));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  /** Lists of codes come as plain JSON. */
  get contentType(): string {
    return "title" in this.body ? "application/problem+json" : "application/json; charset=utf-8";
  }
}

const problems = "https://api.x.com/2/problems";

export const problem = (
  status: number,
  facts: { readonly title: string; readonly detail: string; readonly kind?: string; readonly more?: Fields },
): ApiError => {
  const { title, detail, kind, more = {} } = facts;
  const type = kind === undefined ? "about:blank" : `${problems}/${kind}`;
  return new ApiError(status, { title, detail, type, status, ...more });
};

/** The older form. */
export const coded = (status: number, code: number, message: string): ApiError =>
  new ApiError(status, { errors: [{ code, message }] });

export const unauthorized = () => problem(401, { title: "Unauthorized", detail: "Unauthorized" });

export const forbidden = (detail: string) => problem(403, { title: "Forbidden", detail });

/** 400 for one field or parameter. */
export const invalid = (parameter: string, value: unknown, message: string): ApiError =>
  problem(400, {
    title: "Invalid Request",
    detail: "One or more parameters to your request was invalid.",
    kind: "invalid-request",
    more: { errors: [{ parameters: { [parameter]: [String(value)] }, message }] },
  });

export const notFound = (resource: string, parameter: string, value: string): ApiError =>
  problem(404, {
    title: "Not Found Error",
    detail: `Could not find ${resource} with ${parameter}: [${value}].`,
    kind: "resource-not-found",
    more: { parameter, resource_id: value, resource_type: resource, value },
  });

export const noRoute = (path: string): ApiError =>
  problem(404, { title: "Not Found", detail: `There is nothing at ${path}.` });
