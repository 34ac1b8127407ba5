import type { FormattedText } from "../../src/domain/effect.ts";
import { ApiFailure } from "./api-failure.ts";

/** Telegram's form of spans; undefined without any. */
export const toEntities = ({ spans }: FormattedText) =>
  spans.length === 0
    ? undefined
    : spans.map(({ style, offset, length, url }) =>
        style === "link"
          ? { type: "text_link", offset, length, url: url?.toWellFormed() }
          : { type: style, offset, length },
      );

/** Telegram refused the formatting, not the text. */
export const isEntityFault = (error: unknown): boolean =>
  error instanceof ApiFailure && error.status === 400 && /entit(y|ies)/i.test(error.message);
