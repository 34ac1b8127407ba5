import type { LanguageWords } from "./language-words.ts";

export const turkish: LanguageWords = {
  spaced: true,
  password:
    "si+fre(?:m|n|si|miz|niz|ler\\p{L}{0,4}|yi|mi|ni|sini|mizi|nizi|de|nin|min|sinin|ye|yle|mle|mde|sinde)?|sfre\\p{L}{0,3}|parola(?:m|n|si|miz|niz|yi|mi|ni|sini|ya|nin|min)?|sifra(?:m|n)?|sfr|pasword|gizli (?:kelime|soz)\\p{L}{0,4}|giris (?:bilgi\\p{L}{0,6})",
  weakPassword: "pass(?:im|i)?|anahtar kelime\\p{L}{0,3}",
  pin: "pin(?:im|i|in|imi|ini)?(?: kod\\p{L}{0,4})?",
  code: [
    "(?:dogrulama|dogrulam|onay|onaylama|guvenlik|sms|mesaj|2-?fa|google|authenticator|aktivasyon|teyit|dogrula|otp|mail|e-?posta|whatsapp|telegram|tek kullanimlik|iki (?:adimli|faktorlu)(?: dogrulama)?|gecici|erisim) (?:kod|sifre|parola|pin|numara)\\p{L}{0,5}",
    "giris kod\\p{L}{0,5}|(?:4|5|6|7|8|dort|bes|alti|yedi|sekiz) (?:haneli|rakamli) (?:kod|sifre|numara)\\p{L}{0,5}|(?:sms|mesaj)(?:le|la|dan|den|ten)? gelen (?:kod|sifre)\\p{L}{0,4}|otp(?:m|'?\\p{L}{0,3})?",
  ].join("|"),
  weakCode: "kod(?:u|um|un|unu|umu|umuz|lar|lari|larim)?|rakamlar\\p{L}{0,3}",
  channel:
    "sms|mesaj\\p{L}{0,6}|mail\\p{L}{0,4}|e-?posta\\p{L}{0,4}|google|authenticator|2fa|whatsapp|telegram|dogrula\\p{L}{0,5}|giris\\p{L}{0,4}|telefon\\p{L}{0,5}|cep\\p{L}{0,4}|banka\\p{L}{0,4}",
  mine: "benim|bizim|ben|bana|kendi|sifrem|parolam|pinim|kodum|kodumu|sifremi|parolami|sifremiz",
  certain: "bu|su|o|iste|yeni|eski|simdiki|mevcut|onceki|gelen|senin|sizin",
  copula: "dir|dur|olan|oldu|olarak|idi|ydi|su|bu|soyle|diyor|yaziyor|gorunuyor|hala|simdi|artik|yani|de|ise",
  setTo:
    "olarak|diye|yaptim|girdim|yazdim|denedim|kullandim|koydum|belirledim|kullaniyorum|giriyorum|yaziyorum|geldi|aldim|gonderdi(?:ler)?",
  typed:
    "yazdim|yaziyorum|yazinca|girdim|giriyorum|girince|denedim|deniyorum|tusladim|kullaniyorum|kullandim|yapistirdim",
  handled:
    "yaptim|yapmistim|degistirdim|degistirmistim|belirledim|koydum|koymustum|girdim|giriyorum|girince|yazdim|yaziyorum|denedim|deniyorum|kullandim|kullaniyorum|kullaniyordum|olusturdum|sectim|ayarladim|guncelledim|kaydettim|geldi|gelen|geliyor|gelmis|aldim|gonderdi(?:ler)?|gonderdim|yolladi(?:lar)?|attilar|atti|verdi(?:ler)?|veriyorum|yapistirdim|kopyaladim|ulasti|iletildi|yazayim|atayim|atiyorum|yolluyorum|gonderiyorum",
  changed:
    "yaptim|yapmistim|degistir\\p{L}{0,8}|belirledim|koydum|koymustum|olusturdum|sectim|ayarladim|guncelledim",
  notice:
    "(?:kimseyle|baskasiyla|baskalariyla)?\\s?paylasmayin(?:iz)?|(?:kimseye )?(?:vermeyin|soylemeyin|iletmeyin)(?:iz)?|gecerlidir|gecerli|gecerlilik|suresi|dakika icinde|dogrulamak icin|giris yapmak icin",
  negation:
    "degil|yok|hic|olmaz|olmadi|olmuyor|gelmedi|gelmiyor|almadim|alamadim|alamiyorum|calismiyor|kabul etmiyor|asla|vermeyin|paylasmayin|girmedi|gelmez|acilmiyor",
  lost: "unut\\p{L}{0,6}|sifirla\\p{L}{0,6}|kaybet\\p{L}{0,4}|kurtar\\p{L}{0,4}|hatirla\\p{L}{0,6}|yenile\\p{L}{0,4}",
  otherCode:
    "hata(?:si\\p{L}{0,3}|lar\\p{L}{0,3})?|promosyon\\p{L}{0,3}|indirim\\p{L}{0,3}|davet\\p{L}{0,3}|referans\\p{L}{0,3}|kupon\\p{L}{0,3}|hediye\\p{L}{0,3}|bonus\\p{L}{0,3}|odul\\p{L}{0,3}|ulke|alan|posta|qr|kare|kare ?kod\\p{L}{0,3}|barkod\\p{L}{0,3}|kaynak|urun|durum|swift|kampanya|kargo|takip|musteri|sube|vergi|cekilis",
  account:
    "kullanici(?: ad\\p{L}{0,3})?|hesap\\p{L}{0,4}|siparis\\p{L}{0,4}|(?<!gelen )numara\\p{L}{0,4}|tel|telefon\\p{L}{0,4}|tutar\\p{L}{0,3}|miktar\\p{L}{0,3}|id|uid|hash|adres\\p{L}{0,3}|islem\\p{L}{0,4}|fatura|surum|model|tc|pasaport|talep|yil|bilet|arayin|ara",
  unit: "numarali|nolu|hane\\p{L}{0,4}|karakter\\p{L}{0,4}|harf\\p{L}{0,4}|rakam\\p{L}{0,4}|dakika\\p{L}{0,4}|dk|saniye\\p{L}{0,4}|sn|saat\\p{L}{0,4}|gun\\p{L}{0,4}|kez|kere|defa|hafta\\p{L}{0,3}|ay|yil\\p{L}{0,3}|tl|lira\\p{L}{0,3}|dolar\\p{L}{0,3}|kisi\\p{L}{0,3}|puan|adet|tane",
  example:
    "ornek\\p{L}{0,4}|ornegin|mesela|gibi|(?:iyi|kotu|zayif|guclu|guvenli|kolay) (?:bir )?(?:sifre|parola)|kullanmayin|kullanma|secmeyin|kacinin|en az|olmali\\p{L}{0,4}|icermeli\\p{L}{0,4}|varsayilan|format\\p{L}{0,3}",
  status: [
    "yanlis|hatali|gecersiz|dogru|gecerli|unuttum|degisti|degismis|degistirildi|kilitli|kilitlendi|bloke|bloklandi|calindi|kayip|kayboldu|eksik|bos|guvenli|guclu|zayif|uzun|kisa|eski|yeni|ayni|farkli|degil|var|yok|ne|neydi|nedir|nasil|hangi|nerede|neden|niye|nicin|icin|ile|ve|veya|ama|fakat|cunku|cok|az|daha|en|bir|bu|su|o|da|de|mi|mu|hala|simdi|artik|hep|asla|hic|bile|kabul|red|reddedildi|olmadi|oldu|olmuyor|calismiyor|calisiyor|gelmedi|geldi|gelmiyor|girmiyor|acilmiyor|istiyor|diyor|gerekli|zorunlu|onemli|gizli|kisisel|sifre|parola|kod|benim|senin|kimseye|kimseyle|lazim|lutfen|yardim|hesabim|hesap|sifirlama|sifirlandi|yenilendi|tutmuyor|uymuyor|eslesmiyor|suresi|doldu|bitti",
  ].join("|"),
  numbers:
    "sifir|bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz|on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan",
  arrival:
    "attim|yolladim|gonderdim|dustu|dusmedi|bu yeni|mesajdaki\\p{L}{0,2}|girdim|yazdim|geldi|gelen|geliyor|gelmis|gelenler|aldim|gonderdi(?:ler|niz)?|gonderilen|yolladi(?:lar)?|atti(?:lar)?|atmis|yaziyor|yazan|diyor|dedi|gosteriyor|gosterdi|gorunuyor|cikti|cikan|okuyor|robot|arama|aradi|arayan|onay\\p{L}{0,5}|dogrula\\p{L}{0,6}|al|buyur|iste|sonuncu|son gelen|ilk gelen|suresi|gecti|hane\\p{L}{0,3}|soyluyorum|rakam\\p{L}{0,4}|ekranda|mesajda|hangisi",
  answer: "evet|tamam|tmm|ok|olur|peki|iste|al|buyur(?:un)?|bu|hee|he|sagol|burada|simdi",
  money:
    "stop\\p{L}{0,3}|satti\\p{L}{0,2}|aldi\\p{L}{0,2}|satis|alis|fiyat\\p{L}{0,3}|kar|zarar|hacim|aldim satt\\p{L}{0,2}|sattim|bakiye\\p{L}{0,3}|hedef|destek|direnc|takipci|uye|maas\\p{L}{0,2}|komisyon\\p{L}{0,2}|tutar\\p{L}{0,3}|miktar\\p{L}{0,3}|usdt?|btc|eth|tl|lira\\p{L}{0,3}|dolar\\p{L}{0,3}|kaldirac|yatirdim|odedim",
  access:
    "giris\\p{L}{0,4}|gir(?:emiyorum|emedim|miyor|iyorum|ince|dim)|acilmiyor|acmiyor|yanlis|hatali|gecersiz|reddet\\p{L}{0,5}|kabul etmiyor|olmuyor|calismiyor|buyuk harf\\p{L}{0,3}|login",
  here: "iste|al|buyur(?:un)?|burada|bu|asagida|yaziyorum|soyle|gonderiyorum|veriyorum|atiyorum",
  forbids:
    "asla|kimse\\p{L}{0,4}|paylasmay?\\p{L}{1,5}|vermey?\\p{L}{1,5}|istemez|istemeyiz|sormaz|dolandiric\\p{L}{0,4}|dikkat|nasil|neden|niye|gelmiyor|gelmedi",
  ask: "gonder(?:in|ir|ebilir|irmisin|sene|iniz)?(?: misin\\p{L}{0,3}| misiniz)?|yolla(?:yin|r|yabilir)?|at(?:in|ar|sana|abilir)?(?: misin\\p{L}{0,3})?|ver(?:in|ir|ebilir)?(?: misin\\p{L}{0,3})?|soyle(?:yin|r|yebilir)?(?: misin\\p{L}{0,3})?|yaz(?:in|ar|abilir)?(?: misin\\p{L}{0,3})?|paylas(?:in|ir|abilir)?(?: misin\\p{L}{0,3})?|ilet(?:in|ir|ebilir)?|ne(?:ydi|dir)?|nedir|kac|lazim|ihtiyacim var|bekliyorum|istiyorum|gerekiyor|geldi mi|aldiniz mi|aldin mi|alabilir miyim|okur? ?musun",
};
