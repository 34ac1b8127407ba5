/** Takes updates and does nothing: what the sandbox can offer on this machine. */
import { request } from "undici";
import { answerMeasurements } from "../support/measured-side.ts";
import { readSettings } from "../support/side-settings.ts";

const { apiRoot, token } = readSettings();
let stopped = false;

async function poll(): Promise<void> {
  let offset = 0;
  while (!stopped) {
    const { body } = await request(`${apiRoot}/bot${token}/getUpdates`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ offset, limit: 100, timeout: 1 }),
    });
    const { result } = (await body.json()) as { result: { update_id: number }[] };
    const last = result.at(-1);
    if (last) offset = last.update_id + 1;
  }
}

const polling = poll();
answerMeasurements({
  stop: () => {
    stopped = true;
    return polling;
  },
});
