import { eventWord, hashWord, importWord, otherWord, weakKeyWord } from "./hash-words.ts";
import { privateKeyWord } from "./key-words.ts";

/** What the words around a value say that it is. */
export type Relation = "key" | "hash" | "unclear" | "unknown";

type CueClass = "key" | "weak" | "import" | "hash" | "event" | "other";
interface Cue {
  readonly is: CueClass;
  readonly start: number;
  readonly end: number;
  /** "Not my private key". */
  readonly isDenied: boolean;
}

/** Stands for a value: the words around it are what counts, and a list is announced once. */
export const valueMark = "\u0001";

/** Units between a value and a word that is about it. */
const reach = 160;
/** What stands between costs as many units: people announce a value in the sentence in which they give it. */
const costs = { comma: 14, sentence: 30, after: 10, aside: 40, said: 2, beside: 6 };

const notBefore =
  /(?:(?<!\p{L})(?:not|isn['’]?t|wasn['’]?t|aren['’]?t|ain['’]?t|never|instead of|rather than|no|non|nao|ne|не|вместо|а не|нет|khong phai|khong phai la|chu khong phai|bukan|pas|nicht|kein\p{L}{0,2}|nie|ليس|ليست|नहीं)\s+(?:(?:es|e|is|e'|my|the|a|an|any|your|really|mi|la|el|una?|o|uma|minha|meu|de|mon|ma|une?|la|mein\p{L}{0,2}|der|die|das|мо[йяею]\p{L}?|это|твой|mój|moj)\s+){0,3}|(?:(?<!是)不是|并非|並非|而非|而不是|不算)(?:我的?|你的?|什么|什麼|个|這|这)?\s?)["'«“]?$/u;
const notAfter =
  /^(?:["'”»]?\p{L}{0,4}\s?(?:degil|じゃな|ではな|でな|アリません|ではあり|가? ?아니|이? ?아닙|아님|말고|ではなく|の代わり|नहीं|ไม่ใช่))/u;

const cuesOf = (text: string, is: CueClass, pattern: RegExp): Cue[] =>
  [...text.matchAll(pattern)].map(({ index: start, 0: { length } }) => {
    const end = start + length;
    const isDenied =
      is === "key" &&
      (notBefore.test(text.slice(Math.max(0, start - 40), start)) ||
        notAfter.test(text.slice(end, end + 12)));
    return { is, start, end, isDenied };
  });

/** "I send you my private key", in languages whose verb stands last: what is sent is the key. */
const handing =
  /^(?:sen[dt]|confirm|receiv|отправ|получ|пришл|скин|кинул|envi|mand|gui|nhan|gonder|onay|kirim|envoy|gesendet|発送|发送|送|確|确|反映|受け|전송|보냈|받았)/u;
const longestParticle = 4;

const withoutHandings = (events: readonly Cue[], keys: readonly Cue[], text: string): readonly Cue[] => {
  const ends = keys.map(({ end }) => end);
  return events.filter(({ start, end }) => {
    const keyEnd = ends.findLast((at) => at <= start);
    if (keyEnd === undefined || start - keyEnd > longestParticle) return true;
    return (
      !handing.test(text.slice(start, end)) || /[.,;:!?。、，；：！？\n]/u.test(text.slice(keyEnd, start))
    );
  });
};

/** Drops what overlaps a cue that counts more; both lists are in order of place. */
const without = (cues: readonly Cue[], taken: readonly Cue[]): Cue[] => {
  let next = 0;
  return cues.filter((cue) => {
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= cue.start) next += 1;
    return (taken[next]?.start ?? Number.POSITIVE_INFINITY) >= cue.end;
  });
};

const inOrder = (...lists: readonly (readonly Cue[])[]) => lists.flat().sort((a, b) => a.start - b.start);

/** All words in a text that speak of keys, hashes and their like, in order of place. */
const findCues = (folded: string, latin: string): readonly Cue[] => {
  const own = cuesOf(folded, "key", privateKeyWord);
  const keys = latin === folded ? own : inOrder(own, without(cuesOf(latin, "key", privateKeyWord), own));
  const others = cuesOf(folded, "other", otherWord);
  const hashes = without(cuesOf(folded, "hash", hashWord), others);
  const allEvents = without(cuesOf(folded, "event", eventWord), inOrder(others, hashes));
  const events = withoutHandings(allEvents, keys, folded);
  const named = without(inOrder(others, hashes, events), keys);
  const weak = cuesOf(folded, "weak", weakKeyWord);
  const imports = without(cuesOf(folded, "import", importWord), weak);
  const strong = inOrder(keys, named);
  return inOrder(strong, without(inOrder(weak, imports), strong)).filter(({ isDenied }) => !isDenied);
};

const sentenceEnd = /[.!?](?=\s|$)|[。！？;；\n]/gu;
const comma = /[,，、](?!\d)/gu;
const wide = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu;
const aside = /\([^()]{0,80}$|（[^（）]{0,80}$/u;
const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

const gapCost = (gap: string) =>
  gap.length +
  costs.comma * countOf(gap, comma) +
  costs.sentence * countOf(gap, sentenceEnd) +
  countOf(gap, wide);

/** Nothing but a copula and punctuation between a name and its value. */
const labels =
  /^(?:[\s"'`*_|:：=>→«“”「『【([{<~#-]|(?<!\p{L})(?:is|was|are|here|this|it['’]?s|hex|es|son|e|sao|это|вот|la|nay|bu|su|est|ist|adalah|ini|number|value|string|0x)(?!\p{L})|是|为|為|就是|如下|值|号码?|號碼?|は|が|です|이|가|은|는|입니다){0,12}$/u;
/** What follows a value says what it is. */
const copula =
  /^[\s"'`*_|”»」』】)\]}>,，]{0,4}(?:[-–—=<←(（]{1,2}\s?|(?:\p{L}{0,2}(?<!\p{L})(?:is|was|that['’]?s|this is|it['’]?s|es|e|это|вот|la|est|ist|adalah|bu)\s+)|这是|這是|是|就是|が|は|이게|이것이|가|이|은|는)?(?:(?:my|the|a|an|our|his|her|your|mi|mia|el|o|a|minha|meu|мой|моя|benim|mon|ma|mein|meine|saya|our|wallet['’]?s?|我的?|你的?|那个|这个|私の|僕の|俺の|내|제|나의|this|its)\s?){0,3}$/u;

const otherValue = /^\p{L}{0,4}[\s:：=是は]{1,4}["'`]?(?:0x[0-9a-f]{8}|[0-9a-z]{20})/u;
/** "I never gave anybody my private key, …": what comes in another clause is something else. */
const keptBefore =
  /(?:(?<!\p{L})(?:not|never|no|nobody|n['’]t|didnt|dont|не|никому|никогда|nunca|jamas|nadie|nao|ninguem|khong|chua|asla|hic|jamais|pas|nie|nicht|tidak|belum)(?!\p{L})|n['’]t(?!\p{L})|[没沒未别別]|不[会會能要])[^.,;!?。，；！？\n]{0,40}$/u;
const otherClause =
  /[.,;!?。，、；！？\n](?!\s*$)|(?<!\p{L})(?:but|and|pero|y|но|и|а|mas|e|nhung|ama|fakat|mais|et|aber|tapi)(?!\p{L})|但|可/u;

interface Weighed {
  readonly cue: Cue;
  readonly cost: number;
  readonly isLabel: boolean;
}

/** How far a word is from the value at `at`; undefined when it is out of reach, or belongs to another value. */
const weigh = (text: string, cue: Cue, at: number): Weighed | undefined => {
  if (cue.end <= at) {
    const gap = text.slice(cue.end, at).replaceAll(valueMark, "");
    if (gap.length > reach) return undefined;
    const lead = text.slice(Math.max(0, cue.start - 60), cue.start);
    if (cue.is === "key" && otherClause.test(gap) && keptBefore.test(lead)) return undefined;
    const isLabel = labels.test(gap);
    const inAside = aside.test(text.slice(Math.max(0, cue.start - 80), cue.start)) && /[)）]/.test(gap);
    return { cue, isLabel, cost: isLabel ? 0 : gapCost(gap) + (inAside ? costs.aside : 0) };
  }
  const gap = text.slice(at + 1, cue.start);
  if (gap.length > reach || gap.includes(valueMark)) return undefined;
  // What stands right before the next value, or on its line, is that value's name.
  const next = text.indexOf(valueMark, cue.end);
  if (next !== -1 && next - cue.end <= reach) {
    const rest = text.slice(cue.end, next);
    if (labels.test(rest) || (gap.includes("\n") && !rest.includes("\n"))) return undefined;
  }
  // "V address: 0x52…": the name of something else that follows.
  if (otherValue.test(text.slice(cue.end, cue.end + 40))) return undefined;
  const isLabel = copula.test(gap);
  if (!isLabel) return { cue, isLabel, cost: gapCost(gap) + costs.after };
  return { cue, isLabel, cost: /\p{L}/u.test(gap) ? costs.said : costs.beside };
};

/** The nearest word of each class, before the value and behind it. */
const nearest = (cues: readonly Cue[], from: number, at: number): readonly Cue[] => {
  const found = new Map<string, Cue>();
  for (let i = from - 1; i >= 0 && i >= from - 40; i -= 1) {
    const cue = cues[i];
    if (cue !== undefined && !found.has(cue.is)) found.set(cue.is, cue);
  }
  for (let i = from; i < from + 40; i += 1) {
    const cue = cues[i];
    if (cue === undefined || cue.start > at + 2 * reach) break;
    if (!found.has(`after ${cue.is}`)) found.set(`after ${cue.is}`, cue);
  }
  return [...found.values()];
};

const links =
  /^(?:\s?\p{L}{1,12})?\s(?:of|for|to|from|in|on|with|behind|controlling|de|del|para|da|do|das|dos|от|для|к|из|с|на|cua|cho|tu|pour|du|fur|von|zu|untuk|dari|di|della|dla|do)(?!\p{L})/u;
/** "The transaction signed with my private key": what something was done with is not its name. */
const means =
  /^(?:\s\p{L}{1,12}){0,2}\s(?:by|with|using|via|con|com|por|bang|voi|mit|avec|par|через|ile)(?!\p{L})/u;
const relative =
  /(?<!\p{L})(?:that|which|who|whose|where|when|because|but|and|que|donde|cuando|pero|которы\p{L}+|где|когда|но|ma|nhung|khi|ki|mas|quando|qui|dont|mais|der|die|das|aber|yang|tapi)(?!\p{L})/u;
const separator = /[:：=\n→]|(?<!\p{L})(?:is|es|e|это|la|est|ist|adalah)\s+["'`]?$/u;

/** "The private key of my deposit address": the first noun is the value's name, what follows only tells more of it. */
const isHead = (text: string, head: Cue, inner: Cue, at: number) => {
  if (head.end > inner.start || inner.end > at) return false;
  const between = text.slice(head.end, inner.start);
  return (
    between.length <= 60 &&
    (links.test(between) || (head.is === "hash" && means.test(between))) &&
    !/[.!?;,。！？；，\n]/u.test(between) &&
    !relative.test(between)
  );
};

const either =
  /^[\s"'”»]{0,2}(?:(?:or|oder|ou|или|hay|veya|yoksa|atau|或|还是|還是|か|それとも|아니면|또는|인지)|o\s)/u;

/** "Is it a private key or a hash?" */
const areAlternatives = (text: string, a: Cue, b: Cue) => {
  const [first, second] = a.start < b.start ? [a, b] : [b, a];
  return second.start - first.end <= 30 && either.test(text.slice(first.end, second.start));
};

const best = (weighed: readonly Weighed[], ...classes: readonly CueClass[]): Weighed | undefined =>
  weighed
    .filter(({ cue }) => classes.includes(cue.is))
    .reduce<Weighed | undefined>((a, b) => (a === undefined || b.cost < a.cost ? b : a), undefined);

const decide = (text: string, weighed: readonly Weighed[], at: number): Relation => {
  const key = best(weighed, "key");
  const plain = best(weighed, "hash", "event", "other");
  if (key === undefined) {
    const weak = best(weighed, "weak");
    if (weak?.isLabel && (plain === undefined || weak.cost < plain.cost)) return "key";
    if (plain !== undefined) {
      const isOwner = weak !== undefined && plain.cue.is === "other" && isHead(text, weak.cue, plain.cue, at);
      return isOwner ? "key" : "hash";
    }
    const named = best(weighed, "weak", "import");
    return named !== undefined && named.cost <= 40 ? "key" : "unknown";
  }
  if (plain === undefined) return "key";
  if (areAlternatives(text, key.cue, plain.cue)) return "unclear";
  if (isHead(text, key.cue, plain.cue, at)) {
    const isSetApart = separator.test(text.slice(plain.cue.end, at));
    if (plain.cue.is === "hash") return "unclear";
    return isSetApart || plain.cue.is === "other" ? "key" : "unclear";
  }
  if (plain.cue.is === "hash" && isHead(text, plain.cue, key.cue, at)) return "unclear";
  if (key.cost === plain.cost) return "unclear";
  const areFar = !key.isLabel && !plain.isLabel && Math.abs(key.cost - plain.cost) < 4;
  if (areFar && key.cue.start < at !== plain.cue.start < at) return "unclear";
  return key.cost < plain.cost ? "key" : "hash";
};

/** Of so many values on, each is what the one before it is. */
const mostJudged = 200;

/**
 * What the words around each value say that it is. In both views of the text {@link valueMark} stands for each
 * value.
 */
export const relate = (folded: string, latin: string): readonly Relation[] => {
  const cues = findCues(folded, latin);
  const relations: Relation[] = [];
  let from = 0;
  for (let at = folded.indexOf(valueMark); at !== -1; at = folded.indexOf(valueMark, at + 1)) {
    while ((cues[from]?.start ?? Number.POSITIVE_INFINITY) < at) from += 1;
    const last = relations.at(-1);
    if (last !== undefined && relations.length >= mostJudged) {
      relations.push(last);
      continue;
    }
    const weighed = nearest(cues, from, at).flatMap((cue) => weigh(folded, cue, at) ?? []);
    relations.push(decide(folded, weighed, at));
  }
  return relations;
};
