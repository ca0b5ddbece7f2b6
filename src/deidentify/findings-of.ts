import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { formatTag, type Tag } from '../dicom/tag.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { findRule } from '../profile/find-rule.ts';
import { tableE11 } from '../profile/rule-data.ts';
import { tagsOfRow } from '../profile/rule-set.ts';
import { isInGraphics } from './actions/clean-graphics.ts';
import type { Finding } from './change.ts';
import { startFindings } from './dates/study-start.ts';
import { holdingIrregularities } from './holds-of.ts';
import type { PixelVerdict } from './pixel-verdict.ts';
import { isRedrawn } from './redrawn-document.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';

/** What a person should know about a file that nothing holds back. */
export function findingsOf(dataset: IndexedDataset, run: Run, pixels: PixelVerdict): readonly Finding[] {
  return [
    ...dataset.irregularities.filter(({ code }) => !holdingIrregularities.has(code)),
    ...patientKeyFindings(dataset, run),
    ...missingUids(dataset),
    ...lostPetWeight(dataset, run),
    ...startFindings(run),
    ...keptDeviceDates(dataset, run),
    ...removedGraphics(dataset, run),
    ...(isRedrawn(dataset, run.context.document) ? [documentRedrawn] : []),
    ...(pixels === 'clean' || pixels === 'confirmed' || pixels === 'text-unlikely' ? [] : [pixelFindings[pixels]]),
    ...(run.context.rules.profile.preset === 'qmenta' ? [sourceUidsKept] : []),
    ...(run.context.rules.ownRules.loosensBasic ? [ownRuleLoosens] : []),
  ];
}

const documentRedrawn: Finding = {
  code: 'document-redrawn',
  message:
    'The file was a document. Its pages were re-drawn as pictures: no byte and no text of the document leaves but what the pictures show.',
};

const pixelFindings: Readonly<Record<Exclude<PixelVerdict, 'clean' | 'confirmed' | 'text-unlikely'>, Finding>> = {
  'blank-page': {
    code: 'document-blanked',
    message: 'A blank page stands in the place of the document: nothing of its content leaves.',
  },
  'not-reviewed': {
    code: 'pixels-not-reviewed',
    message: 'Nobody has looked for text in the pixels. The output says that its attributes alone were de-identified.',
  },
  'not-all-seen': {
    code: 'pixels-not-all-seen',
    message:
      'A person says that the images show nothing identifying, and not every image was seen, so the file does not claim clean pixels.',
  },
  'over-text': {
    code: 'pixels-text-left-in',
    message: 'Text was found in the images, and a person left it in. Burned In Annotation is YES.',
  },
  'let-through': {
    code: 'pixels-let-through',
    message: 'The images were let through unseen: no text was found in them, and nobody has looked.',
  },
  searched: {
    code: 'pixels-searched-by-program',
    message:
      'The program has looked for text in the pixels and found none. It can miss text, and nobody has looked, so the file does not claim clean pixels.',
  },
  'not-searched': {
    code: 'pixels-not-searched',
    message: 'Text was not looked for in the pixels, so the file does not claim clean pixels.',
  },
  blanked: {
    code: 'pixels-blanked',
    message: 'Parts of the image are blanked. All other samples are as they were.',
  },
  'blanked-confirmed': {
    code: 'pixels-blanked-confirmed',
    message:
      'Parts of the image are blanked, and a person saw every image. The result itself was not shown, or text of nobody in particular stays in it, so the file does not claim cleaned pixels.',
  },
  'blanked-not-all-seen': {
    code: 'pixels-blanked-not-all-seen',
    message:
      'Parts of the image are blanked. Nobody has seen every image of the result, so the file does not claim clean pixels.',
  },
  'blanked-by-program': {
    code: 'pixels-blanked-by-program',
    message:
      'Parts of the image are blanked by rule. Nobody has seen the result, so the file does not claim clean pixels.',
  },
  'blanked-over-text': {
    code: 'pixels-blanked-text-left-in',
    message:
      'Parts of the image are blanked. Other text was found in it, and a person left that in. Burned In Annotation is YES.',
  },
};

