import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

/** Loaded before a process's own code: notes the address of every module that it loads, as lines of a file. */
const file = process.env["NOTE_LOADS_IN"] ?? "";

registerHooks({
  load: (url, context, next) => {
    appendFileSync(file, `${url}\n`);
    return next(url, context);
  },
});
