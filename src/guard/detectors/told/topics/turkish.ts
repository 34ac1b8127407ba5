import type { TopicWords } from "./topic-words.ts";

export const turkish: TopicWords = {
  secret:
    "sifre sifrem* sifrel* sifren* sifres* sifrey* sifred* sifreyi sifrey* sifreni* sifrede* sfre* siffre* sifree sifire* parola* paralam parolla* pasword* passwordum* anahtar_kelime gizli_kelime sfr password* gizli_kelimesi gizli_kelimem",
  weakSecret: "pass pasi pin pini pinim pinimi passim",
  access:
    "giris* girer* giremi* giremed* girebil* giriy* girin* girey* girmey* girmek oturum* hesap hesab* hesapt* login* logla* acmiyor acilmiyor kilit* uye uyelik* kaydol* kutu* alani alanina alaninda alanda cikis",
  typed:
    "yazdi* yaziy* yazinca yazarak yazar* yazmis* yazip yazsam girdi* girip girmis* deniy* dene* koydu* koymus* koyu* koyars* kullan* degis* yaptim yapmis* yapti yapinca olustur* belirle* ayarla* kopyala* yapistir* sectim tusla* girince yazd* giriyorum giriyor* kullaniyor*",
  refused:
    "yanlis* hatali gecersiz* kabul reddet* reddedi* olmuyo* olmadi* calism* almiyo* almadi uymuyo* uyusmuyo* tutmuyo* zayif buyuk_harf kucuk_harf basit",
  code: "kod kodu* kodun* kodum* kodla* kodlar* koda kodda kodlu otp 2fa dogrulama* dogrulam* onay_kod* haneli hane haneyi hanesi haneden tek_kullanimlik rakam rakaml* rakami",
  channel:
    "sms* mesaj* mail* eposta* e-posta* posta* authenticator* google* telefon* cebim* cebime whatsapp* telegram* uygulama* arama* arayan banka* dogrulama* msj",
  come: "geldi* gelen* geliy* gelmis* gelm* geldik* gelio gonder* yolla* atti* attilar aldim diyo* yaziy* cikti* cikan* cikiy* gosteri* gorunuy* okudu* suresi* gecerli* paylas* buyur* onayla* dogrula* onay* iste soyle* istiyor* cekim* dedi* bildir* cevap verdi verdiler veriyor okuyor dustu dusen",
  mine: "benim bana ben beni bende bizim",
  label:
    "fis fisi fis_no numaral* nolu no_lu siparis_no siparis* talep* bilet* surum* versiyon* kullanici* kullanici_adi uid id tc kimlik* hata* islem_no blok* fatura* daire* kat oda* ucus* model* seri* derleme* tutar* bakiye* posta_kodu alan_kodu kupon* promosyon* indirim* davet* referans* takma* adim isim ismim nick* tx txid pasaport* sokak dahili",
};
