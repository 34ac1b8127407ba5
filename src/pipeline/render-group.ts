import type { Decision, PhraseButton } from "../domain/decision.ts";
import type { FormattedText } from "../domain/effect.ts";
import type { Turn } from "../domain/turn.ts";
import { noticeAbove } from "./notices.ts";
import { addressedTo, onlyInvites } from "./public-reply.ts";
import { nothing, type Rendered } from "./rendered.ts";
import { summoningMessage } from "./summons.ts";
import type { Tools } from "./tools.ts";
import { joinParagraphs } from "./voice.ts";

type Speaking = Extract<Decision, { kind: "answer" | "ask" | "converse" }>;

const wordsOf = (decision: Speaking, { turn, tools }: { turn: Turn; tools: Tools }): FormattedText =>
  decision.kind === "answer" ? decision.content : tools.voice.text(tools.voice.localeOf(turn), decision.say);

/** One reply under the message that summoned us, with the way into the direct chat. */
export const renderInGroup = (
  turn: Turn,
  { decision, invites, tools }: { decision: Speaking; invites: boolean; tools: Tools },
): Rendered => {
  const { voice, settings } = tools;
  const locale = voice.localeOf(turn);
  const words = wordsOf(decision, { turn, tools });
  const verdict = decision.kind === "answer" ? voice.checkOften(words) : voice.check(words);
  const own = verdict.ok ? words : voice.text(locale, [{ key: "group.private" }]);
  const notice =
    decision.kind === "answer" && verdict.ok ? noticeAbove(turn, { slug: decision.slug, tools }) : undefined;
  const alone = onlyInvites(turn);
  const key = alone ? "public.invite" : "group.invite";
  const way = invites || alone ? [voice.invitation(turn, { locale, key })] : [];
  const buttons: readonly PhraseButton[] = verdict.ok && decision.kind === "ask" ? decision.buttons : [];
  const replyTo = summoningMessage(turn);
  const said = joinParagraphs([...(notice === undefined ? [] : [notice]), own, ...way]);
  return {
    ...nothing,
    findings: verdict.ok ? [] : [{ name: "text_refused", detail: verdict.reason }],
    effects: [
      {
        kind: "message.send",
        lane: "talk",
        priority: "answer",
        visibility: "public",
        content: alone ? addressedTo(turn.person?.username, said) : said,
        // The only way to a person is of use as long as they wait; it says nothing that others go on talking about.
        ...(alone && turn.queue ? {} : { expiresAt: turn.now + settings.groupReplyLifeMs }),
        ...(buttons.length > 0 ? { buttons: voice.buttons(locale, buttons) } : {}),
        ...(replyTo === undefined ? {} : { replyTo }),
      },
    ],
  };
};
