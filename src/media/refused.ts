import type { KeepRefusal } from "../domain/attachment.ts";

/** A file that is not kept, and why. Thrown inside this folder only. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly refusal: KeepRefusal;

  constructor(refusal: KeepRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

export const damaged = (what: string): Refused => new Refused("damaged", what);
