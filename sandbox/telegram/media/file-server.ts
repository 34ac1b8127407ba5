import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultBook, FaultOrder } from "../../wire/faults.ts";
import { decoded } from "../../wire/values.ts";
import type { Bot } from "../bot.ts";
import type { FileStore, StoredFile } from "./file-store.ts";

const prefix = "/file/bot";

interface World {
  readonly bots: ReadonlyMap<string, Bot>;
  readonly files: FileStore;
  readonly faults: FaultBook;
  readonly count: (method: string, status: number) => void;
}

/** Answers `/file/bot<token>/<path>`: the bytes of a file that `getFile` has linked. */
export class FileServer {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? "";
    const slash = url.indexOf("/", prefix.length);
    const token = decoded(url.slice(prefix.length, slash < 0 ? undefined : slash));
    const path = slash < 0 ? "" : decoded(url.slice(slash + 1));
    const { bots, files, faults } = this.#world;
    const fault = faults.hit("file", path);
    if (fault?.kind === "file_link_expired") files.endLink(path);
    const file = files.byLink(path);
    if (fault?.kind === "reset_before") this.#reset(response);
    else if (fault?.kind === "server_error") this.#refuse(response, fault.status ?? 502, "Bad Gateway");
    else if (!bots.has(token)) this.#refuse(response, 401, "Unauthorized");
    else if (!file) this.#refuse(response, 404, "Not Found");
    else if (fault?.kind === "slow")
      setTimeout(() => this.#send(response, file, fault), fault.delayMs ?? 1_000);
    else this.#send(response, file, fault);
  }

  #send(response: ServerResponse, { bytes, path }: StoredFile, fault: FaultOrder | undefined): void {
    response.writeHead(200, {
      "content-type": "application/octet-stream",
      "content-length": bytes.length,
      "content-disposition": `attachment; filename="${path.slice(path.lastIndexOf("/") + 1)}"`,
    });
    if (fault?.kind === "truncated_download") {
      response.write(bytes.subarray(0, bytes.length >> 1), () => this.#reset(response));
      return;
    }
    this.#world.count("file", 200);
    response.end(bytes);
  }

  #refuse(response: ServerResponse, status: number, description: string): void {
    this.#world.count("file", status);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: false, error_code: status, description }));
  }

  #reset(response: ServerResponse): void {
    this.#world.count("file", 0);
    response.socket?.resetAndDestroy();
  }
}
