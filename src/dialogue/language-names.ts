import type { Locale } from "../domain/locale.ts";

/** Forms of a Russian adjective without its stem. */
const ru = "(?:ий|ого|ому|им|ом|и)";
/** Cases of a Turkish language's name, and what may follow it without a space. */
const tr = "(?:ye|ya|de|da|den|dan|si|yi)?";

/**
 * What people call each language, in all ten languages and without accents, as alternatives of a pattern.
 * Those of a kind of Chinese come before Chinese itself: the first that fits is taken.
 */
export const languageNames: readonly (readonly [Locale, string])[] = [
  [
    "zh-Hant",
    "traditional chinese|chinese traditional|繁体中文|繁體中文|中文繁体|中文繁體|繁体字?|繁體字?|正體中文|正體|中国語繁体字|繁体字中国語|" +
      "繁体字の中国語|台湾華語|台灣國語|번체 ?중국어|중국어 ?번체|번체|chino tradicional|chines tradicional|" +
      `традиционн(?:ый|ого|ом) китайск${ru}|китайск${ru} традиционн(?:ый|ого|ом)|geleneksel cince${tr}|` +
      "(?:tieng )?(?:trung|hoa) phon the|phon the",
  ],
  [
    "zh-Hans",
    "simplified chinese|chinese simplified|chinese|mandarin|简体中文|簡體中文|中文简体|中文簡體|简体字?|簡體字?|中文|汉语|漢語|汉字|普通话|" +
      "普通話|国语|國語|华语|華語|中国話|中国語簡体字|簡体字中国語|簡体字の中国語|簡体字|中国語|간체 ?중국어|중국어 ?간체|간체|중국어|중국말|" +
      "chino simplificado|chino mandarin|chino|chines simplificado|chines|mandarim|" +
      `упрощ[её]нн(?:ый|ого|ом) китайск${ru}|китайск${ru} упрощ[её]нн(?:ый|ого|ом)|китайск${ru}|` +
      `basitlestirilmis cince${tr}|cince${tr}|(?:tieng )?(?:trung|hoa) gian the|gian the|tieng trung(?: quoc)?|tieng hoa`,
  ],
  ["en", `english|eng|英文|英语|英語|영어|ingles|английск${ru}|ingilizce${tr}|tieng anh`],
  [
    "ja",
    `japanese|日文|日语|日語|日本语|日本語|일본어|일어|japones|японск${ru}|japonca${tr}|tieng nhat(?: ban)?`,
  ],
  [
    "ko",
    `korean|韩文|韩语|韓文|韓語|韓国語|한국어|한국말|coreano|корейск${ru}|korece${tr}|tieng han(?: quoc)?`,
  ],
  [
    "ru",
    `russian|俄文|俄语|俄語|ロシア語|러시아어|노어|ruso|russo|русск${ru}|русский|rusca${tr}|rus|tieng nga`,
  ],
  [
    "es",
    "spanish|西班牙语|西班牙語|西班牙文|西语|西語|西文|スペイン語|스페인어|espanol(?: latino)?|castellano|espanhol|" +
      `испанск${ru}|ispanyolca${tr}|tieng tay ban nha`,
  ],
  [
    "vi",
    "vietnamese|越南语|越南語|越南文|越语|越語|越文|ベトナム語|베트남어|월남어|vietnamita|" +
      `вьетнамск${ru}|vietnamca${tr}|vietnamcaya|tieng viet(?: nam)?`,
  ],
  [
    "tr",
    `turkish|土耳其语|土耳其語|土耳其文|トルコ語|터키어|튀르키예어|turco|турецк${ru}|turkce${tr}|tieng tho nhi ky`,
  ],
  [
    "pt",
    "(?:brazilian )?portuguese|葡萄牙语|葡萄牙語|葡萄牙文|葡语|葡語|葡文|ポルトガル語|포르투갈어|portugues(?: (?:do brasil|brasileiro|br))?|" +
      `португальск${ru}|portekizce${tr}|tieng bo dao nha`,
  ],
];

