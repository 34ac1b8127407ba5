import type { ConnectionStatus, EventSink } from "../../src/domain/adapter.ts";

/** Tells the sink of changes only: that all is well is found after every poll and every webhook. */
export const createReporter = (sink: EventSink) => {
  let last: ConnectionStatus | undefined;
  return (status: ConnectionStatus) => {
    const isKnown =
      last?.state === "connected" && status.state === "connected" && last.reason === status.reason;
    last = status;
    if (!isKnown) sink.report(status);
  };
};
