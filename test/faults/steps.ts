/** Where a process can be killed on the way of a message; the numbers are those of ARCHITECTURE.md. */
export const faultSteps = [
  { step: "parsed", number: "1", what: "parsed, and not seen by the guard" },
  { step: "in the guard", number: "2", what: "in the middle of the guard" },
  { step: "redacted", number: "2", what: "redacted, and not stored" },
  { step: "stored", number: "3", what: "stored, and not acknowledged" },
  { step: "gathered", number: "4", what: "leased and read" },
  { step: "in the stages", number: "5", what: "in the middle of the stages" },
  { step: "decided", number: "6", what: "decided and rendered, and not committed" },
  { step: "committed", number: "7", what: "committed, and nothing sent" },
  { step: "taken", number: "8", what: "taken from the outbox, and nothing sent" },
  { step: "message sent", number: "10", what: "sent, and not settled" },
  { step: "message settled", number: "10", what: "settled" },
  { step: "ticket sent", number: "10", what: "a ticket at the desk, and not settled" },
  { step: "ticket settled", number: "10", what: "a ticket settled" },
] as const;

/** The same on the way of a file. */
export const fileSteps = [
  { step: "file fetched", what: "fetched and cleaned, and not on disk" },
  { step: "file written", what: "sealed on disk, and not settled" },
  { step: "file settled", what: "settled" },
  { step: "file named", what: "at the desk with the entry that names it, and not settled" },
] as const;

export type FaultStep = (typeof faultSteps)[number]["step"] | (typeof fileSteps)[number]["step"];