const unservedInEastern =
  `немецк${ru}|французск${ru}|итальянск${ru}|арабск${ru}|украинск${ru}|польск${ru}|хинди|персидск${ru}|` +
  `almanca${tr}|fransizca${tr}|italyanca${tr}|arapca${tr}|ukraynaca${tr}|farsca${tr}|azerice${tr}|` +
  "tieng (?:duc|phap|y|a rap|thai(?: lan)?|indonesia|khmer|lao)";

/** Languages that the fleet speaks none of, as their own speakers and others call them: whoever names one is shown what there is. */
export const unservedNames =
  "german|deutsch|french|francais|italian|italiano|arabic|hindi|urdu|bengali|persian|farsi|indonesian|malay|thai|polish|dutch|" +
  "ukrainian|romanian|greek|czech|hungarian|swedish|hebrew|filipino|tagalog|uzbek|kazakh|azerbaijani|georgian|" +
  "nederlands|polski|polsku|polskiego|svenska|cestina|cesky|magyar|magyarul|romana|ελληνικα|עברית|" +
  "(?:ال|بال)?عربي(?:ة)?|فارسی|اردو|हिन्दी|हिंदी|বাংলা|(?:ภาษา)?ไทย|bahasa (?:indonesia|melayu)|" +
  "українськ(?:а|ою|у|ої)|қазақша|o'zbekcha|azerbaycanca|" +
  "aleman|frances|arabe|ucraniano|ucraino|polaco|polones|alemao|" +
  "德语|德語|德文|法语|法語|法文|阿拉伯语|阿拉伯語|阿拉伯文|意大利语|義大利語|義大利文|意大利文|泰语|泰語|泰文|印尼语|印尼語|印尼文|印地语|印地語|乌克兰语|烏克蘭語|" +
  "ドイツ語|フランス語|アラビア語|イタリア語|タイ語|インドネシア語|ウクライナ語|" +
  `독일어|프랑스어|불어|아랍어|이탈리아어|태국어|인도네시아어|우크라이나어|${unservedInEastern}`;

/** The word for language itself. */
export const languageNouns =
  "languages?|lang|idiomas?|lingua|lenguaje|язык[аеуи]?|dil(?:i|ini|imi|e)?|ngon ngu|语言|語言|言語|언어";

