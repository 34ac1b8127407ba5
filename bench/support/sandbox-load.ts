import type { LoadReport } from "../../sandbox/telegram/load.ts";

async function order<Answer>(url: string, action: string, fields: object): Promise<Answer> {
  const response = await fetch(`${url}/control/telegram/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Orders a load of updates at the sandbox and waits for the replies to it. */
export async function runLoad(
  url: string,
  load: { updates: number; persons: number; texts?: readonly string[]; ratePerS?: number; timeoutMs: number },
): Promise<LoadReport> {
  const { timeoutMs, ...fields } = load;
  const { load: number } = await order<{ load: number }>(url, "load", fields);
  await order(url, "loadWait", { load: number, replies: load.updates, timeoutMs });
  return order<LoadReport>(url, "loadReport", { load: number });
}
