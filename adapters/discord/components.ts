import type { ButtonToken } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { isShortLabel } from "../../src/domain/label.ts";
import { writeCustomId } from "./custom-id.ts";
import { discordLimits } from "./limits.ts";

const types = { row: 1, button: 2 } as const;
const secondary = 2;
const mostButtons = discordLimits.buttonsPerRow * discordLimits.rowsPerMessage;
/** Short labels stand beside each other; longer ones have a row of their own while there is room. */
const shortPerRow = 3;

const toLabel = (label: string): string => {
  const text = label.toWellFormed().trim();
  return text.length <= discordLimits.labelUnits
    ? text
    : `${text.slice(0, discordLimits.labelUnits - 1)}…`.toWellFormed();
};

const toButton = ({ label, token, opens }: ButtonToken) => {
  const customId =
    opens === undefined
      ? writeCustomId({ kind: "button", token })
      : writeCustomId({ kind: "opener", form: opens });
  if (customId.length > discordLimits.customIdUnits)
    throw new DeliveryError("rejected", `A button's token is over ${discordLimits.customIdUnits} units.`);
  return { type: types.button, style: secondary, label: toLabel(label), custom_id: customId };
};

const perRowFor = (buttons: readonly ButtonToken[]): number => {
  const fit = buttons.every(({ label }) => isShortLabel(label)) ? shortPerRow : 1;
  const needed = Math.ceil(buttons.length / discordLimits.rowsPerMessage);
  return Math.min(discordLimits.buttonsPerRow, Math.max(fit, needed));
};

/** Rows of buttons under a message, in order; their tokens come back in `button.pressed`. Without buttons: none. */
export const toComponents = (buttons: readonly ButtonToken[]) => {
  if (buttons.length === 0) return undefined;
  if (buttons.length > mostButtons)
    throw new DeliveryError("rejected", `A message has at most ${mostButtons} buttons on Discord.`);
  const perRow = perRowFor(buttons);
  const rows = [];
  // Two buttons of one message must differ in their custom ids.
  const distinct = buttons.filter(
    ({ opens }, at) => opens === undefined || buttons.findIndex((other) => other.opens === opens) === at,
  );
  for (let index = 0; index < distinct.length; index += perRow)
    rows.push({ type: types.row, components: distinct.slice(index, index + perRow).map(toButton) });
  return rows;
};

export type Components = ReturnType<typeof toComponents>;
