import type { OptOutWords } from "./opt-out-words.ts";

const texts = "(?:messages?|msgs?|dms?|texts?|replies|notifications|spam|stuff|things|anything)";

const messages = "(?:messages?|msgs?|dms?|texts?|replies|spam)";

export const english: OptOutWords = {
  stops:
    "stop, stopall, stop all, stop it, stop now, stop stop, stop stop stop, enough, that's enough, enough now",
  leaves: [
    "(?:stop|quit) (?:messaging|texting|writing|contacting|dming|bothering|spamming|pinging|annoying|harassing|replying|talking|answering|disturbing|responding)(?: (?:to )?(?:me|us))?",
    `(?:stop|quit) sending (?:me |us )?(?:(?:any|all|these|those|this|the|your|more|so many) )*${texts}(?: to me)?`,
    "(?:do not|don't|dont|never|no longer) (?:ever )?(?:(?:message|text|write|contact|dm|spam|ping|reply|talk|disturb|respond)(?: (?:to )?(?:me|us))?|bother (?:me|us))",
    // "Don't send anything" may be said to the question whether to send it.
    `(?:do not|don't|dont|never) send (?:(?:me|us) (?:(?:any|more|these|your|such) )*${texts}|(?:(?:any|more|these|your|such) )*${messages}(?: to me)?)`,
    `(?:stop|end|quit) (?:with )?(?:(?:all|the|these|those|this|your|any|more) )*${messages}`,
    "(?:there is |there's )?no need to (?:reply|respond|answer|write|contact)(?: (?:to )?(?:me|us))?|remove me|take me off",
    "leave me (?:alone|be|in peace)",
    "(?:i (?:want|would like|wish) to |i'd like to )?unsub(?:scribe)?(?: me)?(?: all| from (?:this|here|it|you|all|everything|this chat|this bot|(?:these|your|all|the) (?:messages|dms)))?",
    "(?:i (?:want|would like|wish) to |i'd like to |i )?opt(?: me)? ?out(?: of (?:this|everything|(?:these|your|all) (?:messages|dms)))?",
    `no more (?:of )?(?:these |your )?${texts}`,
    "(?:take|remove|delete) me (?:off|from|out of) (?:(?:your|the|this) )?(?:list|mailing list|contacts|contact list)",
    // "I don't need anything" is how people say that they are done.
    `i (?:do not|don't|dont|no longer|never) (?:want|wish|need)(?: to (?:get|receive|see|have))? (?:(?:any|more|these|your|further|such|other) )*(?:${messages}|${texts} from (?:you|this bot|this account|here))`,
    "i (?:do not|don't|dont|no longer|never)(?: ever)? (?:want|wish) to (?:hear from|be contacted|be messaged|be bothered)(?: by)?(?: you)?",
    "get out of my (?:dms|inbox)|stop it with the (?:messages|dms)|shut up|go away|get lost|piss off|fuck off|be quiet",
  ],
  before:
    "hey|hi|hello|ok|okay|please|pls|plz|just|so|and|now|bot|i said|i want you to|i would like you to|i'd like you to|(?:can|could|would|will) you",
  after:
    "please|pls|plz|now|right now|immediately|thanks|thank you|thx|ok|okay|already|again|any ?more|any longer|ever|at all|for good|forever|here|at once|bot|asap|from now on|then",
};

const mensajes = "(?:mensajes?|dms?|spam|notificaciones)";

