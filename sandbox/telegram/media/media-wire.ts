import type { MessageFile } from "../types.ts";
import type { StoredFile } from "./file-store.ts";

/** The part of a message that shows a file, as Telegram sends it. */
export const mediaOf = (file: StoredFile): Readonly<Record<string, unknown>> => {
  const about = { file_id: file.id, file_unique_id: `U${file.id.slice(-12)}`, file_size: file.claimedSize };
  const named = { ...about, file_name: file.fileName, mime_type: file.mediaType };
  const moving = { ...named, width: 640, height: 360, duration: 4 };
  switch (file.kind) {
    case "photo":
      return {
        photo: [
          { ...about, file_id: `${file.id}-s`, file_unique_id: `${about.file_unique_id}s`, ...small },
          { ...about, width: 1_280, height: 960 },
        ],
      };
    case "document":
      return { document: named };
    case "video":
      return { video: moving };
    case "animation":
      // Telegram sends the document too, for clients that know no animations.
      return { animation: moving, document: named };
    case "audio":
      return { audio: { ...named, duration: 90, title: "Track" } };
    case "voice":
      return { voice: { ...about, duration: 3, mime_type: file.mediaType } };
    case "video_note":
      return { video_note: { ...about, length: 240, duration: 5 } };
    case "sticker":
      return {
        sticker: {
          ...about,
          type: "regular",
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: "👍",
        },
      };
    default:
      return file.kind satisfies never;
  }
};

const small = { width: 90, height: 67, file_size: 1_200 };

export const messageFile = ({ id, fileName, mediaType, size }: StoredFile): MessageFile => ({
  id,
  fileName,
  mediaType,
  size,
});
