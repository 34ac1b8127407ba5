/** An error in Telegram's own words. */
export class ApiError extends Error {
  readonly status: number;
  readonly parameters: { readonly retry_after: number } | undefined;

  constructor(status: number, description: string, parameters?: { readonly retry_after: number }) {
    super(description);
    this.status = status;
    this.parameters = parameters;
  }

  get body(): string {
    return JSON.stringify({
      ok: false,
      error_code: this.status,
      description: this.message,
      ...(this.parameters && { parameters: this.parameters }),
    });
  }
}

export const badRequest = (reason: string) => new ApiError(400, `Bad Request: ${reason}`);

export const tooManyRequests = (retryAfterS: number) =>
  new ApiError(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS });
