import type { ButtonToken } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { telegramLimits } from "./limits.ts";

/** Labels up to this many UTF-16 units stand two in a row. */
const shortLabelUnits = 16;

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

/** Buttons under a message, in order; their tokens come back in `button.pressed`. Without buttons: none. */
export const toKeyboard = (buttons: readonly ButtonToken[]): Keyboard | undefined => {
  if (buttons.length === 0) return undefined;
  const perRow = buttons.every(({ label }) => label.length <= shortLabelUnits) ? 2 : 1;
  const rows = [];
  for (let index = 0; index < buttons.length; index += perRow)
    rows.push(buttons.slice(index, index + perRow).map(toButton));
  return { inline_keyboard: rows };
};
