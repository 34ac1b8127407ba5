import type { OptOutWords } from "./opt-out-words.ts";

const soobscheniya = "(?:сообщени[яей]|сообщений|спам)";

export const russian: OptOutWords = {
  stops:
    "стоп, хватит, прекрати, прекратите, прекратить, перестань, перестаньте, остановись, остановитесь, довольно",
  leaves: [
    `(?:хватит|перестань(?:те)?|прекрати(?:те)?|прекращай(?:те)?|кончай(?:те)?)(?: уже)?(?: мне)? (?:писать|присылать|слать|отправлять|спамить|беспокоить|надоедать|отвечать|донимать)(?: мне| меня)?(?: (?:эти|свои|ваши))?(?: ${soobscheniya})?`,
    "(?:мне )?(?:больше )?не (?:надо |нужно )?(?:мне )?(?:больше )?(?:пиши(?:те)?|писать|беспокой(?:те)?|беспокоить|отвечай(?:те)?|отвечать|тревожь(?:те)?|надоедай(?:те)?)(?: мне| меня)?",
    `(?:мне )?(?:больше )?не (?:надо |нужно )?(?:мне )?(?:больше )?(?:присылай(?:те)?|присылать|шли(?:те)?|слать|отправляй(?:те)?)(?: мне)?(?: (?:больше|ваши|ваших|свои|никаких|эти))* ${soobscheniya}`,
    `(?:прекрати(?:те)?|останови(?:те)?|хватит|стоп)(?: уже)?(?: (?:эти|этих|ваши|ваших|свои|все|всех|слать))* ${soobscheniya}`,
    "(?:убери(?:те)?|исключи(?:те)?) меня(?: отсюда)?",
    "не связывай(?:тесь|ся) со мной",
    "отстань(?:те)?(?: от меня)?|отвали(?:те)?|отвяжи(?:сь|тесь)(?: от меня)?|отцепи(?:сь|тесь)(?: от меня)?",
    "оставь(?:те)? меня(?: в покое)?",
    "(?:хочу |хотел бы |хотела бы )?(?:отписаться|отписка|отписываюсь|отпиши(?:те)?(?: меня)?|отпиши(?:сь|тесь)(?: от меня)?)(?: от (?:вас|этого|бота|(?:этих |ваших )?сообщений))?",
    `не (?:хочу|желаю)(?: больше)?(?: получать| видеть)?(?: (?:больше|от вас|ваши|ваших|никаких|эти|этих))* ${soobscheniya}(?: от вас)?`,
    "(?:больше )?(?:никаких|без) сообщений|(?:мне )?не нужны (?:мне )?ваши сообщения",
    "(?:прекрати|останови)(?:те)? (?:эту |вашу |свою )?рассылку|хватит рассылки|отпиши(?:те)? меня от (?:этой |вашей )?рассылки",
    "(?:удали|убери|исключи)(?:те)? меня из (?:вашей |вашего |этого |этой )?(?:рассылки|списка)",
    "замолчи(?:те)?|заткни(?:сь|тесь)|уйди(?:те)?",
  ],
  before: "пожалуйста|я|ну|все|ок|прошу|эй|да|уже|просто|больше|никогда|бот",
  after: "пожалуйста|больше|уже|спасибо|сейчас|немедленно|никогда|вообще|сюда|ок|бот",
};

