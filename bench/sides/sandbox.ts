/** The sandbox in a process of its own, so that its CPU time is nobody else's. */
import { startSandbox } from "../../sandbox/start-sandbox.ts";
import { answerMeasurements } from "../support/measured-side.ts";

const sandbox = await startSandbox({ telegram: { limits: "off", log: false } });
sandbox.telegram.addBot({ token: process.argv[2] ?? "", username: "bench" });
answerMeasurements({
  stop: () => sandbox.close(),
  facts: {
    url: sandbox.url,
    apiRoot: sandbox.telegram.apiRoot,
    deskUrl: sandbox.desk.url,
    deskSecret: sandbox.desk.secret,
  },
});
