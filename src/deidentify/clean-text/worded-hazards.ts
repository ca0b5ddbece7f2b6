const colours = 'red|blue|green|gold|silver|yellow|orange|white|black|purple|gr[ea]y|pink|bronze|teal';
const compass =
  'north|south|east|west|nord|süd|ost|norte|sur|este|oeste|est|ovest|ouest|oost|noord|zuid|øst|syd|öst|väst';
const beds = 'bed|bett|lit|cama|letto|leito|säng|seng|łóżko|lůžko';

/** Days stand behind these in a comparison: `prior 1/9`, `compared to CT 3/9`. */
const compared =
  'compared\\s(?:to|with)|comparison(?:\\swith)?|compare|prior|previous|prev|last|old|from|vs|versus|vergl|vergleich|vorunters\\p{L}*|previo|précédent|precedente|vorige|tidligere|tidigare';
const modalities = 'ct|mrt?|mri|xr|cxr|us|pet|tc|tac|irm|rx|tdm|rtg|scan|film|study';

/** Behind a number that is no age: a decimal, a part, a unit. */
const noMeasure = String.raw`(?!\p{N}|[.,/:-]\p{N}|\s?(?:mm|cm|m|ml|°|x|deg\p{L}{0,4}|grad\p{L}{0,2}|stopni\p{L}{0,2}|stup\p{L}{0,4}|views?|projekc\p{L}{0,2}|s|ms|kvp?|m[ve]v?|kev|mev|ma|mas|mah|mgy|hz|%)(?!\p{L}))`;

/** What the patterns below need: most texts have none of it. */
export const wordedHints =
  /north|south|east|west|nord|süd|ost|norte|sur|est|noord|zuid|øst|syd|öst|väst|links|rechts|window|door|fenster|tür|fen[eê]tre|port|ventana|puerta|finestra|janela|dörr|vind|dør|okno|drzwi|side|team|firm|pod|zone|unit|ward|bay|wing|twin|triplet|zwilling|jum|gem|gêm|tweeling|tvilling|route|rte|hwy|highway|interstate|exit|auto|rijks|street|road|lane|avenue|rue|calle|rua|avenida|pla[zc]|piazza|viale|ul\.|ulica|ул|\/\d|(?<!\p{L})(?:on|off|along|near|via|auf|sur|en|sulla|op|på|years|yrs|anni|años|anos|ans|år|jaar|лет|yaş)(?!\p{L})/iu;

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
  new RegExp(String.raw`(?<!\p{L})(?:team|firm|pod|unit|ward)\s(?<id>${colours})(?!\p{L})`, 'giu'),
  new RegExp(String.raw`(?<!\p{L})(?:${colours})\s(?:team|firm|pod|ward|bay|wing)(?!\p{L})`, 'giu'),
  // Zone Red, Gold Unit: with capitals, as zones of the prostate and units of blood have colours too
  /(?<!\p{L})(?<!\p{L}[\s-])(?:Zone|ZONE)\s(?<id>(?:Red|Blue|Green|Gold|Silver|Yellow|Orange|Purple|RED|BLUE|GREEN|GOLD|SILVER|YELLOW|ORANGE|PURPLE))(?!\p{L})/gu,
  /(?<!\p{L})(?:Red|Blue|Green|Gold|Silver|Yellow|Orange|Purple)\s(?:Zone|Unit)(?!\p{L})/gu,
  // side B: which of two wards
  /(?<!\p{L})side\s(?<id>[A-KM-QS-Z])(?![\p{L}\p{N}.])/giu,
  // twins A and B
  /(?<!\p{L})(?:twins?|triplets?|zwillinge?|jumea\p{L}{1,2}|jumelles?|gemel\p{L}{1,3}|gêmeos?|tweelingen?|tvilling\p{L}{0,3})\s[A-D1-3](?:\s?(?:and|und|et|y|e|en|og|och|&|\+|\/|,)\s?[A-D1-3])*(?![\p{L}\p{N}])/giu,
  // Interstate 80, Route 66, on I-95, auf der A7
  /(?<!\p{L})(?:route|rte|hwy|highway|interstate|exit|autobahn|autoroute|autopista|autov[ií]a|autostrada|rijksweg)\s?(?:\p{Lu}-?)?\p{N}{1,3}(?!\p{N})/giu,
  /(?<!\p{L})(?:(?:on|off|along|near|via)\sthe|auf\sder|sur\sl['’]|en\sla|sulla|op\sde|på)\s?(?<id>(?:(?:I|US|SR)-?\s?\p{N}{1,3}|[ABEMN]-?(?:[5-9]|\p{N}{2,3})))(?![\p{L}\p{N}]|[.,]\p{N})/gu,
  // `on B50`: kernels are B10 to B90
  /(?<!\p{L})(?:on|off|along|near|via|auf)\s(?<id>(?:(?:I|US|SR)-?\s?\p{N}{1,3}|(?!B[1-9]\p{N}(?!\p{N}))[ABEMN]-?(?:[5-9]|\p{N}{2,3})))(?![\p{L}\p{N}]|[.,]\p{N})/gu,
  // años 63: years before their number
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:years|yrs|anni|años|anos|ans|år|jaar|лет|yaş)[\s:]{1,2}(?<id>[1-9]\p{N}{0,2})${noMeasure}`,
    'giu',
  ),
];

/** Read where another word of the text says what they are. */
export const placesBeside: readonly { readonly where: RegExp; readonly pattern: RegExp }[] = [
  {
    // `lat 63`: years where a word of Polish or Czech stands in the text, a side elsewhere
    where:
      /[ąćęłńśźżčďěňřšťůž]|(?<!\p{L})(?:guz|nerk|kolan|brzuch|piers|klatk|staw|pacjent|kontrol|podejrz|rezonans|tomograf|badan|bark|biodr|szyj|miednic|krwawien|pani?(?!\p{L})|hlav|bricho|pater|hrudnik|kolen|ramen|ledvin|jatra|jater|pacient)/iu,
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:lat|let)\s(?<id>[1-9]\p{N}{0,2})${noMeasure}`, 'giu'),
  },
  {
    // `f/u CT 1/9`: a day beside another examination, a part of a series elsewhere
    where: /(?<!\p{L})(?:f\/?u|follow|prior|prev|compar|comparison|since|previous)(?!\p{L})/iu,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${modalities})\s(?<id>\p{N}{1,2}/(?:[5-9]|1[0-2]))(?![\p{N}\p{L}./]|\sphases?(?!\p{L}))`,
      'giu',
    ),
  },
];
