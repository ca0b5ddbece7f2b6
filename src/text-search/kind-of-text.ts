import { type HeaderTerms, matchesHeader } from './header-terms.ts';

/** What a text in an image is about. Only a measurement or marker does not keep an image back. */
export type TextKind = 'header' | 'other' | 'measurement';

/**
 * Says what a text is about. A value of this patient's header goes before everything else; what was not read is other text.
 * @param text null where nothing was read
 */
export function kindOfText(text: string | null, terms: HeaderTerms): TextKind {
  if (text === null) return 'other';
  if (matchesHeader(text, terms)) return 'header';
  return isMeasurement(text) ? 'measurement' : 'other';
}

const units =
  'MM|CM|M|ML|CC|L|MM2|CM2|CM3|MM/S|CM/S|M/S|M/S2|MS|S|SEC|MIN|BPM|HZ|KHZ|MHZ|FPS|DB|KV|KVP|MA|MAS|MGY|MGYCM|UGY|GY|HU|T|W|MW|%|MMHG|DEG|°|C|°C|X|PIX|PX';

const number = String.raw`[-+]?\d+(?:[.,]\d+)?`;

/** Numbers with their units, one behind the other: 12.5 mm, 120 kV 200 mA, 3 x 4 cm. */
const measured = new RegExp(`^(?:[A-Z]{0,6}[:=]? ?${number} ?(?:${units})(?![A-Z]) ?(?:[XV/] ?)?|${number} ?[X×] ?)+$`);

/** Settings that scanners write with a number behind: MI 1.2, TIS 0.4, W 400 L 40. */
const named = new RegExp(
  `^(?:(?:MI|TI|TIS|TIB|TIC|FR|GN|G|DR|PRF|WF|W|WW|WL|L|C|WC|FOV|TR|TE|TI|FA|ST|SL|SP|THK|Z|ZOOM|IM|SE|P|DEPTH|GAIN|FREQ|FRAME|IMAGE|IMG|SLICE|SCALE|FPS|KV|MA|MAS|DIST|D|D1|D2|AREA|VOL|HR)[:= ]{0,2}${number} ?(?:(?:${units})(?![A-Z]))?[ ,;/]{0,2})+$`,
);

/** Sides, views and modes. */
const markers: ReadonlySet<string> = new Set(
  [
    'L R A P H F S I AP PA LAT LL RL LAO RAO CRAN CAUD LT RT LEFT RIGHT LEFT LATERAL RIGHT LATERAL',
    'AL AR PL PR HL HR FL FR AH AF PH PF RA RP RH RF LA LP LH LF',
    'CC MLO ML LM XCCL RCC LCC RMLO LMLO ERECT SUPINE PRONE UPRIGHT STANDING PORTABLE MOBILE',
    'MIP MPR AXIAL SAGITTAL CORONAL OBLIQUE SCOUT ABD CHEST LIVER HEAD NECK ABDOMEN PELVIS SPINE KNEE',
    '2D 3D 4D CFM PW CW THI HARM HAR GEN PEN RES SRI CRI MB LOG COLOR COLOUR DOPPLER POWER B-MODE M-MODE FREEZE',
  ].flatMap((line) => line.split(' ')),
);

/** True for a measurement, a setting or a marker as a whole. A number without a unit may be anybody's. */
function isMeasurement(text: string): boolean {
  const plain = text.toUpperCase().replace(/\s+/g, ' ').trim();
  if (/[A-Z]/.test(plain) && plain.split(' ').every((word) => markers.has(word))) return true;
  return /[A-Z%°]/.test(plain) && (measured.test(plain) || named.test(plain));
}
