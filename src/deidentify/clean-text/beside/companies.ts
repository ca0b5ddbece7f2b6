import deviceNames from '../data/device-names.json' with { type: 'json' };
import { placeBeginnings } from '../name-signs.ts';
import { isTitleCase } from '../split-words.ts';
import { gapOf, isCapital, isLetters, type View } from './view.ts';
import { isWeakWithCapital } from './weak-names.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What the names of companies end with that nothing else is called by: any word with a capital before one is their name. */
const ofCompanies = setOf(
  'foods airlines airways motors industries insurance logistics holdings pharmaceuticals railways railroad refinery brewing trucking gmbh kgaa oyj zrt',
);
/** What they end with that is a word of its own: a word that says little of an image before one is their name. */
const companyWords = setOf(
  'dental optical oil inn factory bank bakery brewery steel energy electric express transport systems solutions products services security plastics chemical chemicals store stores market markets farm farms ' +
    'platinum gold coal colliery petroleum minerals resources metals cement textiles rubber tobacco shipping mines mine plant mill shipyard dockyard smelter quarry ' +
    'hotel hotels tavern casino gym fitness auto supply works construction builders pharma pharmacy warehouse telecom mining dairy pizza burger burgers coffee cafe restaurant cargo marine aviation rail ' +
    'werke werk versicherung versicherungen spedition bau assurances assurance transports boulangerie seguros transportes panaderia assicurazioni trasporti verzekeringen transporten forsakring forsikring',
);
/** Legal forms behind the name of a company, as they are written; `PLC` and `LTD` are abbreviations of imaging too. */
const legalForms = /^(?:plc|Plc|LLC|LLP|Srl|SARL|SAS|ApS|Kft|Pty|Ltda|OOO|ООО|ОАО|ЗАО|ПАО|Oy)$/u;
/** Words of imaging that companies are called by. */
const firstOfCompanies = setOf(
  'delta alpha omega sigma gamma apex summit sky smile icon vision focus target shell gap sprint quest first best whole home',
);
/** Companies and offices that are made of known words alone. */
const companyPairs: ReadonlySet<string> = new Set(
  (
    'best buy|home depot|burger king|general dynamics|general mills|union pacific|family dollar|dollar general|dollar tree|blue bell|sun life|state farm|red bull|standard oil|' +
    'big lots|five below|old navy|first student|planet fitness|capital one|green giant|united rentals|national grid|royal mail|deutsche bank|deutsche bahn|deutsche post|' +
    'british steel|british gas|air france|air canada|la poste|credit agricole|banco central|posta romana|posten norge'
  ).split('|'),
);
const makers: ReadonlySet<string> = new Set([
  ...Object.keys(deviceNames.makers),
  ...'healthineers healthcare medical general'.split(' '),
]);
/** What is done of teeth: `Smith Dental CBCT` is a patient. */
const ofTeeth = setOf(
  'ct cbct xr xray x scan film films pano panoramic opg implant implants implantation series survey radiograph radiographs mri',
);

/** `Foods` behind a word that nobody knows: `Qaxon Foods`. */
export function isCompanyEnding(view: View, at: number): boolean {
  if (at === 0 || !view.isGone(at - 1) || !isCapital(view, at - 1) || !isLetters(view, at - 1)) return false;
  if (gapOf(view, at - 1) !== ' ' || !isTitleCase(view.words[at]?.text ?? '')) return false;
  return isCompanyWord(view, at);
}

/** `Smile Factory`, `Icon plc`: both words are known. */
export function isCompanyPair(view: View, at: number): boolean {
  const [first = '', second = ''] = [view.words[at]?.text, view.words[at + 1]?.text];
  const name = view.folded[at] ?? '';
  if (!isTitleCase(first) || gapOf(view, at) !== ' ' || makers.has(name)) return false;
  const ending = view.folded[at + 1] ?? '';
  if (isTitleCase(second) && companyPairs.has(`${name} ${ending}`)) return true;
  if (legalForms.test(second) || (isCapital(view, at + 1) && ofCompanies.has(ending))) return true;
  if (!isTitleCase(second) || !isCompanyWord(view, at + 1)) return false;
  return firstOfCompanies.has(name) || placeBeginnings.has(name) || isWeakWithCapital(view, at);
}

function isCompanyWord(view: View, at: number): boolean {
  const word = view.folded[at] ?? '';
  if (word === 'dental' && ofTeeth.has(view.folded[at + 1] ?? '')) return false;
  return companyWords.has(word) || ofCompanies.has(word);
}
