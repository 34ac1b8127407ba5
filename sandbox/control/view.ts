import type { DeskSandbox } from "../desk/desk-sandbox.ts";
import type { DeskAttachment, DeskTicket } from "../desk/desk-ticket.ts";
import { numberOf, stringOf } from "../wire/values.ts";
import type { Action } from "./action.ts";
import { groupView } from "./group-actions.ts";

/** A ticket as JSON: its attachments without their bytes. */
export const ticketView = ({ attachments, files, ...ticket }: DeskTicket) => ({
  ...ticket,
  attachments: [...attachments.values()].map(withoutBytes),
  files: [...files.values()].map(withoutBytes),
});

const withoutBytes = ({ bytes, ...facts }: DeskAttachment) => ({ ...facts, size: bytes.length });

export const deskView = (desk: DeskSandbox) => ({
  state: desk.state,
  tickets: [...desk.tickets.values()].map(ticketView),
  webhooks: desk.webhooks.slice(-200),
});

/** All that the page shows at once, for one person and one bot. */
export const view: Action = ({ telegram, desk, clock }, fields) => {
  const bots = telegram.bots.map(({ user }) => user);
  const wanted = stringOf(fields["bot"]);
  const bot = telegram.bots.find(({ user }) => user.username === wanted) ?? telegram.bots[0];
  const chatId = numberOf(fields["chat"]) ?? numberOf(fields["person"]) ?? 0;
  const chat = bot?.chat(chatId);
  const group = telegram.groups.find(({ id }) => id === chatId);
  return {
    now: clock.now(),
    bots,
    people: telegram.people.map(({ user }) => user),
    bot: bot?.user.username,
    commands: bot?.commands ?? [],
    groups: telegram.groups.map(groupView),
    chat: chat && {
      ...chat.about,
      ...(group && groupView(group)),
      blocked: chat.blocked,
      typing: chat.typing(clock.now()),
      messages: chat.messages.slice(-200),
    },
    faults: telegram.faults.open,
    deskFaults: desk.faults.open,
    desk: deskView(desk),
  };
};
