import { monthNames } from './hazard-patterns.ts';

/** Numbers in words, the endings of those that languages write together, and days as English counts them. */
const numbers = [
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred',
  'deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|cent|premier',
  'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|dieci\\p{L}+|veint[ei]\\p{L}*|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|primero',
  'due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|dici\\p{L}+|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)\\p{L}+|primo',
  'dois|duas|três|quatro|sete|oito|dez|treze|deze\\p{L}+|vinte|trinta|cinquenta|sessenta|oitenta|primeiro',
  '(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:te[nr]?)?|\\p{L}+zehn(?:te[nr]?)?|\\p{L}+(?:zig|ßig)(?:ste[nr]?)?|erste[nr]?|dritte[nr]?',
  'twee|drie|vijf|zes|zeven|negen|tien|twaalf|\\p{L}+(?:tien|tig)|eerste|tweede|derde',
  'to|fire|fem|seks|sex|syv|sju|otte|åtte|åtta|ni|nio|ti|tio|elleve|elva|tolv|\\p{L}*(?:tyve|tjue?|tjugo|tredive|tretti|trettio|fyrre|førti|fyrtio|halvtreds|femtio?|tres|seksti|sextio|halvfjerds|sytti|sjuttio|firs|åttio?|halvfems|nittio?)\\p{L}{0,5}|første|første|andra|anden|tredje|fjerde|fjärde',
  'kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|\\p{L}*kymmen\\p{L}*|ensimmäinen',
  'dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|\\p{L}+(?:dzieścia|dzieści|dziesiąt|naście)|pierwsz\\p{L}+|drugi\\p{L}*|trzeci\\p{L}*|\\p{L}+(?:ego)',
  'dva|tři|čtyři|pět|šest|sedm|osm|devět|deset|\\p{L}*(?:dvacet|třicet|čtyřicet|desát|náct)|prvního|druhého|třetího|\\p{L}+ého',
  'два|две|три|четыре|пять|шесть|семь|восемь|девять|\\p{L}*(?:десять|дцать|десят|дцати|десяти|надцать)|сорока?|девяносто|перв\\p{L}+|втор\\p{L}+|трет\\p{L}+|\\p{L}+ого',
  'iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan',
].join('|');
const ordinals =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt)ieth|(?:twenty|thirty)[\\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)';
const years =
  'years?|yrs?|yo|y/o|ans|años|anni|anos|jahren?|jaar|år|vuotta|vuotias|lat|let|lety|лет|года?|yaş\\p{L}*|yıl\\p{L}*';
const joints = 'and|et|y|e|und|og|och|en|i|a|ja|ve';
const row = String.raw`(?:${numbers})(?:[\s-](?:${joints}|${numbers})){0,4}`;