export const turkish: OptOutWords = {
  stops: "dur, durun, durdur, durdurun, yeter, kes, kesin artık",
  leaves: [
    "(?:bana )?(?:yazma|mesaj (?:atma|gönderme|yollama|yazma)|cevap verme)(?:yın|yin|yınız|yiniz)?",
    "(?:bana )?(?:mesaj )?(?:atmayı|göndermeyi|yollamayı|yazmayı) (?:bırak(?:ın)?|kes(?:in)?|durdur(?:un)?)",
    "(?:bu |tüm |bütün )?(?:mesajları|mesajlarınızı|dm leri|mesaj) (?:durdur(?:un)?|kes(?:in)?|bırak(?:ın)?)",
    "(?:bana )?(?:cevap vermenize|cevap vermeye|yanıt vermenize|yazmanıza|yazmaya|mesaj atmanıza) gerek yok",
    "beni (?:buradan )?çıkar(?:ın)?",
    "(?:beni )?rahat bırak(?:ın|ınız)?",
    "(?:mesaj|mesajlarınızı|mesajları)(?: almak)? istemiyorum",
    "abonelikten (?:çık|çıkar(?:ın)?|çıkmak istiyorum|çıkıyorum)|beni abonelikten çıkar(?:ın)?",
    "(?:abonelik|aboneliği|aboneliğimi) iptal(?:i| et| ed(?:in|iniz))?",
    "beni (?:bu )?liste(?:den|nizden) (?:çıkar(?:ın)?|sil(?:in)?)|liste(?:den|nizden) çık(?:ar(?:ın)?)?",
    "(?:beni )?(?:bir daha )?rahatsız etme(?:yin|yiniz)?",
    "benimle (?:bir daha |artık )?iletişime geçme(?:yin|yiniz)?",
    "(?:daha fazla|başka) mesaj(?: yok| istemiyorum| göndermeyin)?",
    "liste(?:den|nizden) çıkmak istiyorum",
    "kes sesini|sesini kes|sus|susun|git başımdan|defol",
  ],
  before: "lütfen|artık|bana|ben|tamam|ya|hey|bir daha|yeter|sizden|asla|bot",
  after: "lütfen|artık|bir daha|teşekkürler|teşekkür ederim|hemen|şimdi|bana|beni|tamam|ya|asla|bot",
};

const toi = "(?: (?:cho|với|tới|đến))?(?: (?:tôi|mình|tui|em|tao))?";
const tin = "(?:tin(?: nhắn)?|spam|dm)";

export const vietnamese: OptOutWords = {
  accented: true,
  stops:
    "dừng, dừng lại, ngừng, ngừng lại, ngưng, ngưng lại, dừng đi, thôi đi, ngừng gửi, ngưng gửi, dừng gửi",
  leaves: [
    `(?:đừng|dừng|ngừng|ngưng|thôi) (?:có )?(?:nhắn(?: tin)?|gửi ${tin}|liên hệ|liên lạc|làm phiền|spam|trả lời|quấy rầy|viết)${toi}`,
    `không (?:nhắn(?: tin)?|gửi ${tin}|liên hệ|liên lạc|làm phiền|viết)${toi} nữa`,
    `không cần (?:nhắn(?: tin)?|gửi ${tin}|liên hệ|liên lạc|trả lời)${toi}`,
    `không (?:muốn|cần)(?: nhận)?(?: thêm)? ${tin}(?: nào)?(?: từ (?:bạn|các bạn|bot))?`,
    `(?:muốn )?(?:hủy|huỷ|bỏ) đăng ký(?: nhận)?(?: ${tin})?`,
    "để (?:tôi|mình|tui|em) yên",
    `(?:đừng|dừng|ngừng|ngưng|thôi) gửi(?: (?:gì|nữa|thêm))*(?: cho)? (?:tôi|mình|tui|em)(?: gì)?|(?:đừng|thôi) gửi (?:gì |thêm )*nữa`,
    `(?:dừng|ngừng|ngưng|thôi) (?:(?:các|mấy|những|mọi) )?${tin}(?: này)?`,
    "(?:xóa|xoá|loại|bỏ) (?:tôi|mình|tui) ra(?: khỏi (?:đây|danh sách))?",
    `(?:từ chối|hủy|huỷ|dừng|ngừng|ngưng) nhận ${tin}`,
    "x(?:óa|oá) (?:tôi|mình|tui) khỏi danh sách",
    "im đi|im lặng|câm miệng|biến đi|đi đi",
  ],
  before: "làm ơn|đủ rồi|xin|hãy|thôi|ok|tôi|mình|vui lòng|bạn ơi|ad ơi|bot|từ nay",
  after: "nữa|nhé|đi|nha|ạ|ngay|giùm|với|cảm ơn|luôn|lại|bot",
};
