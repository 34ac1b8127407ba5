/** How a password is written, said right behind it: "all lowercase", "con espacios". Folded. */
const sources = [
  "all (?:in )?(?:small|lower|caps|capitals?|together|one word)(?: ?(?:case|letters))?|(?:in )?(?:small|lower ?case|upper ?case|capital)(?: letters)?|one word|no spaces?|no caps|with(?:out)? (?:the )?(?:spaces?|quotes)|with (?:a )?(?:capital|big|small)|(?:the )?spaces (?:too|included)|(?:in|all) caps|no capitals?|(?:no|without) (?:numbers?|digits|symbols?)|i know",
  "tod[oa]s? (?:en )?(?:junt[oa]|minusculas?|mayusculas?|pegad[oa])|(?:en|con|sin) (?:los |las )?(?:minusculas?|mayusculas?|espacios?|comillas)|tod[oa] seguid[oa]|tal cual|sin (?:numeros?|simbolos?)|(?:ya )?se que",
  "tud[oa] (?:em )?(?:junto|minuscul[oa]s?|maiuscul[oa]s?|colado|grudado)|(?:em|com|sem) (?:os |as )?(?:minuscul[oa]s?|maiuscul[oa]s?|espacos?|aspas)|letras? minusculas?|sem (?:numeros?|simbolos?)|(?:eu )?sei que",
  "viet (?:thuong|hoa|lien|cach)|(?:co|khong|ko|k) (?:dau|cach|viet hoa)|chu (?:thuong|hoa)|nguyen cau|lien (?:nhau|het)|co khoang trang|(?:khong|ko|k) (?:co )?so|thoi",
  "(?:hep(?:si)?|tumu|tamami) (?:kucuk|buyuk|bitisik)|(?:kucuk|buyuk) harf\\p{L}{0,4}|bitisik|bosluk(?:lu|suz|lariyla|la)|tek kelime|rakam yok|rakamsiz|biliyorum",
  "(?:все )?(?:маленькими|строчными|слитно|большими|капсом|заглавными)|(?:с|без) (?:пробел\\p{L}{1,3}|больш\\p{L}{2,3}|маленьк\\p{L}{2,3}|заглавн\\p{L}{2,3}|кавычек)|одним словом|через пробел|(?:русскими|латинскими|английскими) буквами|латиницей|кириллицей|без цифр|(?:я )?знаю",
].join("|");

const letter = "\\p{L}\\d";

/** Whether it begins at `lastIndex`, behind what parts it from the value. */
export const spellingAt = new RegExp(`[\\s,(–—…-]{0,4}(?:${sources})(?![${letter}])`, "uy");
/** Where it stands in a message. */
export const spellingIn = new RegExp(`(?<![${letter}])(?:${sources})(?![${letter}])`, "u");

/** What a Russian or Turkish sentence says of a password without any "is". */
export const saidOf =
  /(?:л|ла|ло|ли|ет|ит|ут|ют|ат|ят|ся|сь|но|ны|ый|ий|ая|ой|ого|ому|ть|yor\p{L}{0,3}|yo|[dt][iu]|mi[sz]|mu[sz]|me[zk]|ma[zk]|medi|madi|cek|cak|sin|sun|im|um)$/u;
