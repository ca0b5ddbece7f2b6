/** Patterns of what goes whatever words it is made of. The group `id` at the end, where a pattern has one, is what goes. */
const between = String.raw`[\s._/,-]{0,3}`;
const apart = String.raw`(?<![\p{L}\p{N}])`;
const ends = String.raw`(?![\p{L}\p{N}])`;

export const addressPatterns: readonly RegExp[] = [
  /[^\s@]{1,64}@[^\s@]{1,255}/gu,
  /(?:https?:\/\/|ftp:\/\/|www\.)\S+/giu,
];

/** Streets with their numbers, in the order of each language. */
const streetPatterns: readonly RegExp[] = [
  // 22 Maple Avenue
  /(?<!\p{N})\p{N}{1,5}\p{L}?,?\s(?:\p{Lu}[\p{L}.'’]{0,24}\s){1,3}(?:street|avenue|ave|road|rd|lane|drive|blvd|boulevard|court|place|crescent|terrace|highway|hwy|square)(?!\p{L})/giu,
  // 22 Maple Ln
  /(?<!\p{N})\p{N}{2,5}\p{L}?,?\s(?:\p{Lu}[\p{L}.'’]{1,24}\s){1,3}(?:St|Ln|Pl|Blvd|Pkwy|Cir|Ter|Row|Mews|Close|Gardens|Grove|Way)(?!\p{L})/gu,
  // Lindenstraße 12, Hoofdstraat 3
  /\p{L}{2,24}(?:strasse|straße|str\.|gasse|allee|straat|laan|gracht|gatan|vägen|veien|vej|gade|katu|tie)\s\p{N}{1,4}\p{L}?(?![\p{L}\p{N}])/giu,
  // rue de Rivoli 12, Calle Mayor, 3, ul. Polna 5
  /(?<!\p{L})(?:rue|calle|c\/|[vV]ia|viale|piazza|avenida|av\.|rua|travessa|largo|quai|allée|impasse|paseo|ronda|corso|vicolo|boulevard|bd|ul\.|ulica|ulice|al\.|os\.|nám\.|ул\.|улица|пр\.|cad\.|sok\.)\s(?:(?:de|du|des|del|della|dei|delle|degli|la|las|los|da|das|do|dos)\s){0,2}(?:\p{Lu}\p{Ll}{1,24}[\s,]{1,2}){1,3}\p{N}{1,4}(?!\p{N})/gu,
];

export const monthNames = [
  'jan(?:uar[yi]?|vier|eiro)?|enero|gennaio|gener|stycz(?:nia|eń)|ledna|leden|ocak|январ[ья]|tammikuu(?:ta)?',
  'feb(?:ruar[yi]?|raio|rero|brer)?|f[ée]v(?:rier|ereiro)?|febbraio|febrer|lutego|února|únor|şubat|феврал[ья]|helmikuu(?:ta)?',
  'mar(?:ch|s|ts|zo|t|ço|ç|ca|zec)?|m(?:ä|ae)rz?|maart|brezna|března|březen|марта?|maaliskuu(?:ta)?',
  'apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|kwiet(?:nia|zień)|dubna|duben|nisan|апрел[ья]|huhtikuu(?:ta)?',
  'may|mai|mei|maj[a]?|mayo|maggio|maio|maig|května|květen|mayıs|мая|май|toukokuu(?:ta)?',
  'june?|juni?|juin|junio|giu(?:gno)?|junho|juny|czerwca|czerwiec|června|červen|haziran|июн[ья]|kesäkuu(?:ta)?',
  'july?|juli?|juil(?:let)?|julio|lug(?:lio)?|julho|juliol|lipca|lipiec|července|červenec|temmuz|июл[ья]|heinäkuu(?:ta)?',
  'aug(?:ust|usti|ustus)?|ao[uû]t|agosto?|sierpnia|sierpień|srpna|srpen|ağustos|августа?|elokuu(?:ta)?',
  'sept?(?:ember|embre|iembre)?|settembre|setemb(?:re|ro)|wrze(?:śnia|sień)|září|eylül|сентябр[ья]|syyskuu(?:ta)?',
  'o[ck]t(?:ober|obre|ubre)?|ottobre|outubro|październik[a]?|října|říjen|ekim|октябр[ья]|lokakuu(?:ta)?',
  'nov(?:ember|embre|iembre|embro)?|listopad[au]?|kasım|ноябр[ья]|marraskuu(?:ta)?',
  'de[cszç](?:ember|embre|embro)?|dic(?:iembre|embre)?|d[ée]c(?:embre)?|desembre|grudnia|grudzień|prosince|prosinec|aralık|декабр[ья]|joulukuu(?:ta)?',
].join('|');

/** Short names of months that are words as well: they count between two numbers only. */
const shortMonths =
  'ene|ago|gen|mag|giu|lug|set|ott|fev|mai|out|dez|juil|août|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|янв|фев|апр|июн|июл|авг|сен|окт|ноя|дек|tam|hel|maa|huh|tou|kes|hei|elo|syy|lok|jou';

/** Words for years of age. */
const years =
  'y\\/?o|y\\.?o\\.?|yrs?|y|years?|jahre?|l\\.(?=\\s|$)|jährig\\p{L}*|j\\.|ans|años?|anni|anos|jaar|jarig\\p{L}*|år|års|årig\\p{L}*|v|vuotta|vuotia\\p{L}*|letn\\p{L}*|let[áý]\\p{L}*|летн\\p{L}*|річн\\p{L}*|годишн\\p{L}*|godišnj\\p{L}*|lat|let|roků|yaş\\p{L}*|ára|vjeç|éves?|ani|godin\\p{L}*|rokov|metų|gad[iu]|aasta\\p{L}*|χρον\\p{L}*|ετών|שנ\\p{L}*|سنة|سنوات|عام\\p{L}*|ปี|tuổi|tahun|років|рок[иу]|лет|года?|г\\.?';
/** Words for the months, weeks and days of the age of a child. */
const youngAges =
  'months?|mos?|mths?|monate?|monatig\\p{L}*|mois|meses|mesi|maanden|måneder|månader|kuukautta|miesięcy|měsíc\\p{L}*|ay|aylık|месяц\\p{L}*|мес|weeks?|wks?|wochen|semaines|semanas|settimane|weken|uker|uger|veckor|viikkoa|tygodni|týdnů|недел\\p{L}*|days?|tage|jours|días|giorni|dias|dagen|dager|dage|dagar|dní|dni|gün|дн(?:ей|я)|[mwd](?=[\\s_-]?old)';
/** Words before a number of a place, a person in a study, or a record. */
const numbered = [
  'age|aged|alter|edad|âge|età|idade|leeftijd|alder|ålder|wiek|věk|возраст',
  'mrn|pid|ids?|accession|nhs|nhc|ipp|ssn|dob|ssan|pesel|cpr|hetu|cpf|sus|r\\.č|č',
  'sujet|sujeto|soggetto|proefpersoon',
  'case|cases|subject|subj|sub|patient|pat|pt|pts|visitor|volunteer|vol(?:unteer)?|participant|proband|site|center|centre',
  'cod|cód|afd|afs|abt|avd|oddz|odd|отд|serv|dept|dpt|room|rm|bed|ward|bay|stn|itu|icu|hdu|pod|pav|pavilion|pavillon|pavilhão|padiglione|wing|bldg|building|blok|blocco|bloque|ala|piso|étage|etage|haus|ebene|avd|abt|patro|kat|piętro|kerros|cubicle|pager|beeper|bleep|ext|extension|floor|house|suite|station|unit|theat(?:re|er)|or|locker|box|saal|raum|kabine|sal|röntgenrum|gabinet|pracownia|ordinace|kabin|lab|porte|porta|door|gate|counter|intensiv|intensivstation|réa|réanimation|uti|uci|rianimazione|terapia\\sintensiva|jip|oiom|орит|реанимация|desk|apt|apartment|flat|whg|wohnung|esc|bât',
  'bureau|cab|cabinet|consultorio|guichet|kabinett|каб|кабинет|ufficio|gabinete|despacho|büro|office|curtain|chair|stretcher|gurney|trolley|crib|cot|van|ambulance|puesto|hall|hallway|corridor|platz|liegeplatz|liege|brancard|fauteuil|camilla|sillón|barella|poltrona|maca|stoel|plats|sänghus|brits|båre|plass|enf|sengepost|sengeafsnit|afsnit|vårdavdelning|vårdplats|bettplatz|verpleegafdeling|vuodeosasto|kórterem|vuode|sänky|potilaspaikka|paikka|miejsce|nosze|fotel|místo|křeslo|каталка|место|koltuk|sedye|zimmer|bett|stationszimmer|fall(?:nr|nummer)?|pat-?nr|chambre|lit|salle|dossier|habitación|hab|cama|planta|sala|quarto|leito|enfermaria|prontuário|stanza|letto|reparto|cartella|camera',
  'kamer|afdeling|zaal|stue|seng|afdeling|rum|säng|avdelning|rom|avdeling|huone|osasto|łóżko|oddział|sali|pokój|pokoj|lůžko|oddělení|oda|yatak|servis|koğuş|palata|палата|койка|отделение|больница|история|болезни|кабинет',
  'tel|phone|mobile|fax|nr|no|n°|nº|numéro|número|numero|number|num|nummer|téléphone|telefono|telefone|teléfono|telefon|тел',
  'θ[άα]λαμος|θαλ|δωμ[άα]τιο|κλ[ίι]νη|κρεβ[άα]τι|[όο]ροφος|τμ[ήη]μα|κτ[ίι]ριο|γραφε[ίι]ο|α[ίι]θουσα|szoba|kórterem|ágy|osztály|emelet|salon|salonul|rezerva|secția|secție|etaj|soba|krevet|odjel|odjeljenje|postelja|палати|ліжко|кімната|відділення|поверх|стая|легло|соба|кревет|одељење|palāta|gulta|lova|voodi|palat',
  'חדר|מיטה|מחלקה|קומה|غرفة|سرير|جناح|طابق|قسم|ห้อง|เตียง|ชั้น|หอผู้ป่วย|วอร์ด|phòng|giường|khoa|tầng|kamar|ruang|bangsal|ranjang|lantai',
  'cl[íi]nica|kimlik|patiëntnummer|personnr|fødselsnr|henkilötunnus',
].join('|');
/** Words of sex: a number behind one is an age. */
const sexes =
  'male|female|man|woman|boy|girl|mann|frau|weiblich|männlich|homme|femme|hombre|mujer|varón|masculin[oa]?|femenin[oa]|feminin[oa]|uomo|donna|maschio|femmina|vrouw|mand|kvinde|kvinna|kvinne|mężczyzna|kobieta|muž|žena|мужчина|женщина|муж|жен';
/** Words before a date of birth, which may be written in any groups of figures. */
const born =
  'dob|d\\.o\\.b\\.?|born|birth(?:day|date)?|geb|geboren|jg|jahrgang|née?|nacid[oa]|nascid[oa]|nat[oa]|classe|født|fødd|född|årgang|årskull|syntynyt|synt|ur|urodz\\p{L}*|rocznik|nar|narozen\\p{L}*|ročník|рожд\\p{L}*|род|doğum\\p{L}*|doğ';

/** What a name of a hospital unit or building begins with; a letter behind it names which. */
const lettered =
  'twin|curtain|chair|stretcher|gurney|trolley|crib|cot|liegeplatz|brancard|camilla|barella|maca|vuode|sänky|miejsce|místo|křeslo|каталка|место|afd|abt|avd|odd|oddz|отд|wing|ala|blok|pavilion|pav|ward|bed|bay|room|rm|station|zimmer|bett|avdelning|afdeling|avdeling|servis|oddělení|' +
  'cubicle|pod|afsnit|reparto|corsia|stanza|letto|chambre|lit|salle|cama|habitación|planta|quarto|leito|enfermaria|kamer|zaal|' +
  'säng|seng|stue|huone|osasto|łóżko|oddział|sala|sali|pokój|lůžko|pokoj|oda|yatak|koğuş|койка|палата|отделение|корпус|θ[άα]λαμος|κλ[ίι]νη|δωμ[άα]τιο|kórterem|szoba|salon|soba|krevet';

/** Units of a hospital, and the beginnings of what they are named for. */
const units =
  'poli|abteilung|station|klinik|ward|service|servicio|serviço|reparto|oddział|oddziale|oddziału|oddělení|отделени[ея]|afdeling|avdeling|avdelning|osasto|servis[i]?';
const disciplines =
  'inner|innen|medi[czs]|chirur|хирург|pneumo|cardio|kardio|кардио|neuro|невро|urolog|уролог|gyn|gin|гинек|pedi|paedi|pädi|педи|on[ck]olog|онко|orthop|ortop|ортоп|trauma|unfall|травм|intensiv|interna|geriat|psych|терап';

/** What the patterns for places need: most texts have none of it, and no figure. */
export const placeHints = new RegExp(`${lettered}|${units}`, 'iu');

/** Abbreviations that stand before a number of an image, a side or a measure. */
const counted =
  'fig|img|ser|seq|vol|ca|max|min|resp|segm|seg|lig|kat|cat|li|re|dx|sx|bds|ph|ax|cor|sag|tra|lat|approx|circ|prox|dist|inj|rek|rec|vs|bzw|mind|incl|inkl|etc|ltd|int|ext|sin|dex|dext|abd|thor|cerv|lumb|th|art|proc|i|n|m|v|a';
/** What may follow a number that counts something. */
const units1 =
  'mm|cm|m|ms|s|ml|mg|kv|ma|mas|h|min|sec|sek|gy|hz|d|eb|ebenen|ebene|views?|phases?|x|t|op|plan\\p{L}*|proj\\p{L}*|incid\\p{L}*';

/** Names of wards that are no words of imaging. */
const wards = '[nmps]icu|ccu|pacu|stat|clinic|klinik|urgences|notaufnahme';
/** What follows a number that is a measure, a part of one, or a count. */
const measured = String.raw`[.,]\p{N}|\s?[-–x×*%]|\s?(?:${units1}|weeks?|uger|veckor|uker|wochen|hu|lobes?)(?!\p{L})`;

/** Words before a day: a pair of short numbers behind one is a date. */
const beforeDays =
  'lmp|edd|edc|ddr|fum|dum|fur|on|since|dated|until|du|le|depuis|vom|am|seit|zum|del|el|desde|dal|il|do|em|desde|op|sinds|från|fra|den|dnia|dne|от|с';

/** What is labelled with fluorine 18. */
const tracers =
  'FDG|FET|F?DOPA|FLT|FES|NaF|PSMA|DCFPyL|FCH|FMISO|FAPI|AV45|florbet\\p{L}*|flutemetamol|choline|fluciclovine';

/** What counts by a number behind a hyphen: parameters, isotopes, planes of vertebrae. */
const counting =
  'TE|TR|TI|FA|CT|MR|PET|IR|BW|FOV|SL|GA|TC|IN|TL|LU|RB|ZR|CU|XE|RA|SM|SR|KR|HR|BR|BV|BF|QR|FC|GTV|CTV|PTV|ITV|PRV|SE|IM|SER|WW|WL|KV|MA|NT|BI|RADS|PI|LI|TH|LWK|BWK|HWK|COVID|HPV|EBV|CA|PSA|PSMA|FDG|FET|DOTA|FAPI|HER';

/** Words before a time that passed or will pass: `in 12 months`, `seit 3 Wochen`. Such a time is no age. */
const beforeSpans =
  'in|within|after|over|past|last|every|next|x|nach|vor|seit|innerhalb|binnen|après|dans|depuis|tras|hace|en|dopo|fra|tra|após|há|em|sinds|om|efter|etter|siden|sedan|po|za|przez|через|после|' +
  'contrôle\\sà|suivi\\sà|bilan\\sà|control\\sa(?:\\slos)?|controllo\\sa|controle\\saos';

/** Modalities with the number of a device. */
const devices = '(?:CT|MRI|MRT?|XR|US|DR|CR|RX|TC|TAC|TDM|IRM|RM|MG|XA|RF|KT|TK|RTG|КТ|МРТ)[1-9][0-9]?';

export const numberPatterns: readonly RegExp[] = [
  ...streetPatterns,
  // 1964-07-18, 18.07.64, 7/18/1964
  /(?<!\p{N})\p{N}{1,4}([-/._])\p{N}{1,2}\1\p{N}{1,4}(?!\p{N})/gu,
  // 2018. 7. 4., 4. 7. 2018, 4 / 7 / 2018
  /(?<!\p{N})(?:19|20)\p{N}{2}\s?([-/.])\s?\p{N}{1,2}\s?\1\s?\p{N}{1,2}\.?(?!\p{N})/gu,
  /(?<!\p{N})\p{N}{1,2}\s?([-/.])\s?\p{N}{1,2}\s?\1\s?(?:19|20)\p{N}{2}(?!\p{N})/gu,
  // 9-ago-17
  new RegExp(String.raw`(?<!\p{N})\p{N}{1,2}[\s./-]{1,2}(?:${shortMonths})[\s./-]{1,2}'?\p{N}{2,4}(?!\p{N})`, 'giu'),
  // out/2021, set 2019
  new RegExp(String.raw`(?<!\p{L})(?:${shortMonths})[\s./-]{1,2}(?:19|20)\p{N}{2}(?!\p{N})`, 'giu'),
  // 6 of May, 5.-7.6.21
  new RegExp(
    String.raw`(?<!\p{N})\p{N}{1,2}(?:st|nd|rd|th)?\sof\s(?:${monthNames})(?!\p{L})(?:[\s,]{1,2}\p{N}{2,4})?`,
    'giu',
  ),
  /(?<!\p{N})\p{N}{1,2}\.?\s?[-–]\s?\p{N}{1,2}\.\p{N}{1,2}\.(?:\p{N}{2,4})?(?!\p{N})/gu,
  // 8/11 fri
  /(?<!\p{N})\p{N}{1,2}[-/.]\p{N}{1,2}(?:[-/.]\p{N}{2,4})?,?\s(?:mon|tues?|wed|thurs?|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)(?!\p{L})/giu,
  // 07/1964, 1964-07
  /(?<!\p{N})\p{N}{1,2}[-/.](?:19|20)\p{N}{2}(?!\p{N})/gu,
  /(?<!\p{N})(?:19|20)\p{N}{2}[-/.]\p{N}{1,2}(?!\p{N})/gu,
  // 18 July 1964, 18JUL64, 12 de marzo de 2015, July 18, 1964, Jul 64
  new RegExp(
    String.raw`(?<!\p{N})\p{N}{1,2}(?:st|nd|rd|th|\.|º|er)?(?:${between}de)?${between}(?:${monthNames})(?!\p{L})(?:(?:${between}(?:del?|do|di|dell))?${between}['’]?\p{N}{2,4})?`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:${monthNames})(?:${between}de)?${between}'?\p{N}{1,4}(?:st|nd|rd|th)?(?:${between}\p{N}{2,4})?(?![\p{N}\p{L}])`,
    'giu',
  ),
  // 2015年3月12日, 令和3年5月12日, 2015년 3월 12일
  /(?:(?:明治|大正|昭和|平成|令和|民國|民国|[MTSHR])\s?(?:\p{N}{1,2}|元)|\p{N}{2,4})\s?[年년](?:\s?\p{N}{1,2}\s?[月월])?(?:\s?\p{N}{1,2}\s?[日일])?生?/gu,
  /\p{N}{1,2}\s?[月월]\s?\p{N}{1,2}\s?[日일號号]?/gu,
  // 78歳, 7ヶ月, 3号室, 12床
  /\p{N}{1,3}\s?(?:歳|才|岁|歲|세|살|代|ヶ月|か月|カ月|ヵ月|个月|個月|개월|週|周|주|号室|號室|号|號|호실|호|床|病床|病区|病區|病棟|病栋|병동|층|階|阶|楼|樓|室)/gu,
  // 14:30, 2:30:15 pm, 14h30
  /(?<!\p{N})\p{N}{1,2}(?::\p{N}{2}){1,2}(?:\.\p{N}+)?(?:\s?[ap]m)?(?!\p{N})/giu,
  /(?<!\p{N})[012]?\p{N}h[0-5]\p{N}(?!\p{N})/giu,
  /(?<!\p{N})1?\p{N}\s?[ap]m(?![\p{L}\p{N}])/gu,
  // 067Y, 67 yo, 67-year-old, 12 Jahre, 3 months
  new RegExp(String.raw`(?<!\p{N}|\p{N}[.,])\p{N}{1,3}[\s_-]*(?:${years})(?!\p{L})(?:[\s_-]*old)?`, 'giu'),
  new RegExp(
    String.raw`(?<!\p{N}|\p{N}[.,]|(?<!\p{L})(?:${beforeSpans})\s)\p{N}{1,2}[\s_-]?(?:${youngAges})(?!\p{L})(?:[\s_-]*old)?`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{N}|\p{N}[.,])\p{N}{1,2}[\s_-]?(?:${youngAges})[\s_-]*old(?!\p{L})`, 'giu'),
  // 3/52 infant, baby 3/12: weeks and months of age
  /(?<![\p{N}/.])\p{N}{1,2}\/(?:52|12)(?=\s(?:old|infant|baby|newborn|neonate|boy|girl|child|male|female|m|f)(?!\p{L}))/giu,
  /(?<!\p{L})(?:infant|baby|newborn|neonate|aged?|boy|girl)\s(?<id>\p{N}{1,2}\/(?:52|12))(?![\p{N}/])/giu,
  // in her 60s
  /(?<!\p{L})(?:his|her|their|mid|early|late)[\s-]{1,2}(?<id>[1-9]0['’]?s)(?!\p{L})/giu,
  // 86 J: years in German
  /(?<![\p{N}.,])[1-9]\p{N}\sJ(?![\p{L}\p{N}-])/gu,
  // F 34Y, 34Y F: the letter tells as well
  new RegExp(
    String.raw`${apart}[MFWKH](?=[\s,/_-]{1,3}\p{N}{1,3}[\s_-]?(?:y|yrs?|yo|j|ans|anni|años|anos|lat|let|år)${ends})`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<!\p{N})\p{N}{1,3}[\s_-]?(?:y|yrs?|yo|j|ans|anni|años|anos|lat|let|år)[\s,/_-]{1,3}[MFWKH]${ends}`,
    'giu',
  ),
  // male 64, Frau, 71
  new RegExp(
    String.raw`(?<!\p{L})(?:${sexes})[\s.,:;/-]{1,3}(?<id>\p{N}{1,3})(?!\p{N}|[.,]\p{N}|\s?(?:mm|cm|ms|kv|mgy|s|%)(?!\p{L}))`,
    'giu',
  ),
  // DOB 1 2 64
  new RegExp(
    String.raw`(?<!\p{L})(?:${born})[\s.:]{0,3}(?:(?:in|im|en|el|le|il|nel|em|op|den|w|v|dne|dnia|the|on|am|в)\s)?(?<id>\p{N}{1,4}(?:[\s./-]{1,2}\p{N}{1,4}){0,2})(?!\p{N})`,
    'giu',
  ),
  // du 3/9, vom 3.9, on 3/9
  new RegExp(
    String.raw`(?<!\p{L})(?:${beforeDays})\s(?<id>\p{N}{1,2}[/.]\p{N}{1,2})(?!\p{N}|[./]\p{N}|\s?(?:mm|cm|ms|ml|mg|s|%)(?!\p{L}))`,
    'giu',
  ),
  // os. 7, st. 12, пал. 4: an abbreviation and the number of a room or an age
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?!(?:${counted})\.)\p{Ll}{1,4}\.\s?(?<id>\p{N}{1,3})(?=\s\p{L}|$)(?!\s?(?:${units1})(?!\p{L}))`,
    'gu',
  ),
  // 70 a: years in Romance languages; 20 a 30 is a span
  /(?<![\p{N}.,])[1-9]\p{N}\sa\.?(?=\s\p{L}|$)/gu,
  // 5W 21
  /(?<![\p{L}\p{N}])\p{N}{1,2}[NSEW]\s\p{N}{1,3}(?![\p{L}\p{N}.,])/gu,
  // 4th floor, 2º piso, 3. Stock
  /(?<!\p{N})\p{N}{1,2}(?:st|nd|rd|th|[ºª°.]|er|e|de|te|ste|:e)?\s(?:floor|fl|level|stock|etage|étage|piso|andar|planta|piano|verdieping|våning|etasje|piętro|patro|poschodie|kerros|kat|этаж)(?!\p{L})/giu,
  // HD-12, AB-017: codes of studies and subjects
  new RegExp(String.raw`${apart}(?!(?:${counting})-)\p{Lu}{2,4}-\p{N}{2,4}${ends}(?!-?\p{N})`, 'gu'),
  // 床12, 病室 305, 병실 305
  /(?:床|床号|床號|床位|病床|病室|病房|房间|房間|部屋|诊室|診察室|病区|病區|病棟|병실|병상|호실|침대|번호)[\s::]{0,2}(?<id>\p{N}{1,5})(?!\p{N})/gu,
  // 3/5-22, 3/5-2022
  /(?<![\p{L}\p{N}./-])(?:0?[1-9]|[12]\p{N}|3[01])\/(?:0?[1-9]|1[0-2])-(?:(?:19|20)\p{N}{2}|\p{N}{2})(?![\p{L}\p{N}]|[.,]\p{N}|\s?(?:mm|cm|ms|ml|s|%)(?!\p{L}))/gu,
  // 07/64
  /(?<![\p{N}./])(?:0[1-9]|1[0-2])\/[3-9]\p{N}(?![\p{N}\p{L}./])/gu,
  // F/65, 65/M, F 65, 45 F, but F-18 FDG and Isovue-M 200
  new RegExp(
    String.raw`${apart}(?!F-18[\s_-](?:${tracers})${ends}|(?<=(?<!\p{L})(?:${tracers})[\s_-])F-18${ends}|(?<=(?<!\p{L})(?:[Ii]sovue|ISOVUE|[Ii]opamidol)-)M[\s-][23]00${ends})(?:[MFWK][\s/,_-]{1,2}|[mfw][\s/])\p{N}{2,3}(?!\p{N}|[.,]\p{N}|\s?(?:mm|ms|kv|s\b|%))${ends}`,
    'gu',
  ),
  // but 18F-FDG, the nuclide of a tracer
  new RegExp(
    String.raw`${apart}(?!18F[-\])_]{1,2}(?:${tracers})|18-F[-_\s](?:${tracers}))\p{N}{2,3}\s?[/,_-]?\s?[MFWK]${ends}(?![.'’])`,
    'gu',
  ),
  // 3344-21, 2-145-77, 21/456, 22-4518/7: codes in groups
  /(?<![\p{N}.,])(?:\p{N}{1,4}-\p{N}{2,4}-\p{N}{2,4}|(?:\p{N}{3,6}[-/]\p{N}{1,6}|\p{N}{1,2}[-/]\p{N}{3,6})(?:[-/]\p{N}{1,4}){0,2})(?![\p{N}x]|[.,]\p{N}|\s?(?:mm|ms|kv|kev|hz|s|%)(?!\p{L}))/giu,
  // study ID HX-07-113, case no. AB/1207: letters and figures behind the word for a record
  /(?<!\p{L})(?:ids?|mrn|acc|accession|case|code|ref|fall|dossier|study|studien|record|chart|file)(?:[\s.:#]{1,3}(?:nr|no|n°|nº|num|id)?[\s.:#]{0,3})(?<id>(?!(?:T|TE|TR|TI|B|L|C|S|F|I|CT|MR)-?\p{N}{1,2}(?![\p{L}\p{N}/-]))\p{Lu}{1,5}[-/]\p{N}[\p{L}\p{N}/-]{1,20})/giu,
  // 88-1203-W, 48.221.907-X, 2023/4471-B: the letter of a code
  /(?<![\p{L}\p{N}.,])(?=[\p{N}./-]{0,24}\p{N}{3})\p{N}{1,9}(?:[./-]\p{N}{1,9}){1,4}[-/][A-KM-QS-Z](?![\p{L}\p{N}])/gu,
  // voucher 88 41 Q, bk TR 9921 K: groups behind the word for a paper
  /(?<!\p{L})(?:voucher|ticket|booking|bk|claim|policy|token|auth|badge|passport|regt|tessera|tarjeta|karte|bilet|ausweis)(?:\s(?:no|nr|n°|nº|num))?[\s.:#]{1,3}(?<id>(?:\p{Lu}{1,4}[\s/-]?)?\p{N}[\p{N}\p{Lu}/-]{0,15}(?:\s(?:\p{N}{2,5}|\p{Lu})(?![\p{L}\p{N}])){0,3})(?!\p{L})/giu,
  // reg 88213, not `reg T2`, `carte b1000`, `roll 5`: these words are of imaging too
  /(?<!\p{L})(?:reg|roll|chart|folder|carte)(?:\s(?:no|nr|n°|nº|num))?[\s.:#]{1,3}(?<id>(?!b\p{N}{1,2}0{1,3}(?!\p{N}))(?=(?:[\p{Lu}\s/-]{0,6}\p{N}){3})(?:\p{Lu}{1,4}[\s/-]?)?\p{N}[\p{N}\p{Lu}/-]{0,15}(?:\s(?:\p{N}{2,5}|\p{Lu})(?![\p{L}\p{N}])){0,3})(?!\p{L})/giu,
  // 12.345/6, 12-C/44
  /(?<![\p{L}\p{N}.,])\p{N}{1,3}\.\p{N}{3}[-/]\p{N}{1,4}(?![\p{L}\p{N}.,])/gu,
  /(?<![\p{L}\p{N}.,])\p{N}{2,6}-\p{Lu}\/\p{N}{2,6}(?![\p{L}\p{N}.,])/gu,
  // on CT2, Raum MR1
  /(?<!\p{L})(?:on|at|in|auf|am|[Rr]oom|[Ss]canner|[Rr]aum|[Gg]erät|[Ss]al(?:a|le)?|[Rr]um)\s(?<id>(?:CT|MRI?|XR|US|DR|CR|PET|SPECT|MG|RF|XA|NM|MRT|RM|IRM|TC|DT)\p{N}{1,2})(?![\p{L}\p{N}/]|[.,]\p{N})/gu,
  // CT1 Thorax, and `chest, CT2`: not `CT2 phases`, nor what is matched to a plan
  new RegExp(
    String.raw`^${devices}(?=[,;]|:?\s\p{L})(?![\s,;:]{1,3}(?:views?|phases?|weeks?|wks?|months?|days?|baseline|post|pre|plan)(?!\p{L})|.{0,80}(?:fus|regist|match|align|versus|vs))`,
    'gu',
  ),
  new RegExp(String.raw`(?<=[,;(@]\s?)${devices}(?=$|[,;)])`, 'gu'),
  // W/22871
  /(?<![\p{L}\p{N}/])\p{Lu}{1,3}\/\p{N}{5,9}(?!\p{N})/gu,
  // CZ-04-019
  new RegExp(String.raw`${apart}(?!(?:${counting})-)\p{Lu}{2,4}-\p{N}{2,4}-\p{N}{2,5}${ends}`, 'gu'),
  // cab K-7
  /(?<!\p{L})(?:cab|cabinet|bureau|office|room|rm|bay|box|consultorio|gabinete?|каб|кабинет)\s(?<id>\p{L}-\p{N})(?![\p{L}\p{N}])/giu,
  // 12.iii.24
  /(?<![\p{L}\p{N}])\p{N}{1,2}(?:([./-])(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\1\p{N}{2}(?:\p{N}{2})?|\s(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\s(?:19|20)\p{N}{2})(?![\p{L}\p{N}])/giu,
  // B4417: b-values and kernels end with 0 or 5
  /(?<![\p{L}\p{N}])b\p{N}{2,4}[1-46-9](?![\p{L}\p{N}])/giu,
  // 4 West, 5 North
  /(?<!\p{N})\p{N}{1,2}\s?(?:north|south|east|west|nord|süd|ost|norte|sur|este|oeste|est|ouest)(?!\p{L})/giu,
  // B3-14, not L4-5; QX-7781-B
  /(?<![\p{L}\p{N}])[ABE-KM-RU-Z]\p{N}{1,2}-\p{N}{2,3}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\p{Lu}{2,4}-\p{N}{3,8}(?:-[\p{Lu}\p{N}]{1,4}){1,3}(?![\p{L}\p{N}])/gu,
  // 4N-22, 3A-12
  /(?<![\p{L}\p{N}])\p{N}{1,2}[ABCE-SU-WYZ]-\p{N}{1,3}(?![\p{L}\p{N}])/gu,
  // 23.11.
  /(?<![\p{N}.,])(?:0?[1-9]|[12]\p{N}|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\p{N})/gu,
  // #1234, x5512
  /[#＃]\s?\p{N}{2,}/gu,
  /(?<![\p{L}\p{N}])x\p{N}{4,6}(?![\p{L}\p{N}])/giu,
  // numbers behind what announces them, also with letters: bed A4, Station 3B, C-123
  new RegExp(
    String.raw`(?<!\p{L})(?:${numbered})(?:[\s.:#_=-]{1,3}(?=\p{L}?-?\p{N})|[\s.:]{1,2}(?:nr|no|n°|nº|num|id)[\s.:]{0,3}|(?=\p{N}))(?<id>(?:\p{L}?-?\p{N}{2,}|\p{N})[\p{L}\p{N}-]{0,3})(?!\p{L})`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:${lettered})[\s.:_-]{1,2}(?<id>\p{Lu}\p{N}{0,3})${ends}`, 'giu'),
  // NICU 12, os. 4B
  new RegExp(String.raw`${apart}(?:${wards}|os\.)[\s:.-]{0,2}(?<id>\p{N}{1,3}\p{Lu}?)${ends}(?!${measured})`, 'giu'),
  // ER 3, ITS 2: in capitals before a word that is not, as `er` and `its` are words
  new RegExp(
    String.raw`${apart}(?:ED|ER|OT|ITS|IPS)[\s:.-]{0,2}(?<id>\p{N}{1,3}\p{Lu}?)${ends}(?!${measured})(?=[^\p{L}]*(?:$|\p{L}\p{Ll}))`,
    'gu',
  ),
  /(?<!\p{L})acc[\s.:#]{0,3}(?<id>\p{L}{0,2}\p{N}{4,})/giu,
  /(?<!\p{L})acc[\s.:#]{1,3}(?<id>\p{L}{1,2}-?\p{N}{2,})/giu,
  // HC-03
  new RegExp(
    String.raw`${apart}(?!(?:run|ses|echo|acq|inv|flip|dir|te|ti|rec)-)\p{L}{1,4}-(?<id>0\p{N}{1,3})${ends}`,
    'gu',
  ),
  // Service Pneumo 2, oddział Chirurgii
  new RegExp(
    String.raw`(?<!\p{L})(?:${units})[\s.:_-]{1,2}(?<id>(?:${disciplines})\p{L}*(?:[\s_-]?\p{N}{1,3})?)`,
    'giu',
  ),
  // SW1A 1AA, K1A 0B1, AB 12 34 56 C: codes of the post and of an insurance, not `T2 3DT` or `B1 2MM`
  /(?<![\p{L}\p{N}])(?!T[12]|[CL]\p{N}\s)[A-PR-UWYZ][A-HK-Y]?\p{N}[A-Z\p{N}]?\s\p{N}(?!D|ST|ND|RD|TH|GY|TE|TR|PH|AX|AP|FS|FA|FE|SL)[ABD-HJLNP-UW-Z]{2}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?!T[12])[A-CEGHJ-NPR-TVXY]\p{N}[A-Z]\s\p{N}[A-Z]\p{N}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\p{Lu}{2}\s?(?:\p{N}{2}\s){3}[A-D](?![\p{L}\p{N}])/gu,
  // (555) 555-0199, +34 93 123 45 67
  /(?:\+\s?\p{N}{1,3}|\(\p{N}{2,5}\))[\s.-]?\p{N}{2,4}(?:[\s.-]?\p{N}{2,4}){1,3}/gu,
];
