import { findElement, valueBytes } from '../dicom/dataset-access.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Tag } from '../dicom/tag.ts';
import { encodeSequence, encodeValue } from '../dicom/value-codec.ts';
import type { Vr } from '../dicom/vr.ts';
import type { CompiledProfile } from '../profile/compiled-profile.ts';
import { presetNames } from '../profile/preset-names.ts';
import type { Profile } from '../profile/profile.ts';
import { givenName } from '../profile/profile-title.ts';
import { paddedAscii, trimmedAscii } from './ascii.ts';
import { boundedMap } from './bounded-memo.ts';
import { countedText } from './dates/study-start.ts';
import { earnedCodes, type MethodCode, methodCodes, stillTrue } from './marks/method-codes.ts';
import { type PriorMarks, readPriorMarks } from './marks/prior-marks.ts';
import { dateCodes, temporalMark } from './marks/temporal-mark.ts';
import { notReadText, type TextVerdict } from './marks/text-verdict.ts';
import type { PixelVerdict } from './pixel-verdict.ts';
import { tags } from './tags.ts';

/**
 * One top-level attribute that tells what was done to the file, encoded for it. `after` is its text for people. A null
 * value takes an older mark away.
 */
export type Mark = {
  readonly tag: Tag;
  readonly vr: Vr;
  readonly value: Uint8Array | null;
  readonly after: string;
};

/**
 * The marks of PS3.15 E.1.1 item 6 and PS3.3 C.12.1: Patient Identity Removed, the method as text and as codes, Burned In
 * Annotation when a person saw none, and whether dates were touched. Earlier marks are replaced; earlier codes stay where
 * they are still true. Patient Identity Removed is YES only when attributes, pixels and the texts of reports are known to
 * be clean.
 *
 * Own rules that leave in what the profile takes away make it looser than the Basic Profile: no code, and NO.
 * The preset `qmenta` leaves too much in for YES or a code: it adds its name, and takes back a YES that cannot stand.
 *
 * @param hasStart false when times would be counted from the start of the study, and nobody can say when that was
 */
export function markDeidentified(
  dataset: IndexedDataset,
  { profile, ownRules }: Pick<CompiledProfile, 'profile' | 'ownRules'>,
  pixels: PixelVerdict,
  texts: TextVerdict,
  hasStart = true,
): readonly Mark[] | DicomError {
  const prior = readPriorMarks(dataset);
  // What is added under `qmenta` continues what stands in the file.
  if (profile.preset === 'qmenta') return encodeMarks(dataset, planPublished(dataset, profile, pixels, prior));
  const { transferSyntax, characterSets } = dataset;
  const { isExplicitVr, isLittleEndian } = transferSyntax;
  const key = JSON.stringify([
    ...[pixels, texts, hasStart, isExplicitVr, isLittleEndian, characterSets, prior, ownRules.loosensBasic],
  ]);
  const { loosensBasic, keepsSafePrivate } = ownRules;
  const known: Known = { pixels, texts, hasStart, loosensBasic, keepsSafePrivate };
  return memoFor(profile)(key, () => encodeMarks(dataset, planStandard(profile, known, prior)));
}

type Marks = readonly Mark[] | DicomError;

const mostRemembered = 64;
const memos = new WeakMap<Profile, ReturnType<typeof boundedMap<Marks>>>();

/** Nearly all files of a batch get the same marks. */
function memoFor(profile: Profile): ReturnType<typeof boundedMap<Marks>> {
  const known = memos.get(profile);
  if (known) return known;
  const memo = boundedMap<Marks>(mostRemembered);
  memos.set(profile, memo);
  return memo;
}

function encodeMarks(dataset: IndexedDataset, plan: readonly PlannedMark[]): Marks {
  const marks: Mark[] = [];
  for (const planned of plan) {
    const value = encodePlanned(dataset, planned);
    if (value !== null && !(value instanceof Uint8Array)) return value;
    marks.push({ tag: planned.tag, vr: planned.vr, value, after: textOf(planned) });
  }
  return marks;
}

