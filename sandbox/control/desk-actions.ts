import type { AgentFile, ReplyOptions } from "../desk/desk-sandbox.ts";
import { type Fields, fieldsOf, isList } from "../wire/values.ts";
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
    ...(isList(fields["attachments"]) && { attachments: fields["attachments"].map(fieldsOf).map(agentFile) }),
  };
};

/** Bytes travel as base64. */
const agentFile = (fields: Fields): AgentFile => ({
  fileName: needText(fields, "fileName"),
  mediaType: needText(fields, "mediaType"),
  bytes: Buffer.from(needText(fields, "base64"), "base64"),
  ...textField(fields, "id"),
  ...numberField(fields, "size"),
});

const reply: Action = ({ desk }, fields) =>
  desk.reply(needText(fields, "ticketId"), needText(fields, "text"), replyOptions(fields));
const editReply: Action = ({ desk }, fields) =>
  desk.editReply(
    needText(fields, "ticketId"),
    { edits: needText(fields, "edits"), text: needText(fields, "text") },
    replyOptions(fields),
  );
const loseFile: Action = ({ desk }, fields) =>
  desk.loseFile(needText(fields, "ticketId"), needText(fields, "id"));
/** What the fleet handed over, or an agent attached. */
const file: Action = ({ desk }, fields) => {
  const { attachments, files } = desk.ticket(needText(fields, "ticketId"));
  const id = needText(fields, "id");
  const found = attachments.get(id) ?? files.get(id);
  if (!found) throw new Error(`The ticket has no file ${id}.`);
  const { bytes, ...facts } = found;
  return { ...facts, base64: bytes.toString("base64") };
};
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
  editReply,
  loseFile,
  file,
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
