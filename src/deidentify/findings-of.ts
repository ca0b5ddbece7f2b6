import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { formatTag, type Tag } from '../dicom/tag.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { findRule } from '../profile/find-rule.ts';
import { tableE11 } from '../profile/rule-data.ts';
import { tagsOfRow } from '../profile/rule-set.ts';
import type { Finding } from './change.ts';
import { holdingIrregularities } from './holds-of.ts';
import type { PixelVerdict } from './pixel-verdict.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';

/** What a person should know about a file that nothing holds back. */
export function findingsOf(dataset: IndexedDataset, run: Run, pixels: PixelVerdict): readonly Finding[] {
  return [
    ...dataset.irregularities.filter(({ code }) => !holdingIrregularities.has(code)),
    ...patientKeyFindings(dataset, run),
    ...missingUids(dataset),
    ...lostPetWeight(dataset, run),
    ...keptDeviceDates(dataset, run),
    ...(pixels === 'not-reviewed' ? [pixelsNotReviewed] : []),
    ...(run.context.rules.profile.preset === 'qmenta' ? [sourceUidsKept] : []),
    ...(run.context.rules.ownRules.loosensBasic ? [ownRuleLoosens] : []),
  ];
}

const pixelsNotReviewed: Finding = {
  code: 'pixels-not-reviewed',
  message: 'Nobody has looked for text in the pixels. The output says that its attributes alone were de-identified.',
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
function keptDeviceDates({ elements }: IndexedDataset, { dateShift, context: { rules } }: Run): readonly Finding[] {
  if (dateShift.kind === 'none' || !rules.profile.options.includes('retainDeviceIdentity')) return [];
  if (!elements.tags.subarray(0, elements.count).some((tag) => deviceDates.has(tag))) return [];
  return [
    {
      code: 'device-dates-kept',
      message:
        'Dates of calibration, installation and manufacture are kept as they are (Retain Device Identity), while all others are shifted. One that lies close to the study tells about when it was.',
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
