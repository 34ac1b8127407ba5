/** Read a body, but no more of it than `maxBytes`: undefined when it is longer. */
export const readCapped = async (
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Buffer | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > maxBytes) return;
    parts.push(chunk);
  }
  return Buffer.concat(parts, length);
};
