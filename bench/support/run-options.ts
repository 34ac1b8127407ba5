/** What the command line asked for. */
export interface RunOptions {
  /** Shortened, for trying: never a result. */
  readonly quick: boolean;
  /** Of each pair. */
  readonly repetitions: number;
  /** Tell on standard error where the fleet's CPU time goes, where a goal can. */
  readonly profile: boolean;
}
