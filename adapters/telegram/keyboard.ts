import type { ButtonToken } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { isShortLabel } from "../../src/domain/label.ts";
import { telegramLimits } from "./limits.ts";

const toButton = ({ label, token }: ButtonToken) => {
  if (Buffer.byteLength(token) > telegramLimits.callbackDataBytes)
    throw new DeliveryError(
      "rejected",
      `A button's token is over ${telegramLimits.callbackDataBytes} bytes.`,
    );
  return { text: label.toWellFormed(), callback_data: token };
};

export interface Keyboard {
  readonly inline_keyboard: readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
}

/** Buttons under a message, in order, short ones two in a row; their tokens come back in `button.pressed`. Without buttons: none. */
export const toKeyboard = (buttons: readonly ButtonToken[]): Keyboard | undefined => {
  if (buttons.length === 0) return undefined;
  const rows: ButtonToken[][] = [];
  for (const button of buttons) {
    const [left, right] = rows.at(-1) ?? [];
    const fitsBeside = left !== undefined && right === undefined && isShortLabel(left.label);
    if (fitsBeside && isShortLabel(button.label)) rows.at(-1)?.push(button);
    else rows.push([button]);
  }
  return { inline_keyboard: rows.map((row) => row.map(toButton)) };
};
