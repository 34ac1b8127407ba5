import type { IntentWords } from "../intent.ts";

export const turkish: IntentWords = {
  greeting: [
    "merhaba, merhabalar, selam, selamlar, selamun aleyküm, sa, günaydın, iyi günler, iyi akşamlar",
    "iyi geceler, kimse var mı, orada mısınız, kolay gelsin, slm, mrb",
  ],
  how_are_you: ["nasılsın, nasılsınız, naber, ne haber"],
  thanks: [
    "teşekkürler, teşekkür ederim, çok teşekkürler, sağ ol, sağol, sağ olun, sağolun, eyvallah, tşk, tşkler",
    "çözüldü, sorun çözüldü, oldu teşekkürler, işe yaradı, işime yaradı, yaradı, yardımcı oldu, evet yardımcı oldu, faydalı",
  ],
  goodbye: [
    "hoşça kal, hoşçakal, hoşça kalın, görüşürüz, görüşmek üzere, güle güle, bu kadar, hepsi bu",
    "başka sorum yok",
  ],
  are_you_bot: [
    "bot musun, sen bot musun, robot musun, sen robot musun, insan mısın, sen insan mısın, gerçek misin",
    "gerçek bir insan mısın, kimsin, sen kimsin, siz kimsiniz, bot mu bu, yapay zeka mısın",
  ],
  needs_help: [
    "yardım et, yardım edin, yardım eder misin, yardım eder misiniz, yardımcı olur musunuz",
    "yardımcı olur musun, yardıma ihtiyacım var, bir sorum var, sorum var, bir sorunum var, sorunum var",
    "sorun var, bir şey sorabilir miyim",
  ],
  not_helped: [
    "işe yaramıyor, hâlâ olmadı, hala olmadı",
    "işe yaramadı, yardımcı olmadı, olmadı, çalışmıyor, çalışmadı, hâlâ çalışmıyor, hala olmuyor, olmuyor",
    "denedim, bunu denedim, zaten denedim, onu sormadım, bunu sormadım, çözülmedi, sorun devam ediyor, aynı",
    "faydası yok, işime yaramadı, yaramadı, pek değil, hiç yardımcı olmadı",
  ],
  none: ["hiçbiri, hiçbiri değil, bunlardan hiçbiri, bunların hiçbiri, başka bir şey"],
  human: [
    "temsilciyle görüş, hemen temsilciyle görüş, destek talebi aç, temsilci, müşteri temsilcisi, insan",
    "canlı destek, gerçek kişi, gerçek bir insan, yetkili, operatör, müşteri hizmetleri, temsilciye bağla",
    "temsilciye bağlan, temsilciyle görüşmek istiyorum, insanla görüşmek istiyorum, biriyle görüşmek istiyorum",
    "canlı desteğe bağla, yetkiliyle görüşmek istiyorum, talep aç, destek talebi, şikayet",
    "şikayet etmek istiyorum, şikayetim var, bot istemiyorum",
    "müşteri temsilcisine bağlan, temsilci istiyorum, destek ekibi, gerçek insan, insana bağlan",
    "insana bağla, canlı sohbet, destek, müşteri temsilcisi istiyorum, temsilciye aktar, canlı temsilci",
    "gerçek temsilci, temsilciyle konuş, temsilciyle konuşmak istiyorum, bir temsilci",
  ],
  assistant: [
    "asistana dön, asistan, bota dön, botla devam et, asistanla devam et",
    "asistana geri dön, asistanla konuş, bota geri dön, botla konuş, sanal asistan, asistanı istiyorum",
  ],
  cancel_ticket: [
    "talebi iptal et, talebimi iptal et, talebi kapat, talebimi kapat, destek talebini iptal et",
    "talep iptali, talebi geri çek, talebimi geri çek, destek talebimi iptal et, talebi sil, talebimi sil",
    "talebimi iptal edin, talebimi iptal etmek istiyorum, talebimi kapatın",
  ],
  back: ["geri, geri dön, geri git, önceki, önceki adım, bir önceki"],
  skip: [
    "atla, geç, sonraki, bilmiyorum, bilmiyom, emin değilim, hatırlamıyorum, fikrim yok, yok",
    "söylemek istemiyorum, unuttum",
  ],
  cancel: [
    "iptal, iptal et, vazgeç, vazgeçtim, dur, durdur, çık, çıkış, boş ver, boşver, gerek yok, istemiyorum",
    "bırak",
  ],
  send_now: ["şimdi gönder, hemen gönder, direkt gönder, böyle gönder, bu haliyle gönder"],
  yes: [
    "evet, e, tamam, tmm, olur, doğru, aynen, elbette, tabii, tabi, onaylıyorum, onayla, kabul, kabul ediyorum",
    "gönder, bunu kullan, evet lütfen, peki",
  ],
  no: ["hayır, değil, yanlış, olmaz, hayır teşekkürler, doğru değil, hyr"],
  change: ["değiştir, düzenle, düzelt, değiştirmek istiyorum"],
  go_on: ["devam et, devam, devam edelim, sürdür"],
  menu: [
    "menü, ana menü, menüyü göster, menüyü aç, menüye dön, konular, kategoriler, seçenekler, sık sorulan sorular",
  ],
  help: ["yardım, neler yapabilirsin, ne yapabilirsin, komutlar"],
  status: [
    "durum, talebimin durumu, talep durumu, talebim, talebim ne oldu, haber var mı, gelişme var mı",
    "talebimin son durumu, destek talebim, destek talebimin durumu, talebim nerede, talebim ne durumda",
    "talebim hakkında haber var mı, talep durumum",
  ],
  erase: [
    "verilerimi sil, verilerimi silin, verilerimi siler misiniz, verilerimi silmek istiyorum, verilerimin silinmesini istiyorum",
    "kişisel verilerimi sil, kişisel verilerimi silin, bilgilerimi silin, bilgilerimi sil, mesajlarımı silin, mesajlarımı sil",
    "bu sohbeti sil, bu sohbeti silin, beni unut, beni unutun, hakkımdaki her şeyi silin, unutulma hakkı",
  ],
};
