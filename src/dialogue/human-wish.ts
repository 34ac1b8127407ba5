/** Letters of the languages that put spaces between words; a property of Unicode would take long to compile, over and over. */
const letter = "a-z\\u00c0-\\u024f\\u1e00-\\u1eff\\u0400-\\u04ff";
/** Where a word begins or ends: `\b` takes a letter with an accent for the end of a word. */
const edge = `(?:(?<![${letter}0-9])(?=[${letter}0-9])|(?<=[${letter}0-9])(?![${letter}0-9]))`;

/** A pattern in which `\b` is such an edge, and `\p{L}` such a letter. */
const words = (source: string, flags = "u") =>
  new RegExp(source.replaceAll("\\b", edge).replaceAll("\\p{L}", `[${letter}]`), flags);

const article = "(?:(?:a|an|the|some|your|any|my|one of your) )?";
const adjective =
  "(?:(?:real|actual|live|living|human|support|service|customer|senior|proper|different|native) )*";
const someone =
  "(?:humans?|persons?|people|agents?|representatives?|reps?|operators?|employees?|staff|advisors?|managers?|supervisor|" +
  "someone|somebody|support|team member|human being|customer (?:service|support|care))";

const english = [
  `\\b(?:talk|speak|chat|write)(?:ing)? (?:to|with) ${article}${adjective}${someone}\\b(?! (?:who|that|on|called|named))`,
  `\\b(?:connect|transfer|put|forward|pass|hand|switch|redirect)(?: me| this| it)?(?: over| through)?(?: to| with| on to)? ${article}${adjective}${someone}\\b`,
  `\\b(?:i want|i need|i would like|i'd like|we need|give me|get me|let me have|can i get|can i have|could i get|may i have|i demand|i require) ${article}(?:(?:real|actual|live|living|human) )*(?:human|person|agent|representative|operator|human being|someone real|real someone)\\b`,
  "\\b(?:is|are) there (?:a|an|any|some) (?:real |live |actual |human )*(?:human|humans|person|people|agent|agents|operator)\\b(?! (?:who|that))",
  "\\b(?:not|no|stop|without|hate|instead of) (?:talking to |talk to |with )?(?:a |this |the |your |stupid )*(?:bots?|robots?|machines?|chatbots?)\\b",
];

/** In the other languages: what one wants done, and with whom, a few words apart. */
const others = [
  // Spanish
  "\\b(?:hablar|comun[ií]ca\\p{L}*|comunicar\\p{L}*|contactar|chatear|con[eé]cta\\p{L}*|p[aá]s[ae]\\p{L}*|transf[ei]\\p{L}*|quiero|quisiera|necesito|dame|ponme|exijo)(?: \\p{L}+){0,2}? (?:personas?|humanos?|agentes?|asesora?|operadora?|ejecutiv[oa]|representante|alguien|atenci[oó]n al cliente|soporte humano)\\b(?! (?:que|llamad[oa]|en))",
  // Portuguese
  "\\b(?:falar|conversar|contat\\p{L}*|cham[ae]r?|pass[ae]\\p{L}*|transf[ei]\\p{L}*|quero|queria|preciso|me passa|conect\\p{L}*)(?: \\p{L}+){0,2}? (?:atendentes?|pessoas?|humanos?|agentes?|operadora?|algu[eé]m|gente de verdade|atendimento humano|suporte humano)\\b(?! que)",
  // Russian
  "\\b(?:позов\\p{L}*|позвать|соедин\\p{L}*|переключ\\p{L}*|перевед\\p{L}*|переведи\\p{L}*|свяж\\p{L}*|связаться|поговорить|пообщаться|нуж[е]?н\\p{L}?|хочу|дайте|дай|можно|вызов\\p{L}*|подключ\\p{L}*)(?: \\p{L}+){0,3}? (?:оператор\\p{L}*|человек\\p{L}*|живым|живого|сотрудник\\p{L}*|специалист\\p{L}*|менеджер\\p{L}*)\\b(?! (?:котор|кто))",
  // Turkish: the person comes first
  "\\b(?:temsilci\\p{L}*|insan\\p{L}*|yetkili\\p{L}*|operat[öo]r\\p{L}*|canl[ıi] deste\\p{L}*|m[üu][şs]teri hizmetleri\\p{L}*|ger[çc]ek bir\\p{L}*|biri(?:yle|siyle|leriyle)|biri ile)(?: \\p{L}+){0,2}? (?:g[öo]r[üu][şs](?:mek|eb|ey|ür)\\p{L}*|konu[şs](?:mak|ab|ay)\\p{L}*|ba[ğg]la\\p{L}*|aktar\\p{L}*|istiyor\\p{L}*|isterim|laz[ıi]m|y[öo]nlendir\\p{L}*|ula[şs](?:mak|ab)\\p{L}*)\\b",
  // Vietnamese
  "\\b(?:g[ặa]p|n[óo]i chuy[ệe]n|chat|k[ếe]t n[ốo]i|chuy[ểe]n|li[êe]n h[ệe]|c[ầa]n|mu[ốo]n|g[ọo]i)(?: \\p{L}+){0,3}? (?:nh[âa]n vi[êe]n|ng[ưu][ờo]i th[ậa]t|t[ổo]ng [đd][àa]i vi[êe]n|t[ưu] v[ấa]n vi[êe]n|con ng[ưu][ờo]i|ch[ăa]m s[óo]c kh[áa]ch h[àa]ng|cskh|admin)\\b(?! l[ừu]a)",
  // Japanese
  "(?:担当者?|オペレーター?|人間|有人|スタッフ|係の?人|サポートの人|(?<![本他個友])人)(?:の方|さん)?(?:と|に|へ|を|で)?(?:直接)?(?:話した|話させ|話せ|つない|繋い|つなげ|繋げ|代わっ|替わっ|かわっ|お願い|呼んで|相談した|連絡した|対応して|チャット)",
  // Korean
  "(?:상담원|상담사|사람|직원|담당자|매니저)(?:님)?(?:이랑|랑|과|와|하고|에게|한테|으로|로|을|를)? ?(?:직접 ?)?(?:연결|통화하고|통화할|대화하고|대화할|얘기하고|이야기하고|불러|바꿔|상담하고|필요|부탁)",
];

