import http from "node:http";
import https from "node:https";
import { limitConnect } from "../shared/limit-connect.ts";

/** Keeps connections open between calls, and gives up on a connection that does not come about. */
export const createAgent = (apiRoot: string): http.Agent => {
  const secure = apiRoot.startsWith("https:");
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (connectOptions, callback) => {
    const socket = connect(connectOptions, callback);
    if (socket) limitConnect(socket, secure ? "secureConnect" : "connect");
    return socket;
  };
  return agent;
};
