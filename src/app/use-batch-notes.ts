import { useMemo, useState } from 'react';
import type { FileSummary } from '../pipeline/file-outcome.ts';
import { findSplitPatients } from '../pipeline/find-split-patients.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import { findCopies } from './find-copies.ts';
import { summariesOf } from './match-patients.ts';

/** What a person should look at before a run: patients split or merged, and copies of one instance. */
export function useBatchNotes(files: readonly BatchFile[], isReading: boolean) {
  const [keep] = useState(createScanKeeper);
  // Decisions about files make a new list each time, of the same scans.
  const scanned = keep(isReading ? nothing : files);
  return useMemo(
    () => ({ splits: findSplitPatients(distinctPeople(scanned)), copies: findCopies(scanned) }),
    [scanned],
  );
}

const nothing: readonly BatchFile[] = [];

/** @returns the list that it was given before, as long as the files have the same scans. */
function createScanKeeper() {
  let kept: readonly BatchFile[] = nothing;
  return (files: readonly BatchFile[]) => {
    const isSame = files.length === kept.length && files.every(({ scan }, index) => scan === kept[index]?.scan);
    kept = isSame ? kept : files;
    return kept;
  };
}

/** One summary for each patient ID, name and birth date: a batch has thousands of files of each. */
function distinctPeople(files: readonly BatchFile[]): readonly FileSummary[] {
  const people = new Map<string, FileSummary>();
  for (const summary of summariesOf(files)) {
    people.set(`${summary.patientId}\n${summary.patientName}\n${summary.patientBirthDate}`, summary);
  }
  return [...people.values()];
}
