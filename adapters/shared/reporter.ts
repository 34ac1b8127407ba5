import type { ConnectionStatus, EventSink } from "../../src/domain/adapter.ts";

/** Tells the sink of changes only: that all is well is found after every poll and every webhook. */
export const createReporter = (sink: EventSink) => {
  let connected = false;
  return (status: ConnectionStatus) => {
    if (connected && status.state === "connected") return;
    connected = status.state === "connected";
    sink.report(status);
  };
};