type PlannedMark =
  | { readonly kind: 'text'; readonly tag: Tag; readonly vr: 'CS' | 'LO'; readonly values: readonly string[] }
  | { readonly kind: 'bytes'; readonly tag: Tag; readonly vr: 'LO'; readonly value: Uint8Array; readonly text: string }
  | { readonly kind: 'absent'; readonly tag: Tag; readonly vr: 'CS' }
  | { readonly kind: 'codes'; readonly tag: Tag; readonly vr: 'SQ'; readonly codes: readonly MethodCode[] };

/** What is known of a file besides its attributes. */
type Known = {
  readonly pixels: PixelVerdict;
  readonly texts: TextVerdict;
  readonly hasStart: boolean;
  readonly loosensBasic: boolean;
  readonly keepsSafePrivate: boolean;
};

function planStandard(
  profile: Profile,
  { pixels, texts, hasStart, loosensBasic, keepsSafePrivate }: Known,
  prior: PriorMarks,
): readonly PlannedMark[] {
  const burnedIn = burnedInAfter(pixels, prior);
  const arePixelsClean = !isUnseen(pixels) && burnedIn !== 'YES';
  const areTextsRead = texts !== 'not-read';
  const isClean = arePixelsClean && areTextsRead && !loosensBasic;
  const kept = stillTrue(prior.codes, {
    areTextsRead,
    isBurnedInAnnotationNo: burnedIn === 'NO',
    isRecognizableVisualFeaturesNo: prior.recognizableVisualFeatures === 'NO',
  });
  const temporal = temporalMark(profile, hasStart, prior);
  const cleaned: readonly MethodCode[] = pixels === 'blanked' ? ['113101'] : [];
  const earned = isClean ? [...earnedCodes(profile, keepsSafePrivate), ...cleaned, ...dateCodes(temporal)] : [];
  const codes = [...new Set([...earned, ...kept])].sort();
  // An own rule may have kept a real time, so nothing is said then.
  const isCounted = temporal === 'MODIFIED' && profile.options.includes('retainRelativeTimes') && !loosensBasic;
  return [
    text(tags.patientIdentityRemoved, 'CS', isClean ? 'YES' : 'NO'),
    text(
      tags.deidentificationMethod,
      'LO',
      ...methodText(profile),
      ...(isCounted ? [countedText] : []),
      ...(arePixelsClean ? [] : [unseenText(pixels) ?? attributesOnly]),
      ...(areTextsRead ? [] : [notReadText]),
      ...(loosensBasic ? [looserThanBasic] : []),
    ),
    { kind: 'codes', tag: tags.deidentificationMethodCodeSequence, vr: 'SQ', codes },
    ...burnedInMarks(pixels, prior),
    text(tags.longitudinalTemporalInformationModified, 'CS', temporal),
  ];
}

function planPublished(
  dataset: IndexedDataset,
  profile: Profile,
  pixels: PixelVerdict,
  prior: PriorMarks,
): readonly PlannedMark[] {
  const isYesRefuted = prior.isIdentityRemoved && (isUnseen(pixels) || burnedInAfter(pixels, prior) === 'YES');
  return [
    ...(isYesRefuted ? [text(tags.patientIdentityRemoved, 'CS', 'NO')] : []),
    appendedMethod(dataset, profile, pixels),
    ...burnedInMarks(pixels, prior),
  ];
}

/** Nobody answers for all that the image shows. */
function isUnseen(pixels: PixelVerdict): boolean {
  return unseenText(pixels) !== null;
}

/** What (0012,0063) says of pixels that nobody answers for; null where somebody does, or nobody has to. */
function unseenText(pixels: PixelVerdict): string | null {
  switch (pixels) {
    case 'clean':
    case 'blank-page':
    case 'text-unlikely':
    case 'confirmed':
    case 'blanked':
    case 'blanked-confirmed':
      return null;
    case 'not-reviewed':
      return attributesOnly;
    case 'not-all-seen':
      return 'pixels not changed, not all images seen';
    case 'over-text':
      return textLeftIn;
    case 'let-through':
      return 'pixels let through unseen';
    case 'searched':
      return 'pixels searched by program, not reviewed';
    case 'not-searched':
      return 'pixels not searched';
    case 'blanked-not-all-seen':
      return 'text blanked, not all images seen';
    case 'blanked-by-program':
      return 'text blanked by program, not reviewed';
    case 'blanked-over-text':
      return textLeftIn;
  }
}

