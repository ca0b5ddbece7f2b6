import { holdsOf } from '../../deidentify/holds-of.ts';
import { startRun } from '../../deidentify/run.ts';
import { tags } from '../../deidentify/tags.ts';
import { knownFragments } from '../../dicom/hop-fragments.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import { judgedBy } from '../../pixel-data/inspect-pixels.ts';
import { numbersIn } from '../../pixel-data/rendering/item-access.ts';
import type { Engine } from '../contracts/engine.ts';
import type { FileSummary, FirstLook, ScannedDevice } from '../contracts/file-outcome.ts';
import type { InputFile } from '../contracts/input-file.ts';
import { type FirstBytes, readHeader, smallFileBytes, wholeFileBytes } from '../reading/read-header.ts';
import { countFrames } from '../redaction/count-frames.ts';
import { judgePixels } from '../redaction/judge-pixels.ts';
import { redactFile } from '../redaction/redact-file.ts';
import { seeFilePixels } from '../redaction/see-file-pixels.ts';
import { imageTypeOf } from './leave-out-facts.ts';
import { lookAtOther, unreadable } from './look-at-other.ts';

/** The first look at a file: what it is, where it belongs, and what already keeps it back. */
export async function scanFile(
  { path, content }: InputFile,
  engine: Engine,
  ahead: FirstBytes = null,
): Promise<FirstLook> {
  const header = await readHeader(content, smallFileBytes, engine, ahead);
  if (header.kind !== 'read') return lookAtOther({ path, content }, header, engine);
  const { dataset, input } = header;
  const { rules, projectKey, patients } = engine;
  const run = startRun(dataset, { rules, projectKey, patients, release: null });
  const seen = await seeFilePixels(dataset, input, rules, 'scan', null, false);
  if ('kind' in seen) return unreadable;
  // Always as if they were held: the page applies the policy, which may change after the scan.
  const assessment = judgedBy(dataset, seen);
  const pixels = judgePixels(assessment, 'hold', { release: null });
  const fragments = input.sizeBytes > wholeFileBytes ? knownFragments(dataset) : null;
  return {
    kind: 'dicom',
    summary: summaryOf(dataset, run.pseudonyms.patientCode(run.patientKey.text), input.sizeBytes),
    holds: [...holdsOf(dataset, run), ...pixels.holds],
    ...(assessment.riskClass !== 'none' &&
      !assessment.isDocument && { imageRisk: assessment.riskClass, device: deviceOf(dataset) }),
    ...(redactFile(dataset, undefined, rules.profile).planned !== null && { isBlanked: true }),
    ...(fragments && { fragments }),
  };
}

function deviceOf(dataset: IndexedDataset): ScannedDevice {
  const text = (tag: Tag) => readSingleText(dataset, tag).trim();
  return {
    manufacturer: text(tags.manufacturer),
    model: text(tags.manufacturerModelName),
    station: text(tagOf(0x0008, 0x1010)),
  };
}

function summaryOf(dataset: IndexedDataset, patientKey: string, sizeBytes: number): FileSummary {
  const text = (tag: Tag) => readSingleText(dataset, tag).trim();
  const number = (tag: Tag) => numbersIn(dataset, -1, tag)[0] ?? 0;
  return {
    patientKey,
    patientName: text(tagOf(0x0010, 0x0010)),
    patientId: text(tagOf(0x0010, 0x0020)),
    patientBirthDate: text(tagOf(0x0010, 0x0030)),
    studyInstanceUid: text(tagOf(0x0020, 0x000d)),
    studyDate: text(tagOf(0x0008, 0x0020)),
    studyTime: text(tagOf(0x0008, 0x0030)),
    studyDescription: text(tagOf(0x0008, 0x1030)),
    seriesInstanceUid: text(tagOf(0x0020, 0x000e)),
    seriesNumber: text(tagOf(0x0020, 0x0011)),
    seriesDescription: text(tagOf(0x0008, 0x103e)),
    modality: text(tagOf(0x0008, 0x0060)),
    imageType: imageTypeOf(dataset),
    sopClassUid: text(tagOf(0x0008, 0x0016)) || dataset.meta.mediaStorageSopClassUid,
    sopInstanceUid: text(tagOf(0x0008, 0x0018)) || dataset.meta.mediaStorageSopInstanceUid,
    instanceNumber: text(tagOf(0x0020, 0x0013)),
    transferSyntaxUid: dataset.transferSyntax.uid,
    frames: countFrames(dataset),
    rows: number(tagOf(0x0028, 0x0010)),
    columns: number(tagOf(0x0028, 0x0011)),
    sizeBytes,
  };
}
