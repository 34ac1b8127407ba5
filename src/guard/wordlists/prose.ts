/** English words that stand in nearly every sentence. */
export const glueWords: readonly string[] = `
a about again all also always am an and any are as at be because been before both but by can cannot could did do does
each even ever every find first for from get give go going good got had has have he her here him his how if in into
is it its just know last let like little long look made make many may me more most much must my need never new next
no not nothing now of off ok okay on once one only or other our out over own people please put right said same say
see she should so some still such sure take tell than that the their them then there these they thing this those time
to today too try two until up us use very wait want was way we well were what when where which while who why will
with without work would year yes yet you your
`
  .trim()
  .split(/\s/);

/**
 * Words of the lists that hold sentences together, in the languages of the lists. Prose is full of them;
 * a phrase drawn at random has one or two.
 */
export const proseWords: readonly string[] = `
about above across after again against ago ahead all almost alone along already also although always am among an
and another any anymore anyone anything anyway anywhere are around as ask asked asking at away back be because been
before began behind being best better between both bought but buy by call came can cannot come could day did do does
done down during each either else end enough even ever every everybody everyone everything everywhere exact except
few find first for forever forward found free from gave get give given go going gone good got gotten great had has
have he hello help her here hers herself hey him himself his home hope how however i if in indeed inside instead into
is it its itself join just keep kept know known last later leave left less let life like little live long look lot
love made make many may maybe me mean means meant might mine more most mostly much must my myself name near need
neither never new next night no nobody none nor not nothing now nowhere of off often ok okay old on once one only
onto open or order other our ours ourselves out outside over own part people perhaps person place please possible
probably put quick quickly quite rather ready real really receive right round said same saw say see seem seen sell
send sent several shall she should show simple simply since small so some somebody someday somehow someone something
sometimes somewhere soon sorry special start state stay still stop stuff such suddenly sure take taken talk tell ten
than that the their them themselves then there these they thing things think this those though thought three
through throughout till time tired to today together told tomorrow tonight too toward true truly truth try trying
turn twice two type unable under unless unlike until up update upon us use used usually very wait walk
want was way we welcome well went were what whatever when whenever where wherever whether which while who whole whom
whose why wife will wish with within without woman women wonder word work world worry worse would write wrong year
yes yesterday yet you young your yours yourself zero
anís ante año ayer bien buen buena cada caer casi cien como cual cuando dar decir del desde día donde dos ella entre
eso esta este estar fin hacer hasta hora hoy lado llegar luego mal mañana mayor me mejor menos mes mi mientras mismo
mucho muy nada ni noche nuevo ocho oír otro país pasar pero poco poner por primero que salir sed seis semana ser si
siempre sin sobre tarde tema tener tiempo tipo todo tres último uno usar venir ver vez vida viejo vivir
abord ainsi aller alors année aucun aussi autre avant avec avoir beaucoup bonjour cela chaque chose comme comment
dans demain depuis dernier devoir donc encore enfin entre être faire fois heure jamais jour lorsque mais matin merci
moins monde nouveau parfois parce penser petit peut plus pour pouvoir premier prendre quand quel quelque rien sans
savoir semaine seul sinon soir sous sujet temps toujours tous tout trop trouver utile venir vers vivre voici voir
vouloir vrai
alcuni allora altro ancora andare anno anzi bene caso ciao come cosa così dare dire dopo dove ecco essere fare fatto
forse fuori giorno grande grazie ieri invece male meglio meno mese mettere molto nome nuovo oggi ogni ora parte per
perché però persona piccolo poco poi potere prima primo prossimo proprio quale qualche quando quasi quello questo
qui quindi sapere sempre senza sera sino solo sono sopra spesso stare stato stesso subito tanto tardi tempo tutto
ultimo unico uno usare vedere venire vero verso vita vivere volere volta
agora ainda algo algum alguém amanhã amigo antes aqui assim bem boa bom cada casa coisa com como dar depois desde
dizer ela ele entre esse estar este fazer hoje já lado lugar mais mas melhor mesmo mês muito nada não noite nome
novo nunca onde ontem outro para parte pelo pessoa poder por porque pouco primeiro qual quando que quem saber sem
semana sempre ser sobre tarde tempo ter todo tudo último vez vida vir você
ahoj aspoň brzo celý další den dnes dobrý dobře dost hodně hned jeden jenom jiný kde když každý konec lidé málo místo
moc mohl mít možná něco nikdy nový opět ovšem pak pokud pouze práce proto protože první rok rychle různý stále svět
tady takže tedy téma teď tohle velmi vlastně včera všechno zase zatím zítra změna život
быть весь вдруг вместе вода вообще время всегда вчера где год голова даже дать дело день друг думать едва если ещё
жена жизнь жить завтра завтрак здесь знать иной итог иметь каждый когда конец который любой люди мало место много может мой
надо наверное назад начало небо новый ночь нужно обычно один окно опять очень первый пока потом почему почти просто раз
рано ради рука сегодня сейчас слово сначала снова сразу сторона также тема теперь только тоже труд туго уже утро хорошо
час часто человек через что чтобы этап этот
acaba ama ancak artık aynı bana başka bazı belki ben beri biraz bir biz bugün böyle bu büyük çok çünkü daha de değil
dolayı en eski evet fakat gece gibi gün hala hangi hep her iki iyi için ile kadar kendi kim kişi konu kötü lazım mı
nasıl ne neden orta önce özel sadece sana şey şimdi şu sonra tabii tane tüm uzun var ve veya ya yarın yeni yok zaman
`
  .trim()
  .split(/\s/);

