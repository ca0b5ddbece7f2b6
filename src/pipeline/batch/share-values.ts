import type { Identity } from '../../deidentify/identify.ts';
import type { FileOutcome, FileSummary, ScanResult } from '../contracts/file-outcome.ts';

/**
 * Keeps equal values of many files once in memory. Each file's result comes from a worker as a copy of its own, although most
 * values are the same for a whole series. With 50,000 files the copies would fill the memory of the page.
 */
export type ValueSharing = {
  readonly scan: (result: ScanResult) => ScanResult;
  /** @param known the file's summary from the scan, which holds the same original identifiers */
  readonly outcome: (outcome: FileOutcome, known: FileSummary | null) => FileOutcome;
};

/** With more different texts than this, few are shared, and the table itself would take the memory. */
const mostEntries = 20_000;

export function createValueSharing(): ValueSharing {
  const texts = createTable((text: string) => text);
  const lists = createTable((list: object) => JSON.stringify(list));

  function summary(given: FileSummary): FileSummary {
    return {
      patientKey: texts(given.patientKey),
      patientName: texts(given.patientName),
      patientId: texts(given.patientId),
      patientBirthDate: texts(given.patientBirthDate),
      studyInstanceUid: texts(given.studyInstanceUid),
      studyDate: texts(given.studyDate),
      studyTime: texts(given.studyTime),
      studyDescription: texts(given.studyDescription),
      seriesInstanceUid: texts(given.seriesInstanceUid),
      seriesNumber: texts(given.seriesNumber),
      seriesDescription: texts(given.seriesDescription),
      modality: texts(given.modality),
      imageType: texts(given.imageType),
      sopClassUid: texts(given.sopClassUid),
      // Each file's own: nothing to share.
      sopInstanceUid: given.sopInstanceUid,
      instanceNumber: texts(given.instanceNumber),
      transferSyntaxUid: texts(given.transferSyntaxUid),
      frames: given.frames,
      rows: given.rows,
      columns: given.columns,
      sizeBytes: given.sizeBytes,
    };
  }

  function identity(given: Identity, known: FileSummary | null): Identity {
    const isKnown = known?.sopInstanceUid === given.instanceUidOld;
    return {
      patientIdOld: texts(given.patientIdOld),
      patientIdNew: texts(given.patientIdNew),
      studyUidOld: texts(given.studyUidOld),
      studyUidNew: texts(given.studyUidNew),
      seriesUidOld: texts(given.seriesUidOld),
      seriesUidNew: texts(given.seriesUidNew),
      instanceUidOld: isKnown ? known.sopInstanceUid : given.instanceUidOld,
      instanceUidNew: given.instanceUidNew,
      dateShiftDays: given.dateShiftDays,
    };
  }

  return {
    scan: (result) => {
      if (result.kind !== 'dicom') return lists(result);
      const { device } = result;
      return {
        ...result,
        summary: summary(result.summary),
        holds: lists(result.holds),
        ...(device && { device: lists(device) }),
      };
    },
    outcome: (outcome, known) => {
      if (outcome.kind === 'skipped' || outcome.kind === 'failed') return lists(outcome);
      const { outputPath } = outcome;
      const processed = {
        outputPath,
        identity: identity(outcome.identity, known),
        counts: lists(outcome.counts),
        findings: lists(outcome.findings),
      };
      if (outcome.kind === 'held') return { kind: 'held', ...processed, holds: lists(outcome.holds) };
      const { fragments, facts } = outcome;
      return { kind: 'deidentified', ...processed, ...(fragments && { fragments }), ...(facts && { facts }) };
    },
  };
}

/** The first of equal values stands for all. */
function createTable<Value>(keyOf: (value: Value) => string): <Given extends Value>(value: Given) => Given {
  const known = new Map<string, Value>();
  return <Given extends Value>(value: Given): Given => {
    const key = keyOf(value);
    const found = known.get(key);
    if (found !== undefined) return found as Given;
    if (known.size < mostEntries) known.set(key, value);
    return value;
  };
}
