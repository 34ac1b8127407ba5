import https from "node:https";
import { limitConnect } from "../shared/limit-connect.ts";

/** Where X stands, when it is a stand-in on this machine. */
export interface StandIn {
  /** Host and port. */
  readonly address: string;
  /** The certificate, in PEM, of the authority that vouches for it. */
  readonly authority?: string | undefined;
}

/**
 * Connections to X. The library knows its hosts by heart: to reach a stand-in, host, path and signature stay those of
 * X, and only the connection goes elsewhere.
 */
export const createAgent = (standIn?: StandIn): https.Agent => {
  const url = standIn && new URL(`https://${standIn.address}`);
  const agent = new https.Agent({
    keepAlive: true,
    ...(standIn?.authority !== undefined && { ca: standIn.authority }),
  });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const elsewhere = url && { host: url.hostname, port: Number(url.port) };
    const socket = connect({ ...options, ...elsewhere }, callback);
    if (socket) limitConnect(socket, "secureConnect");
    return socket;
  };
  return agent;
};
