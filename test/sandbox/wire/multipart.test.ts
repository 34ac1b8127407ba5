import fc from "fast-check";
import { expect, test } from "vitest";
import { MalformedForm, parseMultipart } from "../../../sandbox/wire/multipart.ts";

const boundary = "----x7";
const contentType = `multipart/form-data; boundary=${boundary}`;

const bodyOf = (parts: readonly (readonly [head: string, content: Uint8Array])[]) =>
  Buffer.concat([
    ...parts.flatMap(([head, content]) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from("\r\n"),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);

/** Bytes in which line ends, dashes and the boundary itself are frequent. */
const trickyBytes = fc
  .array(fc.constantFrom("\r\n", "--", boundary, "\r", "\n", "\u0000", "a", "\u00ff", "\r\n\r\n"))
  .map((pieces) => Buffer.from(pieces.join(""), "latin1"))
  .filter((bytes) => !bytes.includes(`\r\n--${boundary}`));

test("whatever bytes a part has, they come out as they went in", () => {
  fc.assert(
    fc.property(trickyBytes, trickyBytes, (first, second) => {
      const head = 'name="one"; filename="a.bin"\r\nContent-Type: image/png';
      const parts = parseMultipart(
        contentType,
        bodyOf([
          [head, first],
          ['name="two"; filename="b.bin"', second],
        ]),
      );
      expect(parts).toEqual({
        one: { fileName: "a.bin", mediaType: "image/png", bytes: Uint8Array.from(first) },
        two: { fileName: "b.bin", mediaType: "application/octet-stream", bytes: Uint8Array.from(second) },
      });
    }),
  );
});

test("a part without a file is text, with or without quotes around its name", () => {
  const body = bodyOf([
    ["name=chat_id", Buffer.from("7")],
    ['name="text"', Buffer.from("Größe")],
  ]);
  expect(parseMultipart(contentType, body)).toEqual({ chat_id: "7", text: "Größe" });
});

test("what is broken anywhere is refused as malformed, never otherwise", () => {
  const whole = bodyOf([
    ['name="one"; filename="a.bin"', Buffer.from("some bytes")],
    ['name="two"', Buffer.from("text")],
  ]);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(whole.length), fc.nat(255), (at, end, byte) => {
      const broken = Buffer.from(whole);
      broken[at] = byte;
      try {
        parseMultipart(contentType, broken.subarray(0, end));
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedForm);
      }
    }),
    { numRuns: 300 },
  );
});

test("bytes without a file name stay bytes", () => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0, 0x80]);
  const head = 'name="media"\r\nContent-Type: application/octet-stream';
  const parts = parseMultipart(contentType, bodyOf([[head, bytes]]));
  expect(parts["media"]).toEqual({ fileName: "", mediaType: "application/octet-stream", bytes });
});