/** Numbers in words tell as figures do where they count years or days: `forty-two yo`, `second of May`. */
export const writtenNumbers: readonly RegExp[] = [
  new RegExp(String.raw`(?<!\p{L})${row}[\s-]{1,2}(?:${years})(?!\p{L})(?:[\s-]{1,2}olds?(?!\p{L}))?`, 'giu'),
  new RegExp(String.raw`(?<!\p{L})(?:${ordinals})\s(?:of\s)?(?:${monthNames})(?!\p{L})(?:[\s,]{1,2}${row})?`, 'giu'),
  new RegExp(
    String.raw`(?<!\p{L})(?:${monthNames})\s(?:the\s)?(?:${ordinals})(?!\p{L})(?:[\s,]{1,2}${row}(?!\p{L}))?`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:${numbers})\s(?:de\s|di\s)?(?:${monthNames})(?!\p{L})`, 'giu'),
  // nineteen fifty two
  /(?<!\p{L})(?:nineteen|twenty)[\s-](?:hundred|oh|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|\p{L}+teen)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?(?!\p{L})/giu,
];

/** What the patterns for numbers in words need: most texts have none of it. */
export const writtenHints = new RegExp(String.raw`(?<!\p{L})(?:${years}|${monthNames}|nineteen|twenty)(?!\p{L})`, 'iu');

/** `one may see`, `on mar`: a short word is a month behind a day of English and with its capital only. */
export function isWrittenDate(found: string): boolean {
  const short = /(?<!\p{L})(?:may|mar|mars|set|out|dec|oct)(?!\p{L})/iu.exec(found)?.[0];
  return (
    short === undefined ||
    (/^\p{Lu}/u.test(short) && new RegExp(ordinals, 'iu').test(found)) ||
    /^\p{Lu}?mars$/u.test(short)
  );
}

const colours = 'red|blue|green|gold|silver|yellow|orange|white|black|purple|gr[ea]y|pink|bronze|teal';
const compass =
  'north|south|east|west|nord|süd|ost|norte|sur|este|oeste|est|ovest|ouest|oost|noord|zuid|øst|syd|öst|väst';
const beds = 'bed|bett|lit|cama|letto|leito|säng|seng|łóżko|lůžko';

/** Days stand behind these in a comparison: `prior 1/9`, `compared to CT 3/9`. */
const compared =
  'compared\\s(?:to|with)|comparison(?:\\swith)?|compare|prior|previous|prev|last|old|from|of|vs|versus|vergl|vergleich|vorunters\\p{L}*|previo|précédent|precedente|anterior|vorige|tidligere|tidigare';
const modalities = 'ct|mrt?|mri|xr|cxr|us|pet|tc|tac|irm|rx|tdm|rtg|scan|film|study';

/** What the patterns below need: most texts have none of it. */
export const wordedHints =
  /north|south|east|west|nord|süd|ost|norte|sur|est|noord|zuid|øst|syd|öst|väst|links|rechts|window|door|fenster|tür|fen[eê]tre|port|ventana|puerta|finestra|janela|dörr|vind|dør|okno|drzwi|team|firm|pod|zone|unit|ward|bay|wing|twin|triplet|zwilling|jum|gem|gêm|tweeling|tvilling|route|rte|hwy|highway|interstate|exit|auto|rijks|street|road|lane|avenue|rue|calle|rua|avenida|pla[zc]|piazza|viale|ul\.|ulica|ул|\/\d|(?<!\p{L})(?:on|off|along|near|via|auf|sur|en|sulla|op|på|lat|let|anni|años|anos|ans|år|jaar|лет|yaş)(?!\p{L})/iu;

/** Places, roads and days that words beside a number or a name tell. The group `id`, where a pattern has one, is what goes. */
export const wordedPlaces: readonly RegExp[] = [
  // Station Road, High Street
  /(?<!\p{L})(?:\p{Lu}[\p{L}'’.]{1,24}\s){1,2}(?:Street|Road|Lane|Avenue|STREET|ROAD|LANE|AVENUE)(?!\p{L})/gu,
  // rue du Port, calle Mayor
  /(?<!\p{L})(?:[Rr]ue|[Cc]alle|[Aa]venida|[Rr]ua|[Pp]laza|[Pp]iazza|[Vv]iale|[Uu]lica|[Uu]l\.|[Уу]л\.|[Уу]лица)\s(?:(?:de|du|des|del|della|la|las|los|da|do|dos)\s){0,2}\p{Lu}\p{Ll}{1,24}(?!\p{L})(?:,?\s\p{N}{1,4}(?!\p{N}))?/gu,
  // compared to 3/9, prior CT 2/8
  new RegExp(
    String.raw`(?<!\p{L})(?:${compared})\s(?:(?:${modalities})\s)?(?<id>\p{N}{1,2}/\p{N}{1,2})(?!\p{N}|[./]\p{N}|\s?(?:mm|cm|ms|s|%)(?!\p{L}))`,
    'giu',
  ),
  // CT 1/9: a part of so many is written otherwise
  new RegExp(String.raw`(?<!\p{L})(?:${modalities})\s(?<id>\p{N}{1,2}/(?:[5-9]|1[0-2]))(?![\p{N}\p{L}./])`, 'giu'),
  // Station B3 links, ward East, East wing
  new RegExp(
    String.raw`(?<!\p{L})(?:ward|station|tower|unit|afdeling|avdelning|reparto)\s(?<id>(?:\p{Lu}?\p{N}{1,2}\p{Lu}?\s)?(?:${compass}|links|rechts))(?!\p{L})`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:${compass})\s(?:wing|ward|tower|campus|building|block|unit)(?!\p{L})`, 'giu'),
  // bed by window, lit porte
  new RegExp(
    String.raw`(?<!\p{L})(?:${beds})\s(?:by\s|near\s|am\s|an\sder\s|côté\s)?(?<id>window|door|fenster|tür|fenêtre|porte|ventana|puerta|finestra|porta|janela|fönster|dörr|vindue?|dør|okno|drzwi)(?!\p{L})`,
    'giu',
  ),
  /(?<!\p{L})(?:window|door)\s(?:bed|side)(?!\p{L})/giu,
  // Team Blue, gold team
  new RegExp(String.raw`(?<!\p{L})(?:team|firm|pod|zone|unit|ward)\s(?<id>${colours})(?!\p{L})`, 'giu'),
  new RegExp(String.raw`(?<!\p{L})(?:${colours})\s(?:team|firm|pod|zone|unit|ward|bay|wing)(?!\p{L})`, 'giu'),
  // twins A and B
  /(?<!\p{L})(?:twins?|triplets?|zwillinge?|jumea\p{L}{1,2}|jumelles?|gemel\p{L}{1,3}|gêmeos?|tweelingen?|tvilling\p{L}{0,3})\s[A-D1-3](?:\s?(?:and|und|et|y|e|en|og|och|&|\+|\/|,)\s?[A-D1-3])*(?![\p{L}\p{N}])/giu,
  // Interstate 80, Route 66, on I-95, auf der A7
  /(?<!\p{L})(?:route|rte|hwy|highway|interstate|exit|autobahn|autoroute|autopista|autov[ií]a|autostrada|rijksweg)\s?(?:\p{Lu}-?)?\p{N}{1,3}(?!\p{N})/giu,
  /(?<!\p{L})(?:on|off|along|near|via|auf(?:\sder)?|sur\sl['’]|en\sla|sulla|op\sde|på)\s?(?:the\s)?(?<id>(?:(?:I|US|SR)-?\s?\p{N}{1,3}|[ABEMN]-?(?:[5-9]|\p{N}{2,3})))(?![\p{L}\p{N}]|[.,]\p{N})/gu,
  // lat 63: years in Polish, before the number
  /(?<![\p{L}\p{N}])(?:lat|let|anni|años|anos|ans|år|jaar|лет|yaş)\s(?<id>[1-9]\p{N}{0,2})(?!\p{N}|[.,]\p{N}|\s?(?:mm|cm|ml|°|x|deg|views?|s)(?!\p{L}))/gu,
];
