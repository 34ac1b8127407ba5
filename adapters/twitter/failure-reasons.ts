import type { DeliveryFailure } from "../../src/domain/delivery.ts";

/** What a refusal of X means for us, and what an operator can do about it. */
export interface FailureReason {
  readonly name: string;
  readonly failure: DeliveryFailure;
  readonly meaning: string;
}

/**
 * X has few codes: most refusals are told apart by their words. What the operator has to mend is `unauthorized`, so that
 * nothing is given up meanwhile. https://docs.x.com/x-api/fundamentals/response-codes-and-errors
 */
const reasons: readonly (FailureReason & { readonly words: RegExp })[] = [
  {
    name: "plan",
    words: /client-not-enrolled|client-forbidden|attached to a Project|access level|required-enrollment/i,
    failure: "unauthorized",
    meaning:
      "the app's plan does not include this call: put the app into a Project and choose a plan with direct messages in the developer console",
  },
  {
    name: "credits",
    words: /credits?[- ]?(depleted|exhausted)|does not have any credits|payment-required/i,
    failure: "unauthorized",
    meaning: "the developer account has no credits left: buy some in the developer console",
  },
  {
    name: "usage cap",
    words: /usage-?cap|UsageCapExceeded|spend-?cap/i,
    failure: "unauthorized",
    meaning:
      "the developer account has reached its cap for the month: raise it in the developer console, or wait",
  },
  {
    name: "app permissions",
    words: /oauth1-permissions|oauth1 app permissions|Read-only application/i,
    failure: "unauthorized",
    meaning:
      "the app may not read and write direct messages: set its permissions to Read, Write and Direct Messages, then make the access token anew",
  },
  {
    name: "authentication",
    words: /unsupported-authentication/i,
    failure: "unauthorized",
    meaning: "X does not take this kind of token for this call",
  },
  {
    name: "account suspended",
    words: /your account (is|has been) (suspended|locked)|temporarily locked/i,
    failure: "unauthorized",
    meaning: "X has suspended or locked our own account: log in to it and see what X asks",
  },
  {
    name: "duplicate",
    words: /duplicate content|already said that|duplicate (text|message)/i,
    failure: "rejected",
    meaning: "X takes the same text only once in a while",
  },
  {
    name: "person",
    words:
      /permission to DM|cannot send messages to (?:this user|users who)|deleted or not visible to you|can(?:no|')t DM|not (?:able|allowed) to (?:DM|message)|blocked from|encrypted conversation|user-suspended|has been suspended|Could not find (?:user|participant)|resource-not-found/i,
    failure: "unreachable",
    meaning: "the person takes no direct messages from us, or has left X",
  },
];

/** The meaning of words that are known; undefined for any others. */
export const reasonFor = (said: string): FailureReason | undefined =>
  said === "" ? undefined : reasons.find(({ words }) => words.test(said));
