import { order } from "./api.js";
import { byId, h, redraw } from "./dom.js";
import { icon } from "./icons.js";

const refused = (platform, order) => ({
  kind: "rate_limited",
  label: "Too many requests",
  icon: "gauge",
  hint: `${platform} refuses the next message and asks for 5 seconds of patience`,
  order: { ...order, retryAfterS: 5 },
});

const lost = (order) => ({
  kind: "reset_after",
  label: "Lost response",
  icon: "lost",
  hint: "The next message arrives, but the fleet does not hear that it did",
  order,
});

const toldTwice = (platform) => ({
  kind: "update_twice",
  label: "Told twice",
  icon: "twice",
  hint: `${platform} tells of the next message of the person a second time`,
  order: {},
});

const sends = { method: "sendMessage" };
const posts = { method: "create_message" };
const messages = { method: "createDirectMessagesByParticipantId" };

/** Faults that one can order, by what they do to people. */
const faultsOf = {
  telegram: [
    refused("Telegram", sends),
    lost(sends),
    {
      kind: "slow",
      label: "Slow Telegram",
      icon: "snail",
      hint: "Every answer of Telegram takes three seconds",
      order: { ...sends, times: 0, delayMs: 3_000 },
    },
    toldTwice("Telegram"),
  ],
  discord: [refused("Discord", posts), lost(posts)],
  twitter: [refused("X", messages), lost(messages), toldTwice("X")],
};

const botIsPlain = ({ chat, bots, bot }) => {
  const id = bots.find(({ username }) => username === bot)?.id;
  return chat?.members?.find((member) => member.id === id)?.status === "member";
};

/** What only one platform can have, as `[switch, what it orders]`. */
const ownSwitch = (view, { about, isGroup, off }) => {
  if (view.platform === "discord")
    return [
      {
        on: false,
        icon: "lost",
        label: "Drop the line",
        hint: "Discord cuts the gateway's connection; the fleet resumes its session",
      },
      () => order("discord/drop"),
    ];
  if (view.platform === "twitter") {
    const { blocked = false } = view.dm ?? {};
    return [
      {
        on: blocked,
        icon: "block",
        label: "Person blocks the account",
        hint: "X lets no message of the account through to the person any more",
      },
      () => order(blocked ? "twitter/unblock" : "twitter/block", { person: about }),
    ];
  }
  if (isGroup)
    return [
      {
        on: off,
        icon: "shield",
        label: "Bot loses its rights",
        hint: "The bot is no admin of the group any more: it can delete nothing and sees what names it",
      },
      () => order(off ? "telegram/promote" : "telegram/demote", { group: about, memberBot: view.bot }),
    ];
  return [
    { on: off, icon: "block", label: "Person blocks the bot", hint: "Nothing reaches the person any more" },
    () => order(off ? "telegram/unblock" : "telegram/block", { person: about }),
  ];
};

/** Switches for what can go wrong. */
export const weatherBar = (app) => (view) => {
  const { platform = "telegram" } = view;
  const about = app.place().id;
  const isGroup = app.place().kind === "group";
  const off = isGroup ? botIsPlain(view) : (view.chat ?? view.dm)?.blocked === true;
  const state = { desk: view.desk.state, off, faults: view.faults, about, platform };
  redraw(byId("weather"), state, () => {
    const down = view.desk.state !== "up";
    return [
      h("span", { class: "weather-title" }, icon("storm"), "Bad weather"),
      toggle(
        {
          on: down,
          icon: "desk",
          label: "Desk down",
          hint: "The ticket desk answers 503 until you switch it on again",
        },
        () => order(down ? "desk/up" : "desk/down"),
      ),
      toggle(...ownSwitch(view, { about, isGroup, off })),
      ...faultsOf[platform].map((fault) => {
        const open = view.faults.find(
          ({ order: ordered }) => ordered.kind === fault.kind && ordered.about === about,
        );
        return toggle({ ...fault, on: open !== undefined }, () =>
          open
            ? order(`${platform}/cancelFault`, { id: open.id })
            : order(`${platform}/fault`, { kind: fault.kind, about, ...fault.order }),
        );
      }),
    ];
  });

  function toggle({ on, icon: name, label, hint }, act) {
    return h(
      "button",
      {
        type: "button",
        class: "switch",
        "aria-pressed": String(on),
        title: hint,
        onclick: () => app.run(act()),
      },
      icon(name),
      label,
    );
  }
};
