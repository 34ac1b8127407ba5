import type { Locale } from "../domain/locale.ts";

interface Words {
  /** Verbs that ask a person to hand something over. */
  readonly give: RegExp;
  readonly secret: RegExp;
  /** What turns the sentence into a warning. */
  readonly unless: RegExp;
}

const english: Words = {
  give: /\b(send|tell|share|give|provide|reply with|write|post|forward|dictate|type|paste|submit)\b/i,
  secret:
    /\b(passwords?|passcode|pin|(verification|sms|e-?mail|2fa|one-time|login|authenticator) codes?|codes?|seed( phrase)?|recovery phrase|mnemonic|private keys?|secret keys?|api secret)\b/i,
  unless:
    /\b(not|never|no one|nobody|none|without|don't|do not|leave out|refuse|scam\w*|fraud\w*|thie\w+|fake|impostors?|whoever|anyone who|if (somebody|someone|you))\b/i,
};
const simplified: Words = {
  give: /发(给|送|到|来)|告诉|提供|回复|告知|写(给|上|明)|贴(给|到)|转发|报给|输入到这/,
  secret: /密码|验证码|动态码|助记词|私钥|密钥|口令/,
  unless: /不|别|勿|无需|没有人|谁也|骗|假|如果|凡是|任何人/,
};
const traditional: Words = {
  give: /發(給|送|到|來)|告訴|提供|回覆|告知|寫(給|上|明)|貼(給|到)|轉發|報給/,
  secret: /密碼|驗證碼|動態碼|助記詞|私鑰|密鑰|金鑰|口令/,
  unless: /不|別|勿|無需|沒有人|誰也|騙|假|如果|凡是|任何人/,
};

const words: Readonly<Record<Locale, Words>> = {
  en: english,
  "zh-Hans": simplified,
  "zh-Hant": traditional,
  ja: {
    give: /送っ|送信|教え|お知らせ|共有|提供|返信|入力して(くだ|下)さい.{0,6}ここ|伝え|書いて/,
    secret:
      /パスワード|認証コード|確認コード|ワンタイム|シードフレーズ|リカバリーフレーズ|秘密鍵|ニーモニック/,
    unless: /ない|ません|なく|ず|詐欺|偽|場合|たら/,
  },
  ko: {
    give: /보내|알려|공유|제공|전달|답장|적어/,
    secret: /비밀번호|인증 ?코드|인증 ?번호|시드 ?(문구|구문)|복구 ?(문구|구문)|개인 ?키|니모닉/,
    unless: /마세요|마십시오|않|없|안 |금지|말고|사기|가짜|경우|면 /,
  },
  ru: {
    give: /пришлите|отправьте|сообщите|напишите|назовите|скажите|дайте|передайте|поделитесь|укажите/i,
    secret: /парол|код|сид-?фраз|seed|мнемоник|приватн\p{L}* ключ|секретн\p{L}* ключ/iu,
    unless: /(?<!\p{L})(не|ни|никому|никогда|без|нельзя|мошенни\p{L}*|если|кто)(?!\p{L})/iu,
  },
  es: {
    give: /\b(envíe|envía|envíanos|mande|manda|comparte|comparta|díganos|dinos|escriba|escribe|proporcione|indique|danos|denos)\b/iu,
    secret: /contraseña|código|frase (semilla|de recuperación)|clave privada|pin\b/iu,
    unless: /(?<!\p{L})(no|nunca|jamás|nadie|ningún|ninguna|sin|estafa\p{L}*|falso|si|quien)(?!\p{L})/iu,
  },
  vi: {
    give: /gửi|cung cấp|cho (chúng tôi|tôi|mình) biết|chia sẻ|nhắn|trả lời|đọc/iu,
    secret:
      /mật khẩu|mã (xác minh|xác thực|otp|2fa)|cụm từ (khôi phục|hạt giống|bí mật)|khóa (riêng|bí mật)|seed/iu,
    unless: /không|đừng|chớ|chẳng|lừa đảo|giả mạo|nếu|bất kỳ ai/iu,
  },
  tr: {
    give: /gönder(in|iniz)|yaz(ın|ınız)(?!\p{L})|paylaş(ın|ınız)(?!\p{L})|söyle(yin|yiniz)|ilet(in|iniz)|ver(in|iniz)(?!\p{L})|bildir(in|iniz)/iu,
    secret: /şifre|parola|kod|kurtarma (ifade|kelime)|özel anahtar|seed|gizli anahtar/iu,
    unless:
      /(?<!\p{L})(asla|değil|hiç\p{L}*|kimse\p{L}*|sakın|dolandırıcı\p{L}*|sahte|eğer)(?!\p{L})|m[ae]yın/iu,
  },
  pt: {
    give: /\b(envie|mande|compartilhe|partilhe|informe|diga|escreva|forneça|passe)\b/iu,
    secret: /senha|palavra-passe|código|frase (semente|de recuperação)|chave privada|pin\b/iu,
    unless:
      /(?<!\p{L})(não|nunca|jamais|ninguém|nenhum|nenhuma|sem|golpe|golpista|fals\p{L}+|se|quem)(?!\p{L})/iu,
  },
};

/** In these the verb ends the clause. */
const verbLast: ReadonlySet<Locale> = new Set<Locale>(["ja", "ko", "tr"]);

const SENTENCE = /[^.!?。！？\n]+/g;
const CLAUSE = /[^,;:，；：]+/g;

/** The first sentence that asks for a password, code or key, or undefined. A warning against handing one over is none. */
export function findSecretRequest(text: string, locale: Locale): string | undefined {
  const { give, secret, unless } = words[locale];
  for (const [sentence] of text.matchAll(SENTENCE)) {
    if (unless.test(sentence)) continue;
    for (const [clause] of sentence.matchAll(CLAUSE)) {
      const asked = give.exec(clause);
      if (!asked) continue;
      const rest = clause.slice(asked.index + asked[0].length);
      const object = verbLast.has(locale) || /[把将將]/.test(clause) ? clause.slice(0, asked.index) : rest;
      if (secret.test(object)) return sentence.trim();
    }
  }
  return undefined;
}
