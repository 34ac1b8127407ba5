/** An error as RFC 9457 puts it. Never repeats values of the request. */
export const problem = (
  status: number,
  title: string,
  { headers = {}, ...more }: { readonly headers?: Record<string, string>; readonly detail?: string } = {},
): Response =>
  new Response(JSON.stringify({ type: "about:blank", title, status, ...more }), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
