import { webhookTarget } from "../../wire/webhook-target.ts";
import type { Activity } from "../world/activity.ts";
import type { App } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { activityWire, subjectOfActivity } from "./activity-wire.ts";
import { Deliveries, type Delivery, type DeliveryWorld } from "./deliveries.ts";
import { type ChallengeOutcome, challenge, type Subscription, type Webhook } from "./webhook.ts";

/** How far back a replay goes. */
export const replayMs = 24 * 60 * 60_000;
/** After a day without a right answer X asks every half hour, and gives up after four hours more. */
const revalidateMs = 24 * 60 * 60_000;
const graceMs = 4 * 60 * 60_000;
const recordsKept = 20_000;

/** X's webhooks and subscriptions: who is told of what, and what was told. */
export class WebhookHub {
  readonly webhooks = new Map<string, Webhook>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly #world: World;
  readonly #outside: DeliveryWorld;
  readonly #deliveries: Deliveries;
  /** Oldest first, also what never arrived: a replay brings it again. */
  readonly #records: Delivery[] = [];

  constructor(world: World, outside: DeliveryWorld) {
    this.#world = world;
    this.#outside = outside;
    this.#deliveries = new Deliveries(outside);
    world.tell = (activity) => this.#tell(activity);
  }

  async register(
    app: App,
    url: string,
  ): Promise<{ readonly webhook: Webhook; readonly outcome: ChallengeOutcome }> {
    const { ids, clock } = this.#world;
    const now = clock.now();
    const webhook = {
      id: ids.next(),
      url,
      app,
      createdAt: now,
      validatedAt: now,
      valid: true,
      delivered: 0,
      failures: 0,
    };
    const outcome = await this.validate(webhook);
    if (outcome === "right") this.webhooks.set(webhook.id, webhook);
    return { webhook, outcome };
  }

  /** Makes the challenge, and believes its outcome. */
  async validate(webhook: Webhook): Promise<ChallengeOutcome> {
    const { clock, changes } = this.#world;
    const isOrdered = this.#outside.faults.hitUnasked("crc_fails", undefined) !== undefined;
    const target = webhookTarget(new URL(webhook.url), this.#outside.fleetUrl());
    const outcome = isOrdered ? "wrong" : await challenge(webhook.app, target);
    const now = clock.now();
    if (outcome === "right") webhook.validatedAt = now;
    const isOverdue = now - webhook.validatedAt > revalidateMs + graceMs;
    if (outcome === "right") webhook.valid = true;
    else if (outcome === "wrong" || isOverdue) webhook.valid = false;
    changes.changed();
    return outcome;
  }

  /** What X does every half hour: asks those whose last right answer is a day old. */
  async validateDue(): Promise<void> {
    const now = this.#world.clock.now();
    const due = [...this.webhooks.values()].filter(
      ({ valid, validatedAt }) => valid && now - validatedAt >= revalidateMs,
    );
    await Promise.all(due.map((webhook) => this.validate(webhook)));
  }

  /** Posts again what the webhook was to be told in that time; ends with the state of the job. */
  replay(webhook: Webhook, span: { readonly fromAt: number; readonly toAt: number }): string {
    const jobId = this.#world.ids.next();
    const missed = this.#records.filter(
      (record) => record.webhook === webhook && record.at >= span.fromAt && record.at < span.toAt,
    );
    const all = missed.map((record) => this.#deliveries.add(record));
    const job = { webhook_id: webhook.id, job_id: jobId, job_state: "Complete" };
    const body = Buffer.from(
      JSON.stringify({ replay_job_status: { ...job, job_state_description: "Job completed successfully" } }),
    );
    const end = { webhook, body, about: "", at: this.#world.clock.now() };
    void Promise.all(all).then(() => this.#deliveries.add(end));
    return jobId;
  }

  /** Resolves when all that happened has been posted once. */
  settled(): Promise<void> {
    return this.#deliveries.settled();
  }

  close(): void {
    this.#deliveries.close();
  }

  #tell(activity: Activity): void {
    for (const { webhook, tag, type } of this.#wanting(activity)) {
      const { ids, clock } = this.#world;
      const { payload, includes } = activityWire(this.#world, activity);
      const data = {
        event_uuid: ids.next(),
        filter: { user_id: activity.userId },
        event_type: type,
        ...(tag !== undefined && { tag }),
        payload,
        ...(includes !== undefined && { includes }),
      };
      const about = subjectOfActivity(this.#world, activity);
      const delivery = { webhook, at: clock.now(), about, body: Buffer.from(JSON.stringify({ data })) };
      this.#records.push(delivery);
      if (this.#records.length > recordsKept) this.#records.shift();
      void this.#deliveries.add(delivery);
    }
  }

  /** One that nobody can subscribe to goes wherever the user's others go, once. */
  #wanting(activity: Activity): { webhook: Webhook; tag?: string; type: string }[] {
    const type = activity.type === "other" ? activity.name : activity.type;
    const isUnasked = activity.type === "oauth.revoke" || activity.type === "other";
    const found = [...this.subscriptions.values()].flatMap((subscription) => {
      const webhook = this.webhooks.get(subscription.webhookId ?? "");
      const fits = isUnasked || subscription.type === type;
      if (!webhook || !fits || subscription.userId !== activity.userId) return [];
      const { tag } = subscription;
      return [{ webhook, type, ...(tag !== undefined && { tag }) }];
    });
    return isUnasked ? [...new Map(found.map((each) => [each.webhook, each])).values()] : found;
  }
}
