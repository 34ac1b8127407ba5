import type { Locale } from "../domain/locale.ts";

/** Languages in Latin script that people write in. `other` stands for those that the fleet does not serve. */
export type LatinLanguage = Extract<Locale, "en" | "es" | "vi" | "tr" | "pt"> | "other";

/**
 * What people write in each language: its commonest small words, and the words of their trouble.
 * The model learns words and letter patterns from it, with and without accents.
 */
export const latinSamples: readonly { readonly language: LatinLanguage; readonly text: string }[] = [
  {
    language: "en",
    text: `the a an and or but of to in on at for from with without by about into over after before since until
    i you he she it we they me him her us them my your his its our their mine yours this that these those here there
    is are was were be been being am do does did done have has had having will would can could should may might must
    not no yes don't doesn't didn't can't cannot won't isn't aren't wasn't haven't hasn't i'm i've it's that's what's
    what when where which who why how much many long some any all every each other another same only also just still
    yet already again never always now then today yesterday tomorrow morning night day days hour hours week weeks
    month minutes ago if because so than as very too more most less please help hello hi thanks thank sorry someone
    something anything nothing everything everyone people really know think want need get got give gave take took make
    made see saw say said tell told try tried trying use used using work works working go going went come came keep
    send sent show shows showing ask wait waiting change changed lost forgot missing wrong
    my account is locked and i cannot log in i forgot my password the withdrawal failed my deposit has not arrived
    where is my money how long does it take it says error the code does not come i sent it over the wrong network
    my order is not filled they rejected my identity verification i was hacked and somebody stole my coins is this
    website real could you check what happened with the transfer there is still no reply from support why was the
    payment rejected i would like to speak with a real person the app keeps crashing on my phone`,
  },
  {
    language: "es",
    text: `el la los las un una unos unas y o u pero de del a al en con sin por para desde hasta sobre entre ante
    según yo tú él ella nosotros ustedes ellos usted me te se nos les lo le mi mis tu tus su sus nuestro este esta
    esto estos ese esa eso aquel aquí ahí allí es son era fue ser estar está están estoy estaba hay he ha han había
    tengo tiene tienen tenía hago hace hacen puedo puede pueden quiero quiere debo necesito no sí nunca siempre ya
    todavía aún también tampoco muy más menos mucho poco todo toda todos nada nadie alguien algo cada otro otra mismo
    qué que quién cuál cuáles cuándo cuando dónde donde cómo como por qué porque cuánto cuánta si entonces así ahora
    hoy ayer mañana noche día días hora horas semana mes minutos hace después antes gracias hola buenas buenos
    tardes ayuda favor amigo señor disculpe
    mi cuenta está bloqueada y no puedo entrar olvidé mi contraseña el retiro falló mi depósito no ha llegado dónde
    está mi dinero cuánto tiempo tarda me sale un error no me llega el código lo envié por la red equivocada mi orden
    no se ejecuta rechazaron mi verificación de identidad me hackearon y alguien robó mis monedas es real esta página
    podrían revisar qué pasó con la transferencia sigo sin respuesta del soporte quisiera hablar con una persona la
    aplicación se cierra en mi teléfono llevo dos días esperando el saldo no aparece cambié de celular perdí acceso
    ayúdenme por favor necesito recuperar mis fondos quién me puede ayudar llevan retenidos desde hace tres semanas`,
  },
  {
    language: "pt",
    text: `o a os as um uma uns umas e ou mas de do da dos das em no na nos nas com sem por pelo pela para pra até
    desde sobre entre eu tu você vocês ele ela nós eles elas me te se nos lhe meu minha meus minhas seu sua seus suas
    nosso este esta isto esse essa isso aquele aquela aqui aí lá é são era foi ser estar está estão estou estava há
    tenho tem têm tinha faço faz fazem posso pode podem quero quer devo preciso não sim nunca sempre já ainda também
    muito mais menos pouco tudo toda todos nada ninguém alguém algo cada outro outra mesmo que quê quem qual quais
    quando onde como porque porquê quanto quanta se então assim agora hoje ontem amanhã noite dia dias hora horas
    semana mês minutos faz depois antes obrigado obrigada olá oi bom boa tarde ajuda favor amigo desculpe
    minha conta está bloqueada e não consigo entrar esqueci minha senha o saque falhou meu depósito não chegou cadê
    onde está meu dinheiro quanto tempo demora aparece um erro o código não chega enviei pela rede errada minha ordem
    não foi executada rejeitaram minha verificação de identidade fui hackeado e alguém roubou minhas moedas é real
    este site vocês podem verificar o que aconteceu com a transferência continuo sem resposta do suporte gostaria de
    falar com uma pessoa o aplicativo fecha no meu celular estou esperando há dois dias o saldo não aparece troquei de
    telefone perdi o acesso me ajudem por favor preciso recuperar meus fundos quem pode me ajudar ainda não recebi`,
  },
  {
    language: "vi",
    text: `tôi tao mình bạn anh chị em ông bà nó chúng tôi chúng ta họ ai gì nào đâu sao thế nào bao nhiêu bao lâu
    khi nào tại sao vì sao làm sao như thế này kia đó đây ấy là có không chưa đã đang sẽ được bị cho của và hoặc hay
    nhưng mà thì nếu vì nên để với từ đến ở trong ngoài trên dưới trước sau giữa về theo bằng qua lại ra vào lên xuống
    rồi vẫn còn cũng chỉ đều rất quá lắm hơn nhất nữa luôn mãi hãy đừng phải cần muốn thể biết thấy nói hỏi giúp xin
    vui lòng cảm ơn chào dạ vâng ạ nhé ơi mọi người các những một hai ba bốn năm cái con người lần ngày giờ phút
    tuần tháng hôm nay qua mai bây giờ lúc nhiều ít mới cũ đúng sai lỗi
    tài khoản của tôi bị khóa và tôi không thể đăng nhập quên mật khẩu rút tiền thất bại tiền nạp chưa về tiền của
    tôi đâu rồi mất bao lâu báo lỗi không nhận được mã xác minh gửi nhầm mạng lệnh của tôi không khớp xác minh danh
    tính bị từ chối tôi bị hack ai đó lấy cắp coin của tôi trang web này có thật không kiểm tra giúp giao dịch vẫn
    chưa có phản hồi từ hỗ trợ muốn nói chuyện với nhân viên ứng dụng bị lỗi trên điện thoại chờ hai ngày số dư
    không hiển thị đổi máy mất quyền truy cập giúp em với ad ơi sao lâu vậy chuyển khoản rồi mà chưa thấy`,
  },
  {
    language: "tr",
    text: `ben sen o biz siz onlar beni seni onu bizi sizi bana sana ona bize size benim senin onun bizim sizin bu
    şu bunu şunu buna burada orada ve veya ya da ama fakat ile için gibi kadar göre sonra önce beri diye de ki mi mı
    mu mü değil var yok evet hayır ne neden niye niçin nasıl nerede nereye kim hangi kaç ne zaman çok az daha en her
    hiç bir iki üç tüm bütün bazı başka aynı sadece hala hâlâ artık zaten yine tekrar şimdi bugün dün yarın gün saat
    dakika hafta ay lütfen merhaba selam teşekkürler sağol yardım edin olur olmaz oldu olmuyor olmadı ediyor etmiyor
    ettim yaptım yapamıyorum istiyorum gerekiyor lazım biri kimse hiçbir şey eğer çünkü
    hesabım kilitlendi ve giriş yapamıyorum şifremi unuttum para çekme işlemi başarısız yatırdığım para gelmedi
    param nerede ne kadar sürer hata veriyor kod gelmiyor yanlış ağdan gönderdim emrim gerçekleşmedi kimlik
    doğrulamam reddedildi hesabım çalındı biri coinlerimi çaldı bu site gerçek mi kontrol eder misiniz transferime ne
    oldu destekten hala cevap yok gerçek biriyle görüşmek istiyorum uygulama telefonumda çöküyor iki gündür
    bekliyorum bakiyem görünmüyor telefonumu değiştirdim erişimi kaybettim yardımcı olur musunuz acil
    çekim bekliyor neden onaylanmadı kaç saat sürüyor adrese yolladım`,
  },
  {
    language: "other",
    text: `der die das und oder aber nicht ist sind war ich du er sie wir ihr mein dein sein kein keine ein eine einen
    mit ohne auf aus bei von zum zur für über nach wie was wann warum wer kann habe hat haben werden wurde noch schon
    bitte danke hallo konto gesperrt auszahlung passwort vergessen geld angekommen kann mich anmelden`,
  },
  {
    language: "other",
    text: `le la les un une des du et ou mais ne pas plus est sont était je tu il elle nous vous ils mon ma mes ton
    votre notre ce cette ces avec sans pour dans sur chez par comment quand pourquoi qui que quoi où peux peut ai avez
    été fait bonjour merci aidez moi s'il vous plaît compte bloqué retrait mot de passe oublié argent n'est arrivé`,
  },
  {
    language: "other",
    text: `saya aku kamu anda dia kami kita mereka ini itu dan atau tapi tidak bukan belum sudah akan bisa dapat mau
    ingin ada dengan untuk dari ke di pada yang apa kapan kenapa mengapa bagaimana siapa berapa lama tolong terima
    kasih halo akun terkunci penarikan gagal deposit masuk lupa kata sandi uang saya kok dana gak nggak banget`,
  },
  {
    language: "other",
    text: `il lo gli i una uno e o ma non è sono era io tu lui lei noi voi mio mia tuo suo questo questa quello con
    senza per nel della dello degli alla come quando perché chi che cosa dove posso può ho hai ha abbiamo ancora già
    grazie ciao buongiorno aiuto conto bloccato prelievo password dimenticata soldi arrivati nie jest się czy jak mam
    moje konto proszę dziękuję zablokowane dlaczego wypłata`,
  },
];
