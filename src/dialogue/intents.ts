import { type Intent, intents, intentWords } from "./intent-words.ts";
import { coreWords, plainWords } from "./words.ts";

const wholeUtterances: ReadonlyMap<string, Intent> = new Map(
  intents.flatMap((intent) =>
    intentWords[intent].flatMap((line) =>
      line.split(",").map((words): [string, Intent] => [plainWords(words), intent]),
    ),
  ),
);

const article = "(?:(?:a|an|the|some|your|any|my|one of your) )?";
const adjective =
  "(?:(?:real|actual|live|living|human|support|service|customer|senior|proper|different|native) )*";
const someone =
  "(?:humans?|persons?|people|agents?|representatives?|reps?|operators?|employees?|staff|advisors?|managers?|supervisor|" +
  "someone|somebody|support|team member|human being|customer (?:service|support|care))";

/** People ask for a person in the middle of other words; what they tell beside it goes into the ticket. */
const humanPatterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:talk|speak|chat|write)(?:ing)? (?:to|with) ${article}${adjective}${someone}\\b(?! (?:who|that|on|called|named))`,
  ),
  new RegExp(
    `\\b(?:connect|transfer|put|forward|pass|hand|switch|redirect)(?: me| this| it)?(?: over| through)?(?: to| with| on to)? ${article}${adjective}${someone}\\b`,
  ),
  new RegExp(
    `\\b(?:i want|i need|i would like|i'd like|we need|give me|get me|let me have|can i get|can i have|could i get|may i have|i demand|i require) ${article}(?:(?:real|actual|live|living|human) )*(?:human|person|agent|representative|operator|human being|someone real|real someone)\\b`,
  ),
  /\b(?:is|are) there (?:a|an|any|some) (?:real |live |actual |human )*(?:human|humans|person|people|agent|agents|operator)\b(?! (?:who|that))/,
  /\b(?:not|no|stop|without|hate|instead of) (?:talking to |talk to |with )?(?:a |this |the |your |stupid )*(?:bots?|robots?|machines?|chatbots?)\b/,
  /(?:转|轉|找|要|接|叫|换|換|联系|聯繫|需要|想和|想跟|跟|给我|来)(?:一?[个位名]|你们的?|到|一下|真正的|真的|在线|活的?|上|找)*(?:人工|真人|客服|工作人员|坐席|专员|专人)(?!.{0,4}(?:说(?!话)|骗|让|叫))/,
  /(?:我要|给我|帮我|我想)(?:提交?|开|创建|建)(?:一?[个张份])?(?:工单|投诉)/,
  /(?:别|不要|不想|不跟|讨厌)(?:再)?(?:用|跟|和)?(?:这个)?机器人/,
];

/** What may be left of a wish, in characters, when it tells nothing else. */
const longestRest = 3;
/** One Chinese character tells as much as several letters. */
const hanWeight = "...";
/** Longer texts tell a story in which an agent may appear; they are understood as a question first. */
const longestHumanRequest = 200;

/** What a short utterance means as a whole. */
export const matchWhole = (text: string): Intent | undefined =>
  wholeUtterances.get(plainWords(text)) ?? wholeUtterances.get(coreWords(text));

/** Words around a wish that tell nothing more. */
const fillers =
  /\b(?:i|we|want|need|would|like|to|please|can|could|you|me|now|just|the|a|an|with|from|here|for|help|it|my|let|get|go|so|ok|and|but|this|that|is|am|really|urgent(?:ly)?|asap)\b|客服|人工|真人|服务|[我你您想要请帮能给吧啊吗了下一的谢快点马上说话话聊]/gu;

/** A wish for a person and nothing else: it is no description of what happened. */
export const isOnlyWish = (text: string): boolean => {
  const words = plainWords(text);
  if (wholeUtterances.get(words) === "human" || wholeUtterances.get(coreWords(text)) === "human") return true;
  if (!humanPatterns.some((pattern) => pattern.test(words))) return false;
  const rest = humanPatterns.reduce((left, pattern) => left.replace(pattern, " "), words);
  return (
    rest
      .replace(fillers, " ")
      .replace(/\p{Script=Han}/gu, hanWeight)
      .trim().length <= longestRest
  );
};

/** What a text means: as a whole, or a wish for a person somewhere in it. */
export const matchIntent = (text: string): Intent | undefined => {
  const whole = matchWhole(text);
  if (whole !== undefined || text.length > longestHumanRequest) return whole;
  const words = plainWords(text);
  return humanPatterns.some((pattern) => pattern.test(words)) ? "human" : undefined;
};