export const spanish: OptOutWords = {
  stops:
    "para, pare, paren, parar, basta, basta ya, ya basta, alto, detente, deténganse, detener, baja, darme de baja",
  leaves: [
    `(?:dej|par)(?:a|e|en|ad)(?: ya)? de (?:escribir|mandar|enviar|contactar|molestar|responder|hablar|fastidiar|acosar|contestar)(?:me|nos)(?: (?:(?:más|tantos|estos|esos|sus|tus) )*${mensajes})?`,
    `no (?:me|nos) (?:escrib(?:as|an|a)|contact(?:es|en|e)|molest(?:es|en|e)|habl(?:es|en|e)|respond(?:as|an|a)|contest(?:es|en|e))`,
    `no (?:me|nos) (?:mand|envi|envi)(?:es|en|e) (?:(?:más|estos|sus|tus) )*${mensajes}`,
    // "No me envíes" alone may be about what was offered.
    "no (?:me|nos) (?:mand|envi)(?:es|en|e) (?:más|nada(?: más)?)",
    `(?:par(?:a|e|en)|det(?:én|enga|engan)|alto)(?: ya)?(?: (?:con|a))? (?:(?:los|las|esos|estos|sus|tus|tantos) )+${mensajes}`,
    "no (?:hace falta|es necesario)(?: que)?(?: (?:me|nos))? (?:respond(?:er|as|an|a)|contest(?:ar|es|en|e)|escrib(?:ir|as|an|a))(?:me|nos)?",
    "(?:sáca|sáque|sáquen|quíta|quíte|quíten)me(?: de (?:aquí|esto))?",
    `no vuelv(?:as|an|a) a (?:escribir|contactar|molestar|hablar|responder)(?:me|nos)`,
    `no (?:quiero|deseo)(?: (?:recibir|ver))?(?: (?:más|sus|tus|estos))* ${mensajes}(?: (?:suyos|tuyos|de (?:ustedes|ti|usted|este bot|aquí)))?`,
    "no (?:quiero|deseo) que me (?:escriban|contacten|escribas|contactes|molesten)",
    "(?:déj(?:a|e|en)me|dejadme) (?:en paz|tranquil[oa])",
    // "Quiero darme de baja" closes an account.
    "(?:dame|denme|deme|dadme) de baja(?: de (?:esto|aquí|la lista|estos mensajes))?|(?:(?:quiero|deseo|quisiera) )?(?:darme|dar) de baja de (?:esto|aquí|la lista|estos mensajes)",
    "(?:(?:quiero|deseo|quisiera) )?(?:desuscribir(?:me|se)?|desuscríb(?:a|e|an)me|(?:cancelar|anular) (?:la |mi )?suscripción)",
    "(?:bórr(?:a|e|en)|sác(?:a)|sáque|sáquen|quít(?:a|e|en)|elimín(?:a|e|en))me de (?:la|tu|su|esta) lista(?: de (?:contactos|difusión))?",
    `(?:no más|basta de|nada de|ni un) ${mensajes}`,
    "no quiero saber (?:más )?(?:nada )?(?:más )?de (?:ustedes|ti|usted)",
    "cállate|cállense|lárgate|vete|váyanse",
  ],
  before: "por favor|hola|ya|oye|oiga|ok|bueno|solo|nunca|les pido que|te pido que|quiero que|bot",
  after: "por favor|porfa|ya|más|nunca|nunca más|jamás|gracias|de una vez|ahora|ok|otra vez|bot|para siempre",
};

const mensagens = "(?:mensagem|mensagens|msgs?|dms?|spam)";
const aMim = "(?: (?:me|mais|comigo|para mim|pra mim|a mim))*";

export const portuguese: OptOutWords = {
  stops: "para, pare, parem, parar, chega, basta, já chega, sair",
  leaves: [
    `(?:par[ae]|parem|deix[ae]|deixem|chega) de (?:me )?(?:mandar|enviar|escrever|contatar|contactar|incomodar|perturbar|responder|chamar|falar|encher)${aMim}(?: (?:(?:mais|tantas|essas|estas|suas) )*${mensagens}${aMim})?`,
    `não me (?:escrev(?:a|e|am)|contat(?:e|em)|contact(?:e|em)|incomod(?:e|em)|perturb(?:e|em)|respond(?:a|am)|cham(?:e|em)|procur(?:e|em))${aMim}`,
    `não (?:escrev(?:a|am)|contat(?:e|em)|incomod(?:e|em)|perturb(?:e|em))${aMim}`,
    `não (?:me )?(?:mand(?:e|a|em)|envi(?:e|a|em))${aMim} (?:(?:mais|essas|estas|suas) )*${mensagens}${aMim}`,
    "não me (?:mand|envi)(?:e|a|em) (?:mais(?: nada)?|nada(?: mais)?)",
    `(?:par[ae]|parem)(?: já)?(?: com)? (?:(?:as|os|essas|estas|suas|tantas) )+${mensagens}`,
    "não (?:precisa(?:m)?|é necessário)(?: mais)?(?: (?:me|nos))? (?:responder|escrever|contatar)(?: (?:mais|me))*",
    "me (?:tir(?:a|e|em)|remov(?:a|e|am))(?: d(?:aqui|isso|isto))?",
    "não entr(?:e|em)(?: mais)? em cont(?:ato|acto)(?: comigo)?",
    `não (?:quero|desejo)(?: mais)?(?: receber| ver)?(?: mais| suas| essas| estas)* ${mensagens}(?: (?:suas|de (?:vocês|você|vcs|vc)))?`,
    "não quero que (?:me contat(?:e|em)|me escrev(?:a|am)|entrem em contato comigo)",
    "(?:me deix(?:a|e|em)|deix(?:a|e|em) me) em paz",
    "(?:(?:quero|desejo) )?(?:me )?(?:descadastr(?:ar|e|a|em)|desinscrev(?:er|a|am)|cancelar (?:a |minha )?(?:inscrição|assinatura))(?: me)?",
    "(?:me )?(?:tir(?:a|e|em)|remov(?:a|e|am)|retir(?:a|e|em)|exclu(?:a|i|am))(?: me)? d(?:a|essa|esta|e sua)(?: sua)? lista(?: de (?:contatos|transmissão))?",
    "(?:quero )?sair d(?:a|essa|esta|e sua)(?: sua)? lista(?: de (?:contatos|transmissão))?",
    `(?:sem|chega de|nada de|basta de|nem)(?: mais)? ${mensagens}`,
    "cal[ae] a boca|vai embora|sai daqui",
  ],
  before: "por favor|olá|oi|ok|já|olha|só|favor|nunca mais|bot",
  after: "por favor|pfv|já|mais|nunca mais|obrigad[oa]|agora|de uma vez|ok|por gentileza|para sempre|bot",
};
