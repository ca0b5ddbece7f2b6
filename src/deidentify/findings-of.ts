import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { formatTag } from '../dicom/tag.ts';
import { readSingleText } from '../dicom/value-codec.ts';
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
    ...(pixels === 'not-reviewed' ? [pixelsNotReviewed] : []),
    ...(run.context.rules.profile.preset === 'qmenta' ? [sourceUidsKept] : []),
  ];
}

const pixelsNotReviewed: Finding = {
  code: 'pixels-not-reviewed',
  message: 'Nobody has looked for text in the pixels. The output says that its attributes alone were de-identified.',
};

const sourceUidsKept: Finding = {
  code: 'source-uids-kept',
  message: 'The published QMENTA table keeps the UIDs of the source: whoever has the originals can find them again.',
};

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
