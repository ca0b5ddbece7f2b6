import { findElement, valueBytes } from '../dicom/dataset-access.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Tag } from '../dicom/tag.ts';
import { encodeSequence, encodeValue } from '../dicom/value-codec.ts';
import type { Vr } from '../dicom/vr.ts';
import type { CompiledProfile } from '../profile/compiled-profile.ts';
import type { Profile } from '../profile/profile.ts';
import { trimmedAscii } from './ascii.ts';
import { boundedMap } from './bounded-memo.ts';
import { earnedCodes, type MethodCode, methodCodes, stillTrue } from './marks/method-codes.ts';
import { type PriorMarks, readPriorMarks } from './marks/prior-marks.ts';
import { dateCodes, temporalMark } from './marks/temporal-mark.ts';
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
 * they are still true. Patient Identity Removed is YES only when attributes and pixels are both known to be clean.
 *
 * Own rules that leave in what the profile takes away make it looser than the Basic Profile: no code, and NO.
 * The preset `qmenta` leaves too much in for YES or a code: it adds its name, and takes back a YES that cannot stand.
 */
export function markDeidentified(
  dataset: IndexedDataset,
  { profile, ownRules }: Pick<CompiledProfile, 'profile' | 'ownRules'>,
  pixels: PixelVerdict,
): readonly Mark[] | DicomError {
  const prior = readPriorMarks(dataset);
  // What is added under `qmenta` continues what stands in the file.
  if (profile.preset === 'qmenta') return encodeMarks(dataset, planPublished(dataset, profile, pixels, prior));
  const { transferSyntax, characterSets } = dataset;
  const { isExplicitVr, isLittleEndian } = transferSyntax;
  const key = JSON.stringify([pixels, isExplicitVr, isLittleEndian, characterSets, prior, ownRules.loosensBasic]);
  return memoFor(profile)(key, () => encodeMarks(dataset, planStandard(profile, pixels, prior, ownRules.loosensBasic)));
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
  | { readonly kind: 'codes'; readonly tag: Tag; readonly vr: 'SQ'; readonly codes: readonly MethodCode[] };

function planStandard(
  profile: Profile,
  pixels: PixelVerdict,
  prior: PriorMarks,
  loosensBasic: boolean,
): readonly PlannedMark[] {
  const burnedIn = pixels === 'confirmed' ? 'NO' : prior.burnedInAnnotation;
  const arePixelsClean = pixels !== 'not-reviewed' && burnedIn !== 'YES';
  const isClean = arePixelsClean && !loosensBasic;
  const kept = stillTrue(prior.codes, {
    isBurnedInAnnotationNo: burnedIn === 'NO',
    isRecognizableVisualFeaturesNo: prior.recognizableVisualFeatures === 'NO',
  });
  const temporal = temporalMark(profile, prior);
  const earned = isClean ? [...earnedCodes(profile), ...dateCodes(temporal)] : [];
  const codes = [...new Set([...earned, ...kept])].sort();
  return [
    text(tags.patientIdentityRemoved, 'CS', isClean ? 'YES' : 'NO'),
    text(
      tags.deidentificationMethod,
      'LO',
      ...methodText(profile),
      ...(arePixelsClean ? [] : [attributesOnly]),
      ...(loosensBasic ? [looserThanBasic] : []),
    ),
    { kind: 'codes', tag: tags.deidentificationMethodCodeSequence, vr: 'SQ', codes },
    ...(pixels === 'confirmed' ? [text(tags.burnedInAnnotation, 'CS', 'NO')] : []),
    text(tags.longitudinalTemporalInformationModified, 'CS', temporal),
  ];
}

function planPublished(
  dataset: IndexedDataset,
  profile: Profile,
  pixels: PixelVerdict,
  prior: PriorMarks,
): readonly PlannedMark[] {
  const burnedIn = pixels === 'confirmed' ? 'NO' : prior.burnedInAnnotation;
  const isYesRefuted = prior.isIdentityRemoved && (pixels === 'not-reviewed' || burnedIn === 'YES');
  return [
    ...(isYesRefuted ? [text(tags.patientIdentityRemoved, 'CS', 'NO')] : []),
    appendedMethod(dataset, profile, pixels),
    ...(pixels === 'confirmed' ? [text(tags.burnedInAnnotation, 'CS', 'NO')] : []),
  ];
}

const looserThanBasic = 'own rules keep more than PS3.15 Basic';
const attributesOnly = 'attributes only, pixels not reviewed';

/** Values of (0012,0063): LO, at most 64 characters each, in the default repertoire so that any file can hold them. */
function methodText(profile: Profile): readonly string[] {
  return [`Nescio ${profile.name} ${profile.version}`, `PS3.15 Table E.1-1 ${profile.tableEdition}`].map((value) =>
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
  const added = [...methodText(profile), ...(pixels === 'not-reviewed' ? [attributesOnly] : [])];
  const joined = [before, ...added.filter((value) => !known.includes(value))].filter((part) => part !== '').join('\\');
  const padded = joined.length % 2 === 0 ? joined : `${joined} `;
  const value = Uint8Array.from(padded, (character) => character.charCodeAt(0));
  return { kind: 'bytes', tag: tags.deidentificationMethod, vr: 'LO', value, text: added.join('\\') };
}

function text(tag: Tag, vr: 'CS' | 'LO', ...values: readonly string[]): PlannedMark {
  return { kind: 'text', tag, vr, values };
}

function encodePlanned(dataset: IndexedDataset, planned: PlannedMark): Uint8Array | DicomError | null {
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
  return planned.kind === 'text' ? planned.values.join('\\') : planned.text;
}