const ownRuleLoosens: Finding = {
  code: 'own-rule-loosens',
  message:
    'Own rules keep what the Basic Profile takes away. The output claims no profile of PS3.15, and Patient Identity Removed is NO.',
};

const sourceUidsKept: Finding = {
  code: 'source-uids-kept',
  message: 'The published QMENTA table keeps the UIDs of the source: whoever has the originals can find them again.',
};

/** Standardised uptake values are counts per dose and weight (PS3.3 C.8.9.1). */
function lostPetWeight(dataset: IndexedDataset, { context: { rules } }: Run): readonly Finding[] {
  if (readSingleText(dataset, tags.modality).trim() !== 'PT' || readSingleText(dataset, tags.patientWeight) === '') {
    return [];
  }
  if ((rules.ownRules.byTag.get(tags.patientWeight) ?? findRule(rules, tags.patientWeight, 'DS')).action === 'K') {
    return [];
  }
  return [
    {
      code: 'pet-weight-removed',
      message:
        "The file is PET and Patient's Weight goes: standardised uptake values cannot be computed from the output. Retain Patient Characteristics keeps it.",
      path: formatTag(tags.patientWeight),
    },
  ];
}

const deviceDates: ReadonlySet<Tag> = new Set(
  tableE11
    .filter(({ options }) => options.retainDeviceIdentity === 'K' && options.retainModifiedDates === 'C')
    .flatMap(tagsOfRow),
);

/** In Table E.1-1 the K of Retain Device Identity stands beside the C of modified dates on the same rows. */
function keptDeviceDates(
  { elements }: IndexedDataset,
  { dateShift, studyStart, context: { rules } }: Run,
): readonly Finding[] {
  if (
    (dateShift.kind === 'none' && studyStart.kind === 'none') ||
    !rules.profile.options.includes('retainDeviceIdentity')
  )
    return [];
  if (!elements.tags.subarray(0, elements.count).some((tag) => deviceDates.has(tag))) return [];
  return [
    {
      code: 'device-dates-kept',
      message:
        'Dates of calibration, installation and manufacture are kept as they are (Retain Device Identity), while all others are shifted. One that lies close to the study tells about when it was.',
    },
  ];
}

/** Clean Graphics keeps what it can clean, and says what it cannot. */
function removedGraphics({ elements }: IndexedDataset, { context: { rules } }: Run): readonly Finding[] {
  const { preset, options } = rules.profile;
  // The published table takes no options.
  if (preset === 'qmenta' || !options.includes('cleanGraphics')) return [];
  if (!elements.tags.subarray(0, elements.count).some(isInGraphics)) return [];
  return [
    {
      code: 'overlays-removed',
      message:
        'Overlays and curves are removed with their groups: Clean Graphics cleans the texts of annotations, and nothing here can tell what a bitmap or a line says.',
    },
  ];
}

function patientKeyFindings(dataset: IndexedDataset, { patientKey }: Run): readonly Finding[] {
  if (patientKey.basis === 'patient-id') return [];
  const state = findElement(dataset, tags.patientId) < 0 ? 'missing' : 'empty';
  const instead =
    patientKey.basis === 'study'
      ? 'the Study Instance UID: the same patient has another pseudonym in each study.'
      : 'name and birth date: they must be written alike in all files of a patient.';
  return [
    {
      code: 'patient-id-empty',
      message: `Patient ID is ${state}. The pseudonym is derived from ${instead}`,
      path: formatTag(tags.patientId),
    },
  ];
}

function missingUids(dataset: IndexedDataset): readonly Finding[] {
  return [tags.studyInstanceUid, tags.seriesInstanceUid, tags.sopInstanceUid]
    .filter((tag) => readSingleText(dataset, tag) === '')
    .map((tag) => ({
      code: 'uid-missing',
      message: 'The UID is missing or empty. The output path is derived from other attributes of the file.',
      path: formatTag(tag),
    }));
}
