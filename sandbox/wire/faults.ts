export const faultKinds = [
  /** 429 with `retryAfterS`; nothing is carried out. */
  "rate_limited",
  /** `status` (5xx); nothing is carried out. */
  "server_error",
  /** The connection is reset; nothing is carried out. */
  "reset_before",
  /** Carried out, then the connection is reset: the response is lost. */
  "reset_after",
  /** Carried out, and the answer is held back for `delayMs`. */
  "slow",
  /** `status`, 400 unless given, with `description`; at Discord with `code`. This and all that follow: not the desk. */
  "refused",
  /** In the platform's words for the method. */
  "no_rights",
  /** 400 for a send to a topic, which is gone. This and the next: Telegram only. */
  "topic_deleted",
  /** 400 with `migrate_to_chat_id`. */
  "migrated",
  /** The link of a file is not known any more. */
  "file_link_expired",
  /** Half of a file, then the connection is cut. */
  "truncated_download",
  /** `getFile` claims another size: Telegram only. */
  "wrong_size",
  /** An update is posted where nobody listens. This and the next two: Telegram and X. */
  "webhook_unreachable",
  /** The next update of the chat is delivered a second time. */
  "update_twice",
  /** The next update of the chat is delivered behind the one that follows it. */
  "update_late",
  /** The webhook of an own send comes before the send is answered. This and the next: X only. */
  "echo_first",
  /** The answer to the next challenge counts as wrong. */
  "crc_fails",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What is no answer to a call. */
export const unaskedKinds = [
  "webhook_unreachable",
  "update_twice",
  "update_late",
  "echo_first",
  "crc_fails",
] as const;
export type UnaskedKind = (typeof unaskedKinds)[number];

/** How X refuses, by name; each with X's own words and status. */
export const refusalReasons = [
  "plan",
  "credits",
  "app_permissions",
  "not_permitted",
  "closed",
  "not_following",
  "duplicate",
  "suspended",
  "locked",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** What these hit when no `method` is given. */
const ownMethods: Readonly<Partial<Record<FaultKind, string>>> = {
  file_link_expired: "file",
  truncated_download: "file",
  wrong_size: "getfile",
};

export interface FaultOrder {
  readonly kind: FaultKind;
  /** The call that it hits, such as `sendMessage` or `create_message`; `file` is a download, `*` hits every call. @default "*" */
  readonly method?: string;
  /** How many calls it hits; 0 means: until cancelled. @default 1 */
  readonly times?: number;
  /** Calls that pass before it begins to hit. @default 0 */
  readonly skip?: number;
  /** Only calls about this chat (Telegram), channel or server (Discord), person (X), or ticket (desk). */
  readonly about?: number | string;
  /** @default 1 */
  readonly retryAfterS?: number;
  /** @default 502 */
  readonly status?: number;
  /** @default 1000 */
  readonly delayMs?: number;
  /** What a refusal says. */
  readonly description?: string;
  /** Discord's own code of a refusal, such as 50007; known ones bring their status and words. */
  readonly code?: number;
  /** Which refusal of X. */
  readonly reason?: RefusalReason;
  /** Whose allowance a 429 of Discord is about. @default "user" */
  readonly scope?: "user" | "global" | "shared";
  /** Where a group has moved. */
  readonly to?: number;
}

export interface Fault {
  readonly id: number;
  readonly order: FaultOrder;
  /** How often it has hit. */
  readonly hits: number;
  cancel(): void;
}

interface OpenFault {
  readonly id: number;
  readonly order: FaultOrder;
  hits: number;
  skipped: number;
}

/** The faults that were ordered and are not used up. The oldest that fits a call hits it. */
export class FaultBook {
  readonly #changed: () => void;
  #open: OpenFault[] = [];
  #lastId = 0;

  constructor(changed: () => void = () => {}) {
    this.#changed = changed;
  }

  order(order: FaultOrder): Fault {
    this.#lastId += 1;
    const fault: OpenFault = { id: this.#lastId, order, hits: 0, skipped: 0 };
    this.#open.push(fault);
    this.#changed();
    return {
      id: fault.id,
      order,
      get hits() {
        return fault.hits;
      },
      cancel: () => this.cancel(fault.id),
    };
  }

  cancel(id: number): void {
    this.#open = this.#open.filter((fault) => fault.id !== id);
    this.#changed();
  }

  clear(): void {
    this.#open = [];
    this.#changed();
  }

  get open(): readonly Readonly<OpenFault>[] {
    return this.#open;
  }

  /** The fault that hits this call, counted as used. `fits` may leave out what makes no sense for the call. */
  hit(
    method: string,
    about: number | string | undefined,
    fits: (order: FaultOrder) => boolean = () => true,
  ): FaultOrder | undefined {
    if (this.#open.length === 0) return undefined;
    const called = method.toLowerCase();
    return this.#use((order) => {
      const { kind, method: wanted = ownMethods[kind] ?? "*", about: subject } = order;
      if (unaskedKinds.some((unasked) => unasked === kind)) return false;
      if (wanted !== "*" && wanted.toLowerCase() !== called) return false;
      return (subject === undefined || String(subject) === String(about)) && fits(order);
    });
  }

  /** The same for what happens unasked in a chat. */
  hitUnasked(kind: UnaskedKind, chatId: number | string | undefined): FaultOrder | undefined {
    if (this.#open.length === 0) return undefined;
    return this.#use(
      (order) => order.kind === kind && (order.about === undefined || String(order.about) === String(chatId)),
    );
  }

  #use(fits: (order: FaultOrder) => boolean): FaultOrder | undefined {
    const fault = this.#open.find((candidate) => fits(candidate.order));
    if (!fault) return undefined;
    const { skip = 0, times = 1 } = fault.order;
    if (fault.skipped < skip) {
      fault.skipped += 1;
      return undefined;
    }
    fault.hits += 1;
    if (times > 0 && fault.hits >= times) this.cancel(fault.id);
    return fault.order;
  }
}
