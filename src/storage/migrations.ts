/** Each migration runs once, in order, in a transaction of its own. Append only; never edit one that was released. */
export const migrations: readonly { readonly name: string; readonly statements: readonly string[] }[] = [
  {
    name: "0001-first",
    statements: [
      `create table account_flags (account_id text primary key, paused integer not null) without rowid`,
      `create table cursors (account_id text primary key, cursor text not null) without rowid`,
      `create table people (
        id text primary key, platform text not null, body blob not null, role text not null,
        reachable integer not null, locale_hint text
      )`,
      `create table conversations (
        id text primary key, account_id text not null, kind text not null, person_id text,
        owner text not null, owner_epoch integer not null, expects text not null, locale text,
        state_sealed blob not null
      )`,
      `create index conversations_expecting on conversations (id) where expects <> '[]'`,
      `create table inbox (
        seq integer primary key, id text not null unique, account_id text not null, conversation_id text not null,
        conversation_kind text not null, kind text not null, person_id text, message_id text,
        occurred_at integer not null, state text not null, attempts integer not null, turn_id text,
        effects_from integer, effects_to integer, text_ref integer
      )`,
      `create index inbox_by_conversation on inbox (conversation_id, seq)`,
      `create index inbox_pending on inbox (seq) where state = 'pending'`,
      `create table outbox (
        seq integer primary key, id text not null, account_id text not null, conversation_id text not null,
        destination text not null, lane text not null, priority integer not null, kind text not null,
        state text not null, attempts integer not null, uncertain integer not null, not_before_at integer not null,
        expires_at integer, owner_epoch integer not null, supersedable integer not null, turn_id text not null,
        created_at integer not null, sending_at integer, settled_at integer, message_id text, failure text,
        reason text, text_ref integer
      )`,
      `create index outbox_waiting on outbox (conversation_id, lane, seq) where state = 'pending'`,
      `create index outbox_sending on outbox (seq) where state = 'sending'`,
      `create index outbox_dead on outbox (seq) where state = 'dead'`,
      `create table lanes (
        conversation_id text not null, lane text not null, destination text not null, head_seq integer not null,
        priority integer not null, due_at integer not null, primary key (conversation_id, lane)
      ) without rowid`,
      `create index lanes_due on lanes (destination, priority, due_at)`,
      `create table timers (
        conversation_id text not null, key text not null, account_id text not null, conversation_kind text not null,
        generation integer not null, fire_at integer not null, expire_at integer not null, body blob not null,
        primary key (conversation_id, key)
      ) without rowid`,
      `create index timers_due on timers (fire_at)`,
      `create table tickets (
        id text primary key, conversation_id text not null, account_id text not null, conversation_kind text not null,
        category text not null, status text not null, desk_ref text, opened_at integer not null,
        last_sequence integer not null
      )`,
      `create index tickets_by_conversation on tickets (conversation_id)`,
      `create unique index tickets_one_open on tickets (conversation_id, category) where status = 'open'`,
      `create table audit (
        seq integer primary key, at integer not null, conversation_id text, turn_id text, act text not null,
        effects_from integer, effects_to integer, text_ref integer not null
      )`,
      `create table envelopes (seq integer primary key, created_at integer not null, body blob not null)`,
      `create table keyv (key text primary key, value text not null, expires_at integer) without rowid`,
      `create view messages as
        select conversation_id, 'in' as direction, seq, occurred_at as at, id as source, message_id,
          person_id as author_id, turn_id, text_ref
        from inbox where kind in ('message.created', 'message.edited')
        union all
        select inbox.conversation_id, 'out' as direction, outbox.seq, outbox.created_at as at, outbox.id as source,
          outbox.message_id, null as author_id, outbox.turn_id, outbox.text_ref
        from inbox join outbox on outbox.seq between inbox.effects_from and inbox.effects_to
          and outbox.conversation_id = inbox.conversation_id
        where outbox.kind = 'message.send' and outbox.state in ('sent', 'sending', 'pending')`,
    ],
  },
  {
    name: "0002-groups",
    statements: [
      `create table moves (from_id text primary key, to_id text not null) without rowid`,
      `create table memberships (
        chat_id text not null, person_id text not null, role text not null, joined_at integer, left_at integer,
        changed_at integer not null, primary key (chat_id, person_id)
      ) without rowid`,
      `create index memberships_left on memberships (left_at) where left_at is not null`,
      `create table invitations (
        token text primary key, person_id text not null, conversation_id text not null, event_id text not null,
        created_at integer not null
      ) without rowid`,
      `create index invitations_by_age on invitations (created_at)`,
      `create table relays (outbox_seq integer primary key, event_id text not null)`,
      `create index relays_by_event on relays (event_id)`,
      `alter table outbox add column message_ids text`,
    ],
  },
  {
    name: "0003-attachments",
    statements: [
      `create table attachments (
        seq integer primary key, id text not null unique, conversation_id text not null, message_id text not null,
        at integer not null, state text not null, refusal text, size integer not null, ticket_id text,
        body blob not null
      )`,
      `create index attachments_by_conversation on attachments (conversation_id, seq)`,
      `create index attachments_by_age on attachments (at)`,
    ],
  },
  {
    name: "0004-topics",
    statements: [
      `create table topics (
        hour integer not null, slug text not null, coin text not null, count integer not null,
        primary key (hour, slug, coin)
      ) without rowid`,
    ],
  },
  {
    name: "0005-consent",
    statements: [`alter table conversations add column opted_out integer not null default 0`],
  },
  {
    name: "0006-uncalled",
    statements: [`alter table outbox add column uncalled integer not null default 0`],
  },
  {
    name: "0007-calls",
    statements: [
      `alter table outbox add column calls integer`,
      `update outbox set calls = max(0, max(1, attempts) - uncalled) where uncalled <> 0 or attempts > 1`,
      `alter table outbox drop column uncalled`,
      `create table earlier_calls (destination text not null, at integer not null, calls integer not null)`,
      `create index earlier_calls_by_time on earlier_calls (destination, at)`,
    ],
  },
  {
    // Where no token leads into the direct chat, each message there asks for the person's invitations.
    name: "0008-invitations-by-person",
    statements: [`create index invitations_by_person on invitations (person_id, created_at)`],
  },
];
