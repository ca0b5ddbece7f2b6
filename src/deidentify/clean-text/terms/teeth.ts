const ofTeeth =
  /bitewing|endodont|molar|tooth|teeth|periapical|caries|wisdom|incisor|dental|zahn|zähne|(?<!\p{L})(?:BWX?|FMX|endo|RCT|crown|caninus)(?!\p{L})/iu;
/** By the universal system, and by that of the FDI. */
const tooth = /^[#＃]\s?(?:[1-9]|[12]\d|3[0-2]|[1-4][1-8]|[5-8][1-5])$/;

/** `#19` beside a word of teeth: which one, and no number of anybody. */
export function isTooth(found: string, text: string): boolean {
  return tooth.test(found) && ofTeeth.test(text);
}
