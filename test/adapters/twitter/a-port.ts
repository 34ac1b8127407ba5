import { createBrokenOff } from "../../../adapters/shared/broken-off.ts";
import type { Answer } from "../../../adapters/twitter/api.ts";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import type { DeliverPort } from "../../../adapters/twitter/deliver-port.ts";
import { createLookBacks } from "../../../adapters/twitter/look-back.ts";
import { createOwnSends } from "../../../adapters/twitter/own-sends.ts";
import type { EventSink } from "../../../src/domain/adapter.ts";

const unused = () => Promise.reject(new ApiFailure("not asked for in this test", {}));

/** X as far as sending goes: `onUpload` is told of each step of an upload, `onSend` of each message. */
export const aPort = (
  now: () => number,
  options: {
    onUpload?: () => void;
    onSend?: () => void;
    processing?: { state: string };
    sink?: EventSink;
  } = {},
) => {
  const said: string[] = [];
  let uploads = 0;
  const call = async (): Promise<Answer> => {
    options.onUpload?.();
    uploads += 1;
    return { data: { data: { id: `${uploads}`, processing_info: options.processing } }, headers: {} };
  };
  const port: DeliverPort = {
    api: { call, fetch: unused, scrub: (text) => text, close: () => undefined },
    transport: {
      send: async (_, { text, mediaId }) => {
        options.onSend?.();
        said.push(mediaId === undefined ? text : `${text}[file]`);
        return `${said.length}`;
      },
      sentTo: async () => ({ messages: [], next: undefined }),
      messages: unused,
    },
    posts: { reply: unused, ownReply: unused, mentions: unused },
    clock: { now },
    ownSends: createOwnSends(),
    brokenOff: createBrokenOff(),
    lookBack: createLookBacks(),
    repeated: new Set(),
    userId: () => "1",
    sink: () => options.sink,
  };
  return { port, said };
};
