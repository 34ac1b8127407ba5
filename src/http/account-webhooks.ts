import type { Account } from "../domain/account.ts";
import type { Adapter } from "../domain/adapter.ts";
import { AppError } from "../domain/errors.ts";
import type { HttpPorts } from "./ports.ts";
import { problem } from "./problem.ts";

const retryAfterSeconds = "5";

/** What is told about each; the fleet's telemetry fits. */
export interface WebhookTelemetry {
  webhookAccepted(type: string): void;
  webhookRejected(reason: string): void;
  webhookFailed(error: unknown): void;
}

/** Why a platform's request was turned away, by the answer that its adapter gave. */
const reasons: Readonly<Record<number, string>> = {
  401: "bad_secret",
  413: "too_large",
  429: "too_many",
  503: "intake_stopped",
};

/** `/webhooks/<platform>/<account>` for each account to which its platform pushes. */
export function accountWebhooks(
  accounts: readonly { readonly account: Account; readonly adapter: Adapter }[],
  telemetry: WebhookTelemetry,
): HttpPorts["webhooks"] {
  return Object.fromEntries(
    accounts.flatMap(({ account, adapter }) => {
      const handleWebhook = adapter.handleWebhook?.bind(adapter);
      if (!handleWebhook) return [];
      const handle = async (request: Request): Promise<Response> => {
        try {
          const response = await handleWebhook(request);
          if (response.ok) telemetry.webhookAccepted(account.platform);
          else telemetry.webhookRejected(reasons[response.status] ?? "malformed");
          return response;
        } catch (error) {
          return failed(error, telemetry);
        }
      };
      return [[`${account.platform}/${account.id}`, handle]];
    }),
  );
}

/** Whatever it was, the platform is to send it again. */
function failed(error: unknown, telemetry: WebhookTelemetry): Response {
  if (!(error instanceof AppError)) {
    telemetry.webhookFailed(error);
    return problem(500, "The update could not be taken in. Send it again.");
  }
  telemetry.webhookRejected("intake_stopped");
  const headers = { "retry-after": retryAfterSeconds };
  return problem(503, "Nothing is taken in now. Send it again.", { headers });
}
