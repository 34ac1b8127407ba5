interface ErrorParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** An error in Telegram's own words. */
export class ApiError extends Error {
  readonly status: number;
  readonly parameters: ErrorParameters | undefined;

  constructor(status: number, description: string, parameters?: ErrorParameters) {
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

export const forbidden = (reason: string) => new ApiError(403, `Forbidden: ${reason}`);

export const movedTo = (chatId: number) =>
  new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", {
    migrate_to_chat_id: chatId,
  });

export const tooManyRequests = (retryAfterS: number) =>
  new ApiError(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS });
