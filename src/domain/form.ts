/** Forms that a platform can ask at once, without our thinking: an adapter has their words, the pipeline their meaning. */
export const formNames = ["intake", "report"] as const;
export type FormName = (typeof formNames)[number];
