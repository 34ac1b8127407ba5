/** What the fleet's codes mean to somebody who runs support. Unknown codes are shown as they are. */
export const stages = [
  {
    stage: "protect",
    label: "Secrets",
    icon: "shield",
    group: "guard",
    asks: "Does it hold a password, a code or a seed phrase?",
  },
  {
    stage: "moderate",
    label: "Scams",
    icon: "eye",
    group: "guard",
    asks: "Is it spam, a scam, or an impostor?",
  },
  {
    stage: "consent",
    label: "Consent",
    icon: "check",
    group: "decide",
    asks: "Do they want no more messages, or what we keep deleted?",
  },
  {
    stage: "handover",
    label: "Who speaks",
    icon: "people",
    group: "decide",
    asks: "Has a person of the desk taken over?",
  },
  {
    stage: "command",
    label: "Command",
    icon: "slash",
    group: "decide",
    asks: "Is it a command or a button?",
  },
  { stage: "form", label: "Form", icon: "form", group: "decide", asks: "Is a form waiting for this?" },
  { stage: "guide", label: "Guide", icon: "relay", group: "decide", asks: "Does a guide go on with this?" },
  { stage: "language", label: "Language", icon: "globe", group: "decide", asks: "Which language is it?" },
  { stage: "answer", label: "Articles", icon: "book", group: "decide", asks: "Does an article answer it?" },
  { stage: "escalate", label: "Hand on", icon: "person", group: "decide", asks: "Should a person take it?" },
  {
    stage: "render",
    label: "Wording",
    icon: "pen",
    group: "write",
    asks: "How is it said, and may it be said?",
  },
];

export const outcomes = {
  passed: "had nothing to say",
  decided: "decided",
  added: "acted",
  stopped: "stopped it here",
  skipped: "was not asked",
};

const decisions = {
  ignore: ["Said nothing", "pause"],
  answer: ["Answered from the knowledge base", "book"],
  ask: ["Asked back", "question"],
  converse: ["Replied", "bubble"],
  escalate: ["Handed to a person", "person"],
  relay: ["Passed on", "relay"],
};

export const decisionWords = (decision) => {
  const [words, icon] = decisions[decision?.kind] ?? [plain(decision?.kind ?? "No decision"), "question"];
  if (decision?.kind === "relay")
    return [decision.to === "desk" ? "Passed on to the desk" : "Passed the agent's reply on", icon];
  return [words, icon];
};

const events = {
  "message.created": ["Message", "bubble"],
  "message.edited": ["Edited", "pen"],
  "message.deleted": ["Deleted", "trash"],
  "button.pressed": ["Button", "slash"],
  "command.called": ["Command", "slash"],
  "form.submitted": ["Form", "form"],
  "member.joined": ["Somebody joined", "people"],
  "member.left": ["Somebody left", "people"],
  "member.changed": ["Another role", "people"],
  "rights.changed": ["The bot's rights", "shield"],
  "join.requested": ["Asks to join", "people"],
  "conversation.migrated": ["The group moved", "relay"],
  "member.blocked": ["Blocked or back", "block"],
  "ticket.replied": ["Agent's reply", "person"],
  "ticket.changed": ["Ticket changed", "ticket"],
  "effect.settled": ["Outcome", "check"],
  "timer.fired": ["Timer", "clock"],
  "moderator.acted": ["Moderator", "shield"],
};

export const eventWords = (kind) => events[kind] ?? [plain(kind ?? "Event"), "bell"];

const effects = {
  "message.send": ["Send a message", "bubble"],
  "message.edit": ["Change a message", "pen"],
  "message.delete": ["Delete their message", "trash"],
  "member.mute": ["Mute", "mute"],
  "member.ban": ["Ban", "block"],
  "member.restore": ["Restore", "check"],
  "join.answer": ["Answer a join request", "people"],
  "ticket.open": ["Open a ticket", "ticket"],
  "ticket.append": ["Add to the ticket", "ticket"],
  "ticket.redact": ["Blacken in the ticket", "lock"],
  "attachment.keep": ["Keep an attachment", "photo"],
};

export const effectWords = (kind) => effects[kind] ?? [plain(kind ?? "effect"), "relay"];

export const lanes = { guard: "Protection", talk: "Conversation", desk: "Ticket desk", keep: "Files" };

const states = {
  pending: ["waiting", "clock", "wait"],
  waiting: ["waiting", "clock", "wait"],
  queued: ["waiting", "clock", "wait"],
  ready: ["waiting", "clock", "wait"],
  retry: ["will try again", "clock", "wait"],
  sending: ["on its way", "relay", "wait"],
  uncertain: ["unclear: response lost", "question", "warn"],
  sent: ["done", "check", "good"],
  done: ["done", "check", "good"],
  dead: ["failed", "cross", "bad"],
  superseded: ["overtaken", "pause", "quiet"],
  cancelled: ["cancelled", "pause", "quiet"],
  skipped: ["left out", "pause", "quiet"],
  expired: ["too late", "pause", "quiet"],
  held: ["held", "pause", "warn"],
};

/** [words, icon, tone] */
export const stateWords = (state) => states[state] ?? [plain(state ?? "unknown"), "clock", "wait"];

export const isSettled = (state) => ["good", "bad", "quiet"].includes(stateWords(state)[2]);

const owners = {
  bot: ["The bot answers", "good"],
  queued: ["Waiting for a person", "wait"],
  human: ["A person answers", "accent"],
  closed: ["Closed", "quiet"],
};

export const ownerWords = (owner) => owners[owner] ?? ["", "quiet"];

export const categories = {
  account_security: "Account security",
  funds: "Funds",
  trading: "Trading",
  technical: "Technical",
  other: "Other",
};

export const plain = (code) => {
  const words = String(code)
    .replaceAll(/[_.-]+/g, " ")
    .trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
