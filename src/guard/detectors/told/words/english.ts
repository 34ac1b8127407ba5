import type { LanguageWords } from "./language-words.ts";

const codeAdjective = [
  "verification|verify|verif|verifying|varification|authentication|authenticator|authentificator|authy|auth|confirmation|confirm|security",
  "2-?fa|two[- ]factor|2[- ]factor|2[- ]?step|two[- ]step|mfa|otp|totp|sms|text(?: message)?|log ?-?in|sign ?-?in|log ?-?on|access|one[- ]time",
  "google(?: auth(?:enticator)?)?|telegram|whatsapp|e?-?mail|phone|mobile|withdrawal|device|activation|backup|recovery|reset|safety|ga",
].join("|");

export const english: LanguageWords = {
  spaced: true,
  password: [
    "pas{1,3}[ -]?w(?:o?r?d|rod|oord|orld|ort|ird|odr)s?|pas{1,2}ow[or]?r?d|ps{1,2}wo?r?d|passwrds?|pas{1,2}wds?|pwds?|pws?|psw|passw|pword|p/w|p@ssword|mdp|p4ssw[o0]rd|pasw[o0]rds?",
    "pass[ -]?phrases?|pass[ -]?codes?|login pass|creds?|secret word|login key ?word|log ?-?in (?:details|credentials)|credentials",
  ].join("|"),
  weakPassword: "pass",
  pin: "pin(?:[ -]?(?:codes?|numbers?|no))?s?",
  code: [
    `(?:${codeAdjective})[ -]?(?:pass)?(?:codes?|cod|tokens?|numbers?|digits)`,
    "(?:one[- ]time|sms|text) (?:passwords?|passcodes?|pins?)|otps?|totp|tac|vcode|2-?fa|two[- ]factor",
    "codes? (?:from|in|of|by|via|on) (?:the |my |your )?(?:sms|text(?: message)?|e?-?mail|google|authenticator|app|phone|telegram|whatsapp)",
    "(?:4|5|6|7|8|four|five|six|seven|eight)[ -]?digits? (?:codes?|numbers?|pin)",
  ].join("|"),
  weakCode: "codes?|cod3|digits|token from",
  channel:
    "sms|text(?:ed)?|text message|e?-?mail(?:ed)?|inbox|google|ga|authenticator|authy|2fa|otp|whatsapp|telegram|log ?-?in|log ?-?on|sign ?-?in|verif(?:y|ication|ying)|phone|htx|huobi|binance|okx|bybit|bank",
  mine: "my|mine|our|i|me|we|us|i['’]?m|i['’]?ve|own",
  certain: "the|this|that|here(?:['’]?s)?|new|old|current|previous|same|your|following",
  copula:
    "is|was|are|['’]s|it['’]?s|its|thats|that['’]s|equals?|reads?|says|said|shows?|showed|still|now|currently|like this|goes|namely|being|used to be|should be|would be|will be",
  setTo:
    "to|as|into|with|using|via|be|made it|put(?: in)?|entered|entering|typed(?: in)?|typing|tried|trying|used|use|enter|type|wrote|write|try|set|chose|picked|input|got|received|sent(?: me)?|gave(?: me)?|texted(?: me)?",
  typed:
    "typed(?: in)?|typing|typin|entered|entering|tried|trying|put(?:ting)? in|wrote|writing|(?:log(?:ged|ging)?|sign(?:ed|ing)?)[ -]?(?:in|on) with|been using|i['’]?ve used|i used|pasted|input(?:ted)?",
  handled: [
    "set|changed|change|made|chose|chosen|picked|created|updated|put|typed|typing|entered|entering|tried|trying|used|using|use|wrote|input",
    "got|get|received|recieved|sent|texted|e?-?mailed|came|arrived|arrives|gave|given|forwarded|copied|pasted|submitted|registered|gives|giving|logged|login|here|popped up",
  ].join("|"),
  changed: "set|changed|change|changing|made|chose|picked|created|updated|reset|switched|registered",
  notice:
    "(?:do not|don['’]?t|never) (?:share|give|disclose|tell|reveal|forward)|(?:is )?valid (?:for|until)|expires? (?:in|after)|for your (?:security|safety)|if (?:you did(?: not|n['’]?t)|this wasn['’]?t)|to (?:verify|confirm|log ?in|sign ?in)",
  negation:
    "not|never|no|without|isn['’]?t|wasn['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|can['’]?t|cannot|won['’]?t|haven['’]?t|hasn['’]?t|aren['’]?t|wouldn['’]?t|shouldn['’]?t|nobody",
  lost: "forg[eo]t(?:ten)?|reset(?:ting)?|recover(?:y)?|lost|lose|remember|unlock",
  otherCode: [
    "errors?|err|promo(?:tion(?:al)?)?s?|referr?al|refer|referring|invit\\p{L}{0,6}|country|area|dial(?:ing)?|zip|post(?:al)?|coupons?|discounts?|gifts?|vouchers?|bonus(?:es)?|rewards?|claim|redeem|qr",
    "barcode|status|source|swift|bic|sort code|ifsc|iban|branch|https?|bugs?|exit|region|airdrop|campaign|product|item|currency|contract|tracking|offer|deal|cashback|sale|off|memo|tag|lucky|red packet|packet|hscode|giveaway|dress|morse|genetic|building|penal|tax|vin|bar|return(?:ed)?|identifier|short ?code|short|prize|draw|premium|last (?:four|4)|ending (?:in|with)|response|result|ticket|order",
  ].join("|"),
  account: [
    "(?:txt|text|send|sms|reply|txting) [^.\\n]{1,40} to(?: no)?:?|box|nokia|samsung|galaxy|redmi|user ?(?:name|id)?s?|names?|called|accounts?|acct?|uid|id|ids|login|log ?in id|order|orders|ref(?:erence)?|ticket|case|ticket|version|ver|tx|txid|hash|address|nickname|nick|handle|phone|mobile|number|tel|call",
    "amount|invoice|transaction|block|height|deposit|withdrawal|withdraw|transfer|paid|pay|memo|tag|group|channel|model|serial|passport|flight|room|year|since|article|page|chapter|section|step|port|line|row|contract|card|iphone|android|windows|wifi|network|ip",
  ].join(""),
  unit: "sats?|satoshis?|gwei|xrp|bnb|sol|doge|shib|pepe|usd|eur|gbp|rub|digits?|chars?|characters?|letters?|numbers?|symbols?|minutes?|mins?|seconds|secs?|hours?|hrs?|days?|times?|weeks?|months?|years?|yrs?|words?|usdt?|btc|eth|trx|ht|usdc|dollars?|bucks|euros?|coins?|tokens?|people|users?|members|am|pm|khz|mb|gb|kb|bits?|bytes?|st|nd|rd|th|percent|attempts?|tries|points?|shares?",
  example:
    "(?<![.@])examples?(?![.@]\\p{L})|(?:passwords?|pins?|codes?|ones) like|easy to guess|e\\.g\\.?|eg|such as|for instance|sample|dummy|demo|placeholder|(?:a|an|any) (?:\\p{L}+ )?(?:good|bad|weak|strong|secure|safe|common|terrible|typical) (?:password|passcode|pin|code|choice)|(?:weak|common|bad|good|strong|default) (?:passwords|passcodes|pins|choices?)|do(?: not|n['’]?t) (?:ever )?(?:use|choose|set|pick)|avoid|never use|instead of (?!me|my|mine|him|her|us)|must (?:contain|be|have)|should (?:contain|have)|at least|between|longer than|format|default",
  status: [
    "open|closed|pending|solved|incorrect|wrong|invalid|required|expired|locked|blocked|disabled|changed|reset|updated|correct|right|valid|fine|ok|okay|good|bad|weak|strong|secure|safe|unsafe|lost|gone|forgotten|stolen|leaked|hacked|compromised|unknown",
    "missing|empty|blank|hidden|needed|mandatory|optional|sensitive|confidential|secret|private|different|same|accepted|rejected|denied|refused|failing|failed|broken|working|shown|visible|encrypted|hashed|stored|saved|protected|enabled",
    "longer|shorter|simple|complex|long|short|not|never|always|being|my|your|our|his|her|their|the|an?|in|on|at|to|for|too|very|also|here|there|below|above|this|that|these|those|what|which|who|where|when|why|how|it|its|they|you|we|correctly|incorrectly|perfect|useless|ready|random",
    "unique|none|null|undefined|string|passwords?|username|email|phone|number|codes?|account|really|just|still|now|no|yes|already|only|all|about|from|with|by|as|so|and|or|but|if|because|since|case|important|easy|hard|difficult|old|new|like|something|anything|everything|nothing|please|pls|help|again|anymore",
    "out|off|up|down|over|under|old|dead|late|slow|similar|known|given|sent|used|set|made|going|coming|getting|asking|saying|showing|supposed|able|unable|trying|exactly|actually|probably|maybe|definitely|somehow|sometimes|apparently|obviously|currently|constantly|suddenly|literally|totally|completely|quite|pretty|super|way|kinda|more|most|less|must|should|can|cannot|will|would|could|may|might|does|did|do|has|have|had|was|were|is|are|be|been|am",
    "mixed|alphanumeric|numeric|digits|letters|characters|case-?sensitive|autofilled|autosaved|written|stored|known|exposed|public|temporary|permanent|default|master|mine|yours|ignored|mismatch(?:ed|ing)?|suspended|frozen|annoying|weird|strange|funny|terrible|horrible|awful|great|nice|cool|amazing|awesome|unbreakable|uncrackable|memorable|whatever|well|let|think|know|remember|forgot|don['’]?t|doesn['’]?t|didn['’]?t|can['’]?t|won['’]?t|isn['’]?t|wasn['’]?t|i|i['’]?m|i['’]?ve",
  ].join("|"),
  numbers:
    "zero|oh|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety",
  arrival:
    "got|received?|recieved?|receiving|came|comes|coming|arrived?|arrives|sent (?:me|us|this|to me)|they sent|(?:it |you |u )?(?:keeps? )?send(?:s|ing)|texted|says|said|show(?:s|ed|ing)?|reads|displays?|dictat\\p{L}{1,3}|pop(?:s|ped) up|voice|robot|read(?:ing)? (?:it )?out|forwarded|confirm\\p{L}{0,3}|verify|verification|authorize|approve|the one|one(?=:)|just now|take it|expires?|expired|timed out|latest|digits|which one|voice call|call said|robocall",
  answer:
    "yes|yep|yeah|yea|yup|sure|ok|okay|okey|k|here(?: (?:you go|it is|u go|ya go))?|done|it['’]?s|its|this|fine|alright|right|sir|pls|take it|there you go|got it|hi|hello|sorry",
  money:
    "price|prices|profit|loss|volume|market ?cap|bought|sold|sell|buy|balance|worth|target|support level|resistance|members|followers|views|block|salary|fees?|amount|usdt?|btc|eth|dollars?|bucks|euros?|pnl|long|short|leverage|liquidat\\p{L}{1,4}|coins|tokens|supply|holders|invest\\p{L}{0,4}|paid|cost|costs|points|steps|km|miles",
  access:
    "log(?:ged|ging)?[ -]?(?:in|on)(?:to)?|login|sign(?:ed|ing)?[ -]?in|wrong|incorrect|invalid|credentials|reject(?:ed|s)?|denied|unlock|kick(?:s|ed) me|get(?:ting)? in|access|won['’]?t (?:open|work|accept)|does(?:n['’]?t| not) (?:work|open|accept)|fails?|failed|caps|capital",
  here: "here(?: (?:is|are|it is|goes|comes|you go|u go))?|here['’]?s|this is|take|sending (?:you )?|below|as follows|following|note down|write down",
  forbids:
    "never|nobody|no one|do(?: not|n['’]?t) (?:ever )?(?:share|send|give|tell|need|ask|text|disclose)|won['’]?t|will not|not (?:ask|share|send|give|need)|beware|careful|scam\\p{L}{0,4}|how (?:do|can|to)|did(?: not|n['’]?t)|not receiv\\p{L}{1,3}|why|should i",
  ask: [
    "(?:send|give|tell|text|forward|show|share|provide|read|paste|type|drop|write|dm|pm|message|whatsapp) (?:it |that |us |me |him |her |over |back |out |here |to me )",
    "(?:send|give|tell|text|forward|show|share|provide|read|paste|type|drop|write|submit|enter|need|confirm|dm|pm)(?: over| out| back| up)? (?:the|your|that|this|those|ur|me|us|it)",
    "what(?:['’]?s| is| was| are| does)|whats|which|(?:codes?|otp|pin|passwords?) (?:pls|plz|please)|(?:send|share|give|tell) (?:codes?|otp|pin|passwords?)|can (?:i|we) (?:have|get)|could (?:i|we) (?:have|get)|may i have|(?:i|we)(?:['’]?ll)? (?:just |only |also |still )?(?:need|want|require)|let me (?:have|know)|did you (?:get|receive)|have you (?:got|received)|do you (?:have|see)|got the|waiting for|just (?:send|give|tell)",
  ].join("|"),
};
