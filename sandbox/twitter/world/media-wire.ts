import type { Media } from "./types.ts";

/** What only a picture's address names is its message; whatever moves is kept elsewhere, by its own id alone. */
const addressOf = (dmId: string, { id, type, resource, file }: Media): string => {
  switch (type) {
    case "photo":
      return `https://ton.x.com/1.1/ton/data/dm/${dmId}/${id}/${resource}`;
    case "animated_gif":
      return `https://video.twimg.com/dm_gif/${id}/${resource}`;
    case "video":
      return `https://video.twimg.com/dm_video/${id}/vid/avc1/${file.width ?? 640}x${file.height ?? 360}/${resource}?tag=1`;
    default:
      return type satisfies never;
  }
};

const previewOf = ({ id, type }: Media): string =>
  `https://pbs.twimg.com/dm_${type === "video" ? "video_preview" : "gif_preview"}/${id}/img/preview.jpg`;

/** Of a film X also has lists of its pieces, which are no files. */
const variantsOf = (dmId: string, media: Media) => [
  ...(media.type === "video"
    ? [
        {
          content_type: "application/x-mpegURL",
          url: `https://video.twimg.com/dm_video/${media.id}/pl/avc1/list.m3u8?tag=1`,
        },
      ]
    : []),
  {
    bit_rate: media.type === "video" ? 950_000 : 0,
    content_type: "video/mp4",
    url: addressOf(dmId, media),
  },
];

/** As a lookup answers it: a picture by its address, what moves by its versions. */
export const mediaWire = (dmId: string, media: Media) => ({
  media_key: media.key,
  type: media.type,
  width: media.file.width ?? 1,
  height: media.file.height ?? 1,
  ...(media.type === "photo"
    ? { url: addressOf(dmId, media) }
    : { preview_image_url: previewOf(media), variants: variantsOf(dmId, media) }),
});

/** The older form, which is what X posts. */
export const legacyMediaWire = (dmId: string, media: Media) => {
  const shown = media.type === "photo" ? addressOf(dmId, media) : previewOf(media);
  const variants = variantsOf(dmId, media).map(({ bit_rate: bitrate, ...more }: Variant) => ({
    ...(bitrate !== undefined && { bitrate }),
    ...more,
  }));
  return {
    type: "media",
    media: {
      id: Number(media.id),
      id_str: media.id,
      media_url: shown,
      media_url_https: shown,
      type: media.type,
      ...(media.type !== "photo" && { video_info: { variants } }),
    },
  };
};

interface Variant {
  readonly bit_rate?: number;
  readonly content_type: string;
  readonly url: string;
}