const chinese = [
  /(?:转|轉|找|要|接|叫|换|換|联系|聯繫|需要|想和|想跟|跟|给我|来)(?:一?[个位名]|你们的?|到|一下|真正的|真的|在线|活的?|上|找)*(?:人工|真人|客服|工作人员|坐席|专员|专人)(?!.{0,4}(?:说(?!话)|骗|让|叫))/,
  /(?:我要|给我|帮我|我想)(?:提交?|开|创建|建)(?:一?[个张份])?(?:工单|投诉)/,
  /(?:别|不要|不想|不跟|讨厌)(?:再)?(?:用|跟|和)?(?:这个)?机器人/,
  /(?:幫我|給我|想要?|請)?(?:轉接?|找|接|聯絡|聯繫|跟|和|換)(?:一?[個位名]|到|給|一下|真正的|真的)*(?:真人|客服|專員|專人|人員)(?:客服)?(?!.{0,4}(?:說(?!話)|騙|讓|叫))/,
];

/** A part of what each of the patterns needs: most texts have none of it, and are told so quickly. */
const anyone =
  /human|person|people|agent|rep|operat|employ|staff|advis|manager|superv|some|support|team|customer|bot|machine|pessoa|atend|algu|gente|suporte|asesor|ejecutiv|alguien|atenci|soporte|оператор|человек|жив|сотрудник|специалист|менеджер|temsilci|insan|yetkili|canl|teri|ger[çc]ek|biri|vi[êe]n|ng[ưu][ờo]i|kh[áa]ch|cskh|admin|[人客专專坐工机機投]|担当|オペレ|スタッフ|サポート|상담|사람|직원|담당|매니저/u;

/** People ask for a person in the middle of other words; what they tell beside it goes into the ticket. */
const humanPatterns: readonly RegExp[] = [
  ...[...english, ...others].map((source) => words(source)),
  ...chinese,
];

export const wishesForPerson = (text: string): boolean =>
  anyone.test(text) && humanPatterns.some((pattern) => pattern.test(text));

/** What is left of a text without the wish. */
export const withoutWish = (text: string): string =>
  humanPatterns.reduce((left, pattern) => left.replace(pattern, " "), text).replace(wishFillers, " ");

/** Words around a wish that tell nothing more. */
const wishFillers = words(
  "\\b(?:i|we|want|need|would|like|to|please|can|could|you|me|now|just|the|a|an|with|from|here|for|help|it|my|let|get|go|so|ok|and|but|this|that|is|am|really|urgent(?:ly)?|asap|" +
    "yo|quiero|quisiera|necesito|puedo|puedes|podr[ií]a|por|favor|con|una?|ya|ahora|real|aqu[ií]|me|eu|quero|preciso|posso|pode|com|uma?|agora|aqui|um|" +
    "я|мне|хочу|можно|пожалуйста|с|живым|живого|человеком|сейчас|срочно|" +
    "bir|ile|istiyorum|l[üu]tfen|ben|beni|hemen|bana|" +
    "t[ôo]i|m[ìi]nh|cho|mu[ốo]n|v[ớo]i|nh[ée]|[ạa]|xin|l[àa]m|[ơo]n|c[ầa]n|ngay)\\b|" +
    "客服|人工|真人|服务|[我你您想要请帮能给吧啊吗了下一的谢快点马上说话话聊請給嗎說話謝]|" +
    "いただけますか|お願いします|ください|したい|たい|です|ます|のですが|けど|直接|今すぐ|저는?|제가|좀|지금|바로|주세요|싶어요|싶습니다|해|할게요|하고",
  "gu",
);
