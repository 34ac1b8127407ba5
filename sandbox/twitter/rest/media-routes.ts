import { Answer } from "../../wire/answer.ts";
import { fieldsOf, numberOf, stringOf } from "../../wire/values.ts";
import type { Media } from "../world/types.ts";
import { type Upload, uploadLifeMs } from "../world/uploads.ts";
import { coded, invalid, notFound } from "./api-error.ts";
import { type Call, pathOf, type Routes, userOf } from "./route.ts";

const mediaTypes = new Set([
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "video/mp4",
  "video/quicktime",
]);
const categories = new Set(["dm_image", "dm_gif", "dm_video", "tweet_image", "tweet_gif", "tweet_video"]);
/** As X's documents name them for pictures, moving pictures and videos. */
const largestBytes: Readonly<Record<string, number>> = {
  image: 5_242_880,
  gif: 15_728_640,
  video: 536_870_912,
};
const largestPieceBytes = 5 * 1_024 * 1_024;

const uploadOf = (call: Call, id: string): Upload => {
  const upload = call.world.uploads.find(id, userOf(call));
  if (!upload) throw invalid("id", id, "Media id is invalid or has expired");
  return upload;
};

const lifeS = (call: Call, { startedAt }: Upload): number =>
  Math.floor((startedAt + uploadLifeMs - call.world.clock.now()) / 1_000);

const initialize = (call: Call) => {
  const body = fieldsOf(call.body);
  const mediaType = stringOf(body["media_type"]) ?? "";
  const category = stringOf(body["media_category"]) ?? "tweet_image";
  const totalBytes = numberOf(body["total_bytes"]) ?? 0;
  if (!mediaTypes.has(mediaType)) throw invalid("media_type", mediaType, "$.media_type: is not supported");
  if (!categories.has(category))
    throw invalid("media_category", category, "$.media_category: is not supported");
  const most = largestBytes[category.split("_")[1] ?? ""] ?? 0;
  if (totalBytes <= 0 || totalBytes > most)
    throw invalid("total_bytes", totalBytes, `$.total_bytes: must be between 1 and ${most}`);
  const id = call.world.ids.next();
  const upload = call.world.uploads.begin({ id, owner: userOf(call), mediaType, category, totalBytes });
  return { data: { id, media_key: `3_${id}`, expires_after_secs: lifeS(call, upload) } };
};

const append = (call: Call) => {
  const upload = uploadOf(call, pathOf(call, "id"));
  const body = fieldsOf(call.body);
  const number = Number(body["segment_index"]);
  const inText = stringOf(body["media"]);
  const bytes = call.files.get("media")?.bytes ?? (inText && Buffer.from(inText, "base64"));
  if (!Number.isInteger(number) || number < 0 || number > 999)
    throw invalid("segment_index", body["segment_index"], "$.segment_index: must be between 0 and 999");
  if (!bytes || bytes.length === 0 || bytes.length > largestPieceBytes)
    throw invalid("media", "…", `$.media: must have between 1 and ${largestPieceBytes} bytes`);
  upload.pieces.set(number, bytes);
  return { data: { expires_at: Math.floor((upload.startedAt + uploadLifeMs) / 1_000) } };
};

const finalize = (call: Call) => {
  const upload = uploadOf(call, pathOf(call, "id"));
  const numbers = [...upload.pieces.keys()].sort((a, b) => a - b);
  const bytes = Buffer.concat(numbers.map((number) => upload.pieces.get(number) ?? Buffer.alloc(0)));
  if (numbers.some((number, n) => number !== n) || bytes.length !== upload.totalBytes)
    throw invalid(
      "id",
      upload.id,
      `Segments do not add up to provided total file size. ${bytes.length} of ${upload.totalBytes}`,
    );
  const { id, mediaType } = upload;
  const file = { id, fileName: `${id}.${mediaType.split("/")[1]}`, mediaType, bytes, size: bytes.length };
  upload.media = call.world.media(file);
  return {
    data: { id, media_key: upload.media.key, size: bytes.length, expires_after_secs: lifeS(call, upload) },
  };
};

const status = (call: Call) => {
  const { id, media } = uploadOf(call, call.query.get("media_id") ?? "");
  const state = media ? "succeeded" : "pending";
  return { data: { id, processing_info: { state, progress_percent: media ? 100 : 0 } } };
};

/** What a message or post attaches: the caller's own upload, finished and not over. */
export const takeMedia = (call: Call, id: string): Media => {
  const media = call.world.uploads.find(id, userOf(call))?.media;
  if (!media) throw coded(400, 324, "The validation of media ids failed.");
  return media;
};

/** The bytes of a file in a conversation of the caller's, by the steps of its address. */
const download = (call: Call) => {
  const event = call.world.events.get(pathOf(call, "dm"));
  const conversation = event && call.world.conversations.get(event.conversationId);
  const media = event?.media;
  const isThere =
    media !== undefined &&
    media.id === pathOf(call, "media") &&
    media.resource === pathOf(call, "resource") &&
    conversation?.participants.has(userOf(call).id) &&
    call.fault?.kind !== "file_link_expired";
  if (!isThere) throw notFound("media", "media_id", pathOf(call, "media"));
  return new Answer(200, media.file);
};

const media = (run: Routes[string][1]["run"], query: readonly string[] = []) =>
  ({ access: "user", group: "media", query, run }) as const;

export const mediaRoutes = {
  "POST /2/media/upload/initialize": ["initializeMediaUpload", media(initialize)],
  "POST /2/media/upload/:id/append": ["appendMediaUpload", media(append)],
  "POST /2/media/upload/:id/finalize": ["finalizeMediaUpload", media(finalize)],
  "GET /2/media/upload": ["getMediaUploadStatus", media(status, ["media_id", "command"])],
  "GET /2/dm_conversations/media/:dm/:media/:resource": ["dmConversationsMediaDownload", media(download)],
} as const satisfies Routes;
