import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultBook, FaultOrder } from "../../wire/faults.ts";
import type { StoredFile } from "../../wire/stored-file.ts";
import type { AttachmentLinks } from "../world/attachment-links.ts";

interface AttachmentParts {
  readonly files: AttachmentLinks;
  readonly faults: FaultBook;
  readonly count: (operation: string, status: number) => void;
}

/** Answers `/attachments/...`: the bytes behind a signed link, as long as it is valid. */
export class AttachmentServer {
  readonly #parts: AttachmentParts;

  constructor(parts: AttachmentParts) {
    this.#parts = parts;
  }

  /** `url` is what follows `/attachments/`. */
  handle(_request: IncomingMessage, response: ServerResponse, url: string): void {
    const { files, faults } = this.#parts;
    const fault = faults.hit("file", url.split("/")[1]);
    const file = fault?.kind === "file_link_expired" ? undefined : files.read(url);
    if (fault?.kind === "reset_before") this.#reset(response);
    else if (fault?.kind === "server_error") this.#refuse(response, fault.status ?? 502);
    else if (!file) this.#refuse(response, 404);
    else if (fault?.kind === "slow")
      setTimeout(() => this.#send(response, file, fault), fault.delayMs ?? 1_000);
    else this.#send(response, file, fault);
  }

  #send(response: ServerResponse, { bytes, mediaType }: StoredFile, fault: FaultOrder | undefined): void {
    response.writeHead(200, { "content-type": mediaType, "content-length": bytes.length });
    if (fault?.kind === "truncated_download") {
      response.write(bytes.subarray(0, bytes.length >> 1), () => this.#reset(response));
      return;
    }
    this.#parts.count("file", 200);
    response.end(bytes);
  }

  #refuse(response: ServerResponse, status: number): void {
    this.#parts.count("file", status);
    response.writeHead(status, { "content-type": "text/plain" });
    response.end("This content is no longer available.");
  }

  #reset(response: ServerResponse): void {
    this.#parts.count("file", 0);
    response.socket?.resetAndDestroy();
  }
}