/** The commonest words of talk, of accounts and of money: as many in prose as in a phrase. */
export const commonWords: readonly string[] = `
able accept access account act action actual add address afraid age agree air allow amazing amount answer app apply
area arm arrive art article attack attention average avoid bad bag balance ball bank bar base basic beautiful become
bed begin believe below beside big bit black blue board body bonus book boss bottom box boy break bring broken
brother build business busy button card care careful carry case cash catch cause center certain chair chance change
charge chat cheap check child children choice choose city class clean clear click close clothes club code coffee coin
cold college color company complete concern confirm connect consider contact continue control cook cool copy correct
cost country couple course cover crazy create credit cross cry current custom customer cut dad daily damage dance
dark data date daughter dead deal dear debt decide deep delay deliver demand deposit detail die difference different
difficult digital dinner direct dirty discover display doctor document dog dollar door double doubt draw dream dress
drink drive drop dry early earn easily easy eat education effort email empty end energy enjoy enter entire error
escape event example excellent exchange excite expect expire explain express extra eye face fact fail fair fall false
family famous far fast father fault favorite fear fee feed feel few field fight figure file fill final fine finger
finish fire fit five fix flat flight floor fly focus follow food foot force forget forgot form forum four fresh
friend front full fun funny future gain game garden gas general gift girl glad glass goal god gold government ground
group grow guard guess guy habit hair half hand handle hang happen happy hard hate head health hear heart heat heavy
high hill history hit hold hole holiday hope horse hospital host hot hotel hour house huge human hundred hungry hurry
hurt husband ice idea ignore image imagine impact important impossible improve include income increase indicate
inform information initial input instead interest internet invest invite involve island issue item job join joke
journey judge jump key kid kill kind kiss kitchen knock lady land language laptop large laugh law lead learn leg
legal lend less letter level lie lift light limit link list listen loan local lock lonely lose loss loud low luck
lucky lunch machine mad mail main major man manage manual mark market marriage master match material matter maximum
meal measure meat media medical meet member memory mention menu message method middle million mind minor minute miss
mistake mix mobile model modern mom moment money month moon morning mother move movie music natural nature near neck
need network news nice noise none normal north nose note notice object obvious offer office official oil online
opinion option orange order original owner page pain paint pair paper parent park party pass password past path
patient pay payment peace pen perfect period permit personal phone photo phrase pick picture piece plan play player
please point police policy pool poor popular position positive possible post power practice prefer prepare present
press pretty prevent price print private prize problem process product profit program project promise promote proof
property protect proud prove provide public pull purchase purpose push quality question quick quiet quit radio rain
raise random rare rate reach read ready reason recall receipt recent record recover red reduce refuse regular reject
relate release rely remain remember remind remove rent repair repeat replace reply report request require rescue
reset respond response rest result return review reward rich ride risk river road rock role room round route rule run
sad safe safety sale sample save scan school score screen sea search season seat second secret security seek sell
sense sentence separate serious service session set setup seven share shoot shop short show shower shut shy sick side
sign signal silly similar simple sing single sister sit site situation six size skill skin sky sleep slow small smart
smell smile smoke snow social society soft solid solution solve son song sort sound source south space speak speed
spell spend sport spot spread spring stable staff stage stand start state station step stick stock stomach store
storm story strange street strong student study stuff stupid style subject submit success sudden suffer suggest suit
summer sun supply support surface surprise survey swap sweet switch system table talk target task taste tax taxi tea
teach teacher team test text theory thing ticket tip title toe token tool top topic total touch tour town track trade
traffic train transfer travel treat tree trial trick trip trouble truck trust tv twelve twenty ugly uncle understand
unhappy unique unknown unlock upset useful user usual valid value verify version very victory video view village visa
visit voice vote wage wake wall wallet war warm wash waste watch water weak wear weather web website week weekend
weight weird west wet white wide wild win wind window wine winner winter wish wonder wood worth write yard yellow
young
`
  .trim()
  .split(/\s/);

