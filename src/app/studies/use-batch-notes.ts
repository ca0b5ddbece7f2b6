import { useCallback } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { FileSummary } from '../../pipeline/contracts/file-outcome.ts';
import { findSplitPatients, type SplitPatient } from '../../pipeline/patients/find-split-patients.ts';
import { type Copies, findCopies } from '../batch/derived/find-copies.ts';
import { useBatch } from '../store/use-batch.ts';
import { useSliced } from '../ui/use-sliced.ts';

/** What a person should look at before a run: patients split or merged, and copies of one instance. */
export function useBatchNotes(isReading: boolean) {
  const files = useBatch((state, derived) => (isReading ? nothing : derived.scanned(state)));
  const find = useCallback(() => findNotes(files), [files]);
  return useSliced(find).value ?? noNotes;
}

type Notes = { readonly splits: readonly SplitPatient[]; readonly copies: readonly Copies[] };

const noNotes: Notes = { splits: [], copies: [] };

function* findNotes(files: readonly BatchFile[]): Generator<void, Notes> {
  const people = yield* distinctPeople(files);
  const splits = findSplitPatients(people);
  yield;
  return { splits, copies: yield* findCopies(files) };
}

const nothing: readonly BatchFile[] = [];

/** One summary for each patient ID, name and birth date: a batch has thousands of files of each. */
function* distinctPeople(files: readonly BatchFile[]): Generator<void, readonly FileSummary[]> {
  const people = new Map<string, FileSummary>();
  for (const [at, { scan }] of files.entries()) {
    if (scan.kind === 'dicom') {
      const { patientId, patientName, patientBirthDate } = scan.summary;
      people.set(`${patientId}\n${patientName}\n${patientBirthDate}`, scan.summary);
    }
    if (at % 1000 === 999) {
      yield;
    }
  }
  return [...people.values()];
}
