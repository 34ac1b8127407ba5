import type { IncomingMessage } from "node:http";

const isLoopbackAddress = (address: string | undefined) =>
  address !== undefined && /^(?:::ffff:)?127\.|^::1$/.test(address);

/** A page of another site may resolve its own name to 127.0.0.1; its requests then carry that name as `Host`. */
const isLoopbackHost = (host: string | undefined) =>
  host !== undefined && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i.test(host);

const proxyHeaders = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** Whether the request comes from a program or page of this machine, and through no proxy that says so. */
export const isLocal = ({ headers, socket }: IncomingMessage): boolean => {
  const site = headers["sec-fetch-site"];
  return (
    isLoopbackAddress(socket.remoteAddress) &&
    isLoopbackHost(headers.host) &&
    proxyHeaders.every((name) => headers[name] === undefined) &&
    (site === undefined || site === "same-origin" || site === "none")
  );
};