/** Other words of everyday talk; a phrase has more of them than prose. */
export const everydayWords: readonly string[] = `
able useful thank usual absent accept access accident account achieve act action activity actual actually add address adult advice
affair afraid age agree air alert alive allow amazing amount ancient angry announce answer appear apple apply approve
area arm army arrive art asset attack attempt attend attention audit aunt author auto average avoid aware awesome
awful baby bad bag balance ball band bank bar base basic beach beautiful beauty become bed begin behave belief
believe belong below benefit beside beyond bid big bike bird birth birthday bit black block blood blue board boat
body bonus book border boring born boss bother bottom box boy boyfriend brain bread break breath bright bring broke
broken brother brown budget bug build built burn bus business busy button buyer cable cake camera cancel capital car
card care careful carry case cash cat catch cause center central century certain certainly chair champion chance
change chapter charge chase chat cheap check cheese chicken chief child childhood children choice choose church
circle citizen city civil claim class clean clear clearly clever click client clock close clothes cloud club coach
coast code coffee coin cold collect college color column comfort comic common community company compare compete
complain complete completely concern confirm conflict confuse congress connect connection consider constant contact
content contest continue control convince cook cookie cool copy core corner correct cost couch count country couple
courage course court cousin cover crash crazy create credit crew crime cross crowd cry culture cup curious current
custom customer cut cute cycle dad daddy daily damage dance danger dangerous dark darling data date daughter dead
deal dear death debate debt decade december decide decision deep defense define degree delay deliver demand deny
depart department depend deposit depth deserve describe design desire desk despite destroy detail detect develop
device diamond die diet differ difference different difficult dig digital dinner direct direction dirty disagree
discover disease dish disorder display distance district divide doctor document dog dollar door double doubt draft
drama draw dream dress drink drive driver drop drug drum dry due dude dumb dust duty early earn earth earthquake
easily east easy eat economy edge edit education effort egg eight elder electric elegant element elevator email
emotion employ employee empty enable enemy energy engage engine enhance enjoy enlist ensure enter entire entry
environment equal equip error escape especially essay estate evening event eventually evidence evil evoke evolve
exactly exam example excellent exchange excite exclude excuse execute exercise exhaust exist exit expand expect
experience expert expire explain explore expose express expression extend extra eye face fact factor fail faint fair
faith fake fall false fame family famous fan fancy fantasy far farm fashion fast fat fate father fault favorite fear
feature february federal fee feed feel feeling feet fell felt female festival field fight figure file fill film
filter final finally financial fine finger finish fire fish fit fitness five fix flag flat flight floor flow flower
fly focus folk follow food foot football force foreign forest forget forgive forgot fork form formal fortune forum
four fragile frame freedom frequent fresh friday friend friendly front fruit fuel full fully fun funny fury future
gain game gap garage garden gas gate gather general generation gentle genuine gift girl girlfriend glad glass global
goal god gold golden goodbye govern government grab grade grand grant grass green grew grocery ground group grow
growth guard guess guest guide guilty guitar gun guy habit hair half hall hand handle hang happen happiness happy
hard hardly harm hat hate head heal health healthy hear heard heart heat heaven heavy height hell hidden hide high
highly hill hint hip hire history hit hobby hold hole holiday holy honest honey honor horrible horse hospital host
hot hotel hour house hug huge human humor hundred hungry hunt hurry hurt husband ice idea identify idle ignore ill
illegal image imagine immediately impact important impossible improve inch include income increase index indicate
individual indoor industry inform information initial injury inner innocent input inquiry inside install insult
intact interest internet introduce invest invite involve iron island issue item jacket jail jealous jeans job joke
journey joy judge juice jump junior junk key kick kid kill kind king kiss kitchen knee knock knowledge lab label lady
lake land language laptop large late laugh laughter laundry law lawyer lazy lead leader leaf learn leg legal leisure
lend length lesson letter level liberty library license lie lift light likely limb limit line link list listen liquid
loan local lock logic lonely loose lose loss loud lovely loyal luck lucky lunch luxury machine mad magazine magic mail
main major male man manage manager manner manual march mark market marriage married marry mask mass master match
material math matter maximum maze meal measure meat media medical medicine member memory men mention menu mess message
metal method middle midnight mile military milk million mind minor minute mirror misery miss mistake mix mixed mobile
model modern modify mom moment money monitor month mood moon moral morning mother motion motor mountain mouse mouth
move movement movie murder museum music mystery naive narrow nation national natural nature nearly neck negative
neighbor nephew nerve nervous network neutral news nice nine noise normal normally north nose notable note notice
november nuclear number nurse object oblige observe obtain obvious obviously occur ocean october odd offer office
officer official oil online opera opinion opportunity opposite oppose option orange ordinary organize original
otherwise outdoor output owner page pain paint pair panic paper parade parent park partner party pass passion password
past patch path patience patient pause pay payment peace pen pencil penalty perfect perfectly period permit personal
phone photo phrase physical piano pick picnic picture pie piece pig pill pink pitch pizza plan planet plant plastic
plate play player pleasure pledge plenty plug pocket poem poet point police policy polite political politics pool poor
pop popular population portion position positive possess post potato pound pour power powerful practice praise pray
prayer predict prefer prepare presence present president press pressure pretend pretty prevent previous price pride
primary princess print priority prison private prize problem process produce product profit program progress project
promise promote proof proper property protect proud prove provide public pull pump punch pure purchase purple purpose
purse push quality quarter queen question quiet quit quote race radio rail rain raise random range rapid rare rate raw
reach react read reader reading reality realize reason rebuild recall recent recently recipe record recover red reduce
refer reflect reform refuse regard region regret regular reject relate relation relationship relax release relief rely
remain remember remind remote remove renew rent repair repeat replace reply report request require rescue research
resist resource respect respond response rest result retire return reveal review reward rice rich ride ring rise risk
river road robot rock role roll romance roof room rose route routine row royal ruin rule run rural rush sad safe safety
sail salad salary sale salon salt sample sat satisfy saturday save scale scan scared scene schedule scheme school
science score screen script sea search season seat second secret secretary section security seed seek select self
seller senior sense sentence separate september series serious seriously serve service session set settle setup seven
severe sex shadow shame shape share sharp shed shift shine ship shirt shock shoe shoot shop shore short shot shoulder
shout shower shut shy sibling sick side sight sign signal silence silent silly silver similar sing single sir sister
sit site situation six size skill skin skip sky sleep slide slight slightly slip slow slowly smart smell smile smoke
smooth snow social society soft software soil soldier solid solution solve son song sort soul sound soup source south
space speak speech speed spell spend spent spirit split sport spot spread spring square stable staff stage stairs stand
standard star station steal step stick stock stomach stone stood store storm story straight strange stranger strategy
stream street strength stress strike strong struggle student study stupid style subject submit success sudden suffer
sugar suggest suit summer sun sunday sunny sunset super supply support suppose surface surprise surround survey survive
suspect swear sweet swim switch system table tag tail talent tank target task taste tax taxi tea teach teacher team
tear technology teeth tennis term terrible test text theme theory thick thin third thirty thousand threat threaten
threw throat throw thursday thus ticket tide tie tight tiny tip title toe toilet token tone tongue took tool tooth top
topic total touch tough tour tourist town toy track trade tradition traffic train transfer transport trap trash travel
treat tree trend trial trick trigger trip trouble truck trust tuesday tuition tv twelve twenty twin ugly uncle
understand understood unfair unhappy uniform unique unit universe university unknown unlock unusual upgrade upset urban
urge usage user utility vacation valid valley valuable value various vehicle verify version victim victory video view
village violence violent virtual visa visit visitor visual vital voice volume vote wage wake walking wall wallet war
warm warn wash waste watch water weak weakness wealth weapon wear weather web website wedding wednesday week weekend
weekly weight weird west wet wheel whisper white wide wild win wind window wine wing winner winter wire wise witness
wood won worker worried worst worth wow wrap wrote yard yeah yellow yes youth zone
`
  .trim()
  .split(/\s/);
