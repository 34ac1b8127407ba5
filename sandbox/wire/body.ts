import type { IncomingMessage } from "node:http";

/** Thrown when a body is larger than its reader allows; the rest of it is not read. */
export class BodyTooLarge extends Error {}

/** Hands the whole body to `done`; callback style because the Telegram path is hot. */
export const readBody = (
  request: IncomingMessage,
  maxBytes: number,
  done: (body: Buffer | undefined) => void,
): void => {
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) return;
    if (!first) first = chunk;
    else {
      rest ??= [first];
      rest.push(chunk);
    }
  });
  request.on("end", () => {
    if (size > maxBytes) done(undefined);
    else done(rest ? Buffer.concat(rest) : (first ?? Buffer.alloc(0)));
  });
};

export const bodyOf = (request: IncomingMessage, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    request.on("error", reject);
    readBody(request, maxBytes, (body) => {
      if (body) resolve(body);
      else reject(new BodyTooLarge(`The body is larger than ${maxBytes} bytes.`));
    });
  });
