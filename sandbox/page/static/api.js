/** Orders something of the sandbox; rejects with its reason. */
export const order = async (action, fields = {}) => {
  const response = await fetch(`/control/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
};

/** The fleet's turns after the one numbered `after`; undefined when no fleet answers. */
export const turnsAfter = async (after) => {
  try {
    const response = await fetch(`/fleet/turns?after=${after}`);
    if (!response.ok) return undefined;
    const body = await response.json();
    return Array.isArray(body.turns) ? body.turns : [];
  } catch {
    return undefined;
  }
};

/** Calls back at once and whenever something changed. */
export const watch = (changed) => {
  const events = new EventSource("/events");
  events.addEventListener("message", changed);
};
