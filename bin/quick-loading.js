// The default import, because a Node.js that is too old lacks the function and is to be told so by require-node.js.
import module from "node:module";
import { fileURLToPath } from "node:url";

// Beside the trained models, and not in a temporary folder, where others could put code of theirs. Where nothing can be
// written and nothing is there, sources are compiled at each start: that costs time, nothing else.
module.enableCompileCache(
  fileURLToPath(new URL("../node_modules/.cache/flotilla/compiled/", import.meta.url)),
);

// A relative import names its file, ours and those of packages: to look around for it more than a thousand times is a
// tenth of a start.
module.registerHooks({
  resolve(specifier, context, next) {
    const { parentURL, conditions } = context;
    const names = conditions.includes("import") && /^\.{1,2}\/.*\.(js|ts)$/.test(specifier);
    return names && parentURL?.startsWith("file:")
      ? { url: new URL(specifier, parentURL).href, shortCircuit: true }
      : next(specifier, context);
  },
});
