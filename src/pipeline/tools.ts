import type { PipelineDeps } from "./ports.ts";
import type { Voice } from "./voice.ts";

/** What stages are made with. */
export type Tools = PipelineDeps & { readonly voice: Voice };