/** What people say around a language's name when they wish for it, without accents, by word. */
export const wishWords: ReadonlySet<string> = new Set(
  [
    "can could would do will you u we i me my the a to in with from into please pls plz want like prefer need speak speaking talk write reply",
    "answer respond use using switch change set choose select make language instead only now let's lets let continue it be another other",
    "different hi hello just",
    "habla hable hablas hablar hablemos hablame hableme en responde responda responder respondeme respondame contesta conteste contesteme",
    "cambia cambie cambiar cambialo cambielo a al el la lo de desde idioma quiero quisiera puedo puede puedes podemos podria podrias por favor",
    "prefiero escribe escriba escribame escribeme usar usa use mejor poner pon ponlo ponga mi me necesito solo ahora otro elegir seleccionar",
    "quero fala fale falar falamos vamos em para pra pro o mudar muda mude trocar troca troque alterar altera queria pode posso poderia prefiro",
    "escreva escreve meu lingua do colocar coloca so agora gostaria voce vc preciso outro outra escolher que ser seja",
    "по на с говори говорите говорить можно давай давайте ответь ответьте отвечай отвечайте отвечать пиши пишите писать хочу хотел хотела бы",
    "пожалуйста смени смените сменить поменять поменяй поменяйте переключи переключите переключись переключитесь переключить перейди перейдите",
    "перейдем перейти можем можешь можете ли мы вы ты мне мной со лучше нужен нужно предпочитаю теперь только другой выбрать выбери включи включите",
    "konus konusun konusalim konusur konusabilir musun musunuz misin misiniz miyiz mi mu yaz yazin yazar yazabilir cevap yanit ver verin verir",
    "verebilir olsun olur lutfen degistir degistirin degistirmek degistirelim gec gecelim gecin gecer cevir cevirin kullan kullanin istiyorum",
    "olarak yap yapin yapalim devam et edelim edebilir bana benimle artik sec secmek baska simdi",
    "bitte auf ich spreche nur kann konnen kannst wir man sie du sprechen sprichst sprecht reden antworten antworte schreiben hallo",
    "parlez parles parle parler vous tu je peut on est ce que qu'on peux pouvez repondez repondre seulement s'il te plait svp stp merci bonjour",
    "parla parlate parli parlare possiamo puoi puo italiano rispondi risponda scrivi per favore io solo",
    "mowi pan pani mowisz prosze czy mozna mowic spreekt u spreek jij alstublieft bisa tolong pakai dalam bicara",
    "هل تتحدث تتكلم يتكلم ممكن من فضلك لو سمحت التحدث تحدث الكلام اريد أريد باللغة اللغة بال يمكنك يمكنني رجاء مرحبا",
    "можна будь ласка розмовляйте розмовляєте говоріть пишіть ви ти спілкуватися відповідайте",
    "noi bang dung doi sang chuyen qua duoc nhe nha giup minh cho toi muon hay tra loi viet chat thanh ban co the voi di khac ho tro a",
  ].flatMap((line) => line.split(" ")),
);

/** The same in the languages without spaces, and in Korean, whose words carry particles. */
export const denseWishWords =
  "我们|我們|我|想要|想|希望|要|您|你|能不能|可不可以|能|会|會|可以|可否|请问|請問|请|請|麻烦|麻煩|使用|用|说|說|讲|講|切换|切換|换|換|改|转|轉|" +
  "到|成|为|為|回复|回覆|回答|答|交流|沟通|溝通|聊天|聊|跟|和|界面|介面|吗|嗎|吧|么|嘛|了|一下|帮|幫|把|设置|設置|設定|設|设|选择|選擇|选|選|" +
  "谢谢|謝謝|的|话|話|显示|顯示|给|給|对话|對話|以后|以後|都|其他|其它|别的|別的|另一种|另一種|更|个|個|种|種|" +
  "で|に|を|は|へ|が|も|の|から|お願いします|お願い|ください|下さい|話せますか|話して|話したい|話す|答えて|返信して|返事して|回答して|対応して|対応|" +
  "表示して|表示|書いて|教えて|変えたい|変えて|変える|変更したい|変更して|変更する|変更|切り替えたい|切り替えて|切り替える|切り替え|切替|したい|して|" +
  "できますか|可能ですか|使えますか|使いたい|使って|いいですか|いいです|いい|もらえますか|いただけますか|いただけませんか|くれますか|会話して|会話|" +
  "希望します|希望|ほしい|欲しい|です|ます|か|ね|よ|別|他|" +
  "으로|로|해요|해줘|해주세요|해|말해|말씀해|답변해|답해|대답해|이야기해|얘기해|대화해|대화|바꿔|바꾸고|바꾸기|바꿀래요|바꿀게요|변경해|변경하고|변경|" +
  "설정해|설정|선택|써|줘요|줘|주세요|주실래요|주시겠어요|주실|부탁해요|부탁드려요|부탁드립니다|부탁|할|수|있어요|있나요|있을까요|하고|가능해요|가능한가요|" +
  "되나요|돼요|를|을|은|는|도|이|가|좀|원해요|원합니다|싶어요|싶습니다|요|에서|다른|말로";

/** Signs of which a text in Traditional Chinese has one: "說中文" wishes for Traditional Chinese. */
export const traditionalSigns = /[說講請國語換嗎幫體設為轉與話給繼續麼]/u;