/** A NO of somebody who saw other pixels, or more of them, is taken out; a YES stays. */
function burnedInAfter(pixels: PixelVerdict, { burnedInAnnotation }: PriorMarks): string {
  switch (pixels) {
    case 'blank-page':
    case 'confirmed':
    case 'blanked':
    case 'blanked-confirmed':
      return 'NO';
    case 'over-text':
    case 'blanked-over-text':
      return 'YES';
    case 'clean':
    case 'not-reviewed':
      return burnedInAnnotation;
    case 'not-all-seen':
    case 'let-through':
    case 'searched':
    case 'text-unlikely':
    case 'not-searched':
    case 'blanked-not-all-seen':
    case 'blanked-by-program':
      return burnedInAnnotation === 'NO' ? '' : burnedInAnnotation;
  }
}

function burnedInMarks(pixels: PixelVerdict, prior: PriorMarks): readonly PlannedMark[] {
  const after = burnedInAfter(pixels, prior);
  if (after === prior.burnedInAnnotation && !isSaidAnew(pixels)) return [];
  const tag = tags.burnedInAnnotation;
  return [after === '' ? { kind: 'absent', tag, vr: 'CS' } : text(tag, 'CS', after)];
}

/** A person who saw every image says so in each file, whatever it said before. */
function isSaidAnew(pixels: PixelVerdict): boolean {
  return pixels === 'confirmed' || pixels === 'blanked' || pixels === 'blanked-confirmed';
}

const looserThanBasic = 'own rules keep more than PS3.15 Basic';
const textLeftIn = 'text found in the pixels was left in';
const attributesOnly = 'attributes only, pixels not reviewed';

/** Values of (0012,0063): LO, at most 64 characters each, in the default repertoire so that any file can hold them. */
function methodText(profile: Profile): readonly string[] {
  const given = givenName(profile);
  return [
    `Nescio ${presetNames[profile.preset]} ${profile.version}`,
    `PS3.15 Table E.1-1 ${profile.tableEdition}`,
    ...(given === null ? [] : [`Profile ${given}`]),
  ].map((value) =>
    value
      .replace(/[^\x20-\x5b\x5d-\x7e]+/g, '-')
      .slice(0, 64)
      .trim(),
  );
}

/** Adds to the values that are there, on bytes: they may be in a character set that cannot be written back. */
function appendedMethod(dataset: IndexedDataset, profile: Profile, pixels: PixelVerdict): PlannedMark {
  const element = findElement(dataset, tags.deidentificationMethod);
  const before = element < 0 ? '' : trimmedAscii(valueBytes(dataset, element) ?? new Uint8Array(0));
  const known = before.split('\\').map((value) => value.trim());
  const unseen = unseenText(pixels);
  const added = [...methodText(profile), ...(unseen === null ? [] : [unseen])];
  const joined = [before, ...added.filter((value) => !known.includes(value))].filter((part) => part !== '').join('\\');
  const text = added.join('\\');
  return { kind: 'bytes', tag: tags.deidentificationMethod, vr: 'LO', value: paddedAscii(joined), text };
}

function text(tag: Tag, vr: 'CS' | 'LO', ...values: readonly string[]): PlannedMark {
  return { kind: 'text', tag, vr, values };
}

function encodePlanned(dataset: IndexedDataset, planned: PlannedMark): Uint8Array | DicomError | null {
  if (planned.kind === 'absent') return null;
  if (planned.kind === 'bytes') return planned.value;
  if (planned.kind === 'text') return encodeValue(dataset, -1, planned.vr, planned.values);
  // Type 1C: without a code to name, the sequence is absent (PS3.3 C.7.1.1).
  if (planned.codes.length === 0) return null;
  const items = planned.codes.map(
    (code) =>
      [
        { tag: tags.codeValue, vr: 'SH', values: [code] },
        { tag: tags.codingSchemeDesignator, vr: 'SH', values: ['DCM'] },
        { tag: tags.codeMeaning, vr: 'LO', values: [methodCodes[code]] },
      ] as const,
  );
  return encodeSequence(dataset, -1, items);
}

function textOf(planned: PlannedMark): string {
  if (planned.kind === 'codes') return planned.codes.join('\\');
  if (planned.kind === 'absent') return '';
  return planned.kind === 'text' ? planned.values.join('\\') : planned.text;
}
