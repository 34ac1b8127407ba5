import type { ReplyOptions } from "../desk/desk-sandbox.ts";
import type { Fields } from "../wire/values.ts";
import type { Action } from "./action.ts";
import { faultOrder, needNumber, needText, numberField, textField } from "./fields.ts";
import { ticketView } from "./view.ts";

const authorKinds = ["agent", "bot", "person", "system"] as const;
const statuses = ["open", "solved", "closed"] as const;

const replyOptions = (fields: Fields): ReplyOptions => {
  const authorKind = authorKinds.find((known) => known === fields["authorKind"]);
  return {
    ...textField(fields, "name"),
    ...textField(fields, "eventId"),
    ...numberField(fields, "sequence"),
    ...numberField(fields, "timestampShiftMs"),
    ...numberField(fields, "copies"),
    ...(fields["visibility"] === "private" && { visibility: "private" }),
    ...(fields["forged"] === true && { forged: true }),
    ...(authorKind && { authorKind }),
  };
};

const reply: Action = ({ desk }, fields) =>
  desk.reply(needText(fields, "ticketId"), needText(fields, "text"), replyOptions(fields));
const takeOver: Action = ({ desk }, fields) =>
  desk.takeOver(needText(fields, "ticketId"), replyOptions(fields));
const handBack: Action = ({ desk }, fields) =>
  desk.handBack(needText(fields, "ticketId"), replyOptions(fields));
const setStatus: Action = ({ desk }, fields) => {
  const status = statuses.find((known) => known === fields["status"]);
  if (!status) throw new Error(`status must be one of ${statuses.join(", ")}.`);
  return desk.setStatus(needText(fields, "ticketId"), status, replyOptions(fields));
};
const down: Action = ({ desk }, fields) => desk.down(fields["how"] === "refused" ? "refused" : "unavailable");
const up: Action = ({ desk }) => desk.up();
const fault: Action = ({ desk }, fields) => ({ id: desk.fault(faultOrder(fields)).id });
const cancelFault: Action = ({ desk }, fields) => desk.faults.cancel(needNumber(fields, "id"));
const clearFaults: Action = ({ desk }) => desk.faults.clear();
const tickets: Action = ({ desk }) => ({ tickets: [...desk.tickets.values()].map(ticketView) });
const webhooks: Action = ({ desk }) => ({ webhooks: desk.webhooks });
const calls: Action = ({ desk }) => ({ calls: desk.calls });

export const deskActions = {
  reply,
  takeOver,
  handBack,
  setStatus,
  down,
  up,
  fault,
  cancelFault,
  clearFaults,
  tickets,
  webhooks,
  calls,
} as const satisfies Readonly<Record<string, Action>>;
