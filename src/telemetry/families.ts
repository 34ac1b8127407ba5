import { metricsIn, type Registry } from "./metrics.ts";

const shortSeconds = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const replySeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

/** Every metric of the fleet by name. `sample` runs before the gauges are read. */
export const createFamilies = (registry: Registry, sample: () => void) => {
  const { counter, gauge, histogram } = metricsIn(registry);
  return {
    // First, because metrics are read in this order and `sample` feeds other gauges too.
    inboxPending: gauge("flotilla_inbox_pending_events", "Events on disk that await their turn.", [], sample),
    messages: counter("flotilla_messages_received_total", "Events taken in, by kind.", ["account", "kind"]),
    unparsed: counter("flotilla_updates_unparsed_total", "Updates that could not be parsed.", [
      "account",
      "kind",
    ]),
    duplicates: counter("flotilla_duplicate_events_total", "Events that were stored already.", ["account"]),
    intakeStops: counter("flotilla_intake_stops_total", "Times that intake was stopped.", ["reason"]),
    intakeRunning: gauge("flotilla_intake_running", "1 while messages are taken in."),
    secrets: counter("flotilla_secrets_found_total", "Secrets found and masked.", ["kind", "level"]),
    withheld: counter("flotilla_texts_withheld_total", "Texts that the guard could not vouch for.", [
      "reason",
    ]),
    turns: counter("flotilla_turns_total", "Turns committed, by decision.", ["account", "decision"]),
    turnSeconds: histogram("flotilla_turn_duration_seconds", "From lease to commit of a turn.", shortSeconds),
    turnFailures: counter("flotilla_turn_failures_total", "Attempts of a turn that threw."),
    turnsDead: counter("flotilla_turns_dead_total", "Turns given up."),
    rightsLost: counter(
      "flotilla_group_rights_lost_total",
      "Rights in groups that were taken from an account.",
      ["account", "right"],
    ),
    settled: counter("flotilla_effects_settled_total", "Effects that ended, by how.", [
      "account",
      "kind",
      "state",
    ]),
    deliverySeconds: histogram(
      "flotilla_delivery_duration_seconds",
      "One call to the platform or desk.",
      shortSeconds,
      ["kind"],
    ),
    retries: counter("flotilla_effect_retries_total", "Deliveries put off.", ["account", "kind", "failure"]),
    uncertain: counter("flotilla_effects_uncertain_total", "Deliveries whose answer was lost.", [
      "account",
      "kind",
    ]),
    repeats: counter("flotilla_sends_repeated_total", "Sends repeated after a lost answer; may show twice.", [
      "account",
    ]),
    rateLimits: counter("flotilla_rate_limits_total", "Answers of 429.", ["account"]),
    deadLetters: counter("flotilla_dead_letters_total", "Effects given up.", ["kind", "reason"]),
    webhooksRejected: counter("flotilla_webhooks_rejected_total", "Webhooks refused.", ["reason"]),
    webhooksAccepted: counter("flotilla_webhooks_accepted_total", "Webhooks stored or ignored.", ["type"]),
    requestFailures: counter("flotilla_http_failures_total", "Requests that met a bug.", ["route"]),
    ticketsOpened: counter("flotilla_tickets_opened_total", "Tickets that reached the desk.", ["category"]),
    ticketsDelayed: counter("flotilla_tickets_delayed_total", "Tickets that had to wait for the desk."),
    notices: gauge("flotilla_status_notices", "Items that the operator's feed of incidents holds."),
    feedFailures: counter("flotilla_status_feed_failures_total", "Times that the feed gave no answer."),
    incidents: counter("flotilla_incidents_total", "Times that many people had one problem.", ["slug"]),
    incidentRunning: gauge("flotilla_incident_running", "1 while many people have this problem.", ["slug"]),
    ratings: counter(
      "flotilla_answers_rated_total",
      "Answers that people called helpful (yes) or not (no).",
      ["slug", "verdict"],
    ),
    accountState: gauge("flotilla_account_state", "1 for the state that the account is in.", [
      "account",
      "state",
    ]),
    outboxHolds: counter("flotilla_outbox_holds_total", "Times that the outbox was held.", ["reason"]),
    outboxHeld: gauge("flotilla_outbox_held", "1 while nothing is sent until an operator releases it."),
    caps: counter("flotilla_caps_reached_total", "Persons who used up what is allowed to one.", ["kind"]),
    outboxPending: gauge("flotilla_outbox_pending_effects", "Effects on disk that await delivery.", [
      "account",
    ]),
    frozenUntil: gauge(
      "flotilla_limiter_frozen_until_timestamp_seconds",
      "When the account may send again; in the past when it may.",
      ["account"],
    ),
    dollarsSpent: gauge("flotilla_spent_dollars", "What the platform charges for the last 24 h.", [
      "account",
    ]),
    spendingAlarms: counter(
      "flotilla_spending_alarms_total",
      "Times that the day's money was nearly used up (near), or too little was left for answers, or for all.",
      ["account", "level"],
    ),
    unanswered: counter(
      "flotilla_people_unanswered_total",
      "Persons whom no answer reached; the desk has a ticket, but for courtesies in public.",
      ["account"],
    ),
    storageState: gauge("flotilla_storage_state", "1 for the state that the storage is in.", ["state"]),
    replySeconds: histogram(
      "flotilla_reply_seconds",
      "From the turn that decided a reply to its receipt; what an earlier reply had waited is not in it.",
      replySeconds,
      ["account"],
    ),
    commitSeconds: histogram("flotilla_commit_duration_seconds", "One group commit.", shortSeconds),
  };
};
