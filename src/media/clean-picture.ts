import type { Sharp, SharpOptions } from "sharp";
import { damaged, Refused } from "./refused.ts";

type SharpModule = typeof import("sharp").default;

/** The largest pictures of common phones fit; what unpacks to more is refused before it is unpacked. */
const pixelsAtMost = 50_000_000;
const framesAtMost = 400;
const secondsAtMost = 15;
const quality = 90;

const loaders = {
  "image/jpeg": "VipsForeignLoadJpegBuffer",
  "image/png": "VipsForeignLoadPngBuffer",
  "image/webp": "VipsForeignLoadWebpBuffer",
  "image/gif": "VipsForeignLoadNsgifBuffer",
} as const;
type PictureType = keyof typeof loaders;

const isPictureType = (mediaType: string): mediaType is PictureType => mediaType in loaders;

let loading: Promise<SharpModule> | undefined;

/** Loaded with the first picture: a fleet that sees none does without its memory and its start time. */
const loadSharp = (): Promise<SharpModule> => {
  loading ??= import("sharp").then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: Object.values(loaders) });
    return sharp;
  });
  return loading;
};

const encode = (image: Sharp, mediaType: PictureType): Sharp => {
  switch (mediaType) {
    case "image/jpeg":
      return image.jpeg({ quality, chromaSubsampling: "4:4:4" });
    case "image/png":
      return image.png();
    case "image/webp":
      return image.webp({ quality });
    case "image/gif":
      return image.gif();
    default:
      return mediaType satisfies never;
  }
};

const draw = async (bytes: Uint8Array, mediaType: PictureType): Promise<Buffer> => {
  const sharp = await loadSharp();
  const options: SharpOptions = {
    failOn: "error",
    limitInputPixels: pixelsAtMost,
    sequentialRead: true,
    autoOrient: true,
  };
  const { width, pageHeight, height, pages = 1 } = await sharp(bytes, options).metadata();
  const animated =
    pages > 1 && pages <= framesAtMost && width * (pageHeight ?? height) * pages <= pixelsAtMost;
  const image = sharp(bytes, { ...options, animated, pages: animated ? -1 : 1 }).timeout({
    seconds: secondsAtMost,
  });
  return encode(image, mediaType).toBuffer();
};

/** One picture at a time: each may take 200 MB while it is unpacked. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The picture drawn anew, upright: nothing but its pixels comes through, so metadata, colour profiles, thumbnails and
 * whatever was hidden behind it are gone. Of a film of more frames or pixels than are unpacked, the first frame stays.
 */
export const cleanPicture = async (bytes: Uint8Array, mediaType: string): Promise<Buffer> => {
  if (!isPictureType(mediaType)) throw new Refused("type_refused", `no loader for ${mediaType}`);
  const before = last;
  const drawn = before.then(() => draw(bytes, mediaType));
  last = drawn.catch(() => undefined);
  try {
    return await drawn;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (/pixel limit|timeout/i.test(message)) throw new Refused("too_large", "too many pixels");
    throw damaged("the picture cannot be read");
  }
};
