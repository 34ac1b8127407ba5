import type { OutboundFile } from "../../src/domain/adapter.ts";
import { pause } from "../shared/pause.ts";
import { isObject, wholeOf } from "../shared/values.ts";
import { mediaTypeOf } from "../shared/wire-file-name.ts";
import type { Api } from "./api.ts";
import { refusal } from "./delivery-error.ts";
import { idIn } from "./direct-messages.ts";
import { twitterLimits } from "./limits.ts";
import { categoryOf } from "./parts.ts";

const chunkTimeoutMs = 60_000;
/** Films are made fit for showing first. */
const mostLooks = 60;
const firstLookS = 1;
const longestLookS = 30;

interface Processing {
  readonly state?: unknown;
  readonly check_after_secs?: unknown;
}

const processingIn = (answer: unknown): Processing | undefined => {
  const data: unknown = isObject(answer) && "data" in answer ? answer.data : undefined;
  const info: unknown = isObject(data) && "processing_info" in data ? data.processing_info : undefined;
  return isObject(info) ? info : undefined;
};

interface Uploading {
  readonly api: Api;
  readonly file: OutboundFile;
  readonly signal: AbortSignal;
}

const untilReady = async (
  { api, signal }: Uploading,
  { id, first }: { id: string; first: unknown },
): Promise<void> => {
  let processing = processingIn(first);
  for (let looks = 0; processing !== undefined && processing.state !== "succeeded"; looks += 1) {
    if (processing.state === "failed" || looks >= mostLooks)
      throw refusal("X could not make the file fit for showing.");
    const afterS = wholeOf(processing.check_after_secs) ?? firstLookS;
    await pause(Math.min(Math.max(afterS, firstLookS), longestLookS) * 1000, signal);
    const query = { command: "STATUS", media_id: id };
    const { data } = await api.call({ method: "GET", path: "/media/upload", query, signal });
    processing = processingIn(data);
  }
};

/** Gives X a file; resolves to its id, by which one message may show it within 24 h. */
export const upload = async (uploading: Uploading): Promise<string> => {
  const { api, file, signal } = uploading;
  const { bytes } = file;
  const begun = await api.call({
    method: "POST",
    path: "/media/upload/initialize",
    body: {
      media_type: mediaTypeOf(file),
      media_category: categoryOf(file),
      total_bytes: bytes.length,
      shared: false,
    },
    signal,
  });
  const id = idIn(begun.data, "id");
  const chunk = twitterLimits.uploadChunkBytes;
  for (let from = 0, index = 0; from < bytes.length; from += chunk, index += 1) {
    const media = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(chunk, bytes.length - from));
    await api.call({
      method: "POST",
      path: `/media/upload/${id}/append`,
      body: { media, segment_index: index },
      asForm: true,
      signal,
      timeoutMs: chunkTimeoutMs,
    });
  }
  const { data } = await api.call({ method: "POST", path: `/media/upload/${id}/finalize`, signal });
  await untilReady(uploading, { id, first: data });
  return id;
};
