import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { ItemStatus, ReceiptLine } from '../pipeline/contracts/upload.ts';
import { csvRow } from './csv.ts';

/** The UIDs of study and series, by which a server finds an instance, are empty where the file is not of the batch any more. */
export const uploadColumns = [
  'sop_instance_uid',
  'bytes',
  'sha256',
  'status',
  'code',
  'reason',
  'time',
  'attempts',
  'study_instance_uid',
  'series_instance_uid',
] as const;

/** What a status of `uploads.csv` says: the server has the file, or has not taken it. */
export function isStored(status: string): boolean {
  return status === 'stored' || status === 'already-there';
}

/**
 * `uploads.csv`: what a server has said of each uploaded file. New UIDs and hashes of new bytes only, so it may be shared;
 * time in UTC, empty for files that no request has carried. Lines are in the order of `files`, others behind them by UID.
 */
export function uploadsCsv(lines: readonly ReceiptLine[], files: Iterable<Pick<BatchFile, 'id' | 'outcome'>>): string {
  const sent = new Set(lines.map(({ id }) => id));
  const places = new Map<number, number>();
  const uids = new Map<number, readonly [study: string, series: string]>();
  for (const { id, outcome } of files) {
    if (!sent.has(id)) continue;
    places.set(id, places.size);
    if (outcome?.kind === 'deidentified') uids.set(id, [outcome.identity.studyUidNew, outcome.identity.seriesUidNew]);
  }
  const placeOf = ({ id }: ReceiptLine) => places.get(id) ?? places.size;
  const sorted = [...lines].sort(
    (one, other) => placeOf(one) - placeOf(other) || comparePaths(one.sopInstanceUid, other.sopInstanceUid),
  );
  const rows = sorted.map(({ id, sopInstanceUid, sizeBytes, sha256, status, settledAt, attempts }) => {
    const said = [status.kind, ...explain(status), settledAt ?? '', `${attempts}`];
    return csvRow([sopInstanceUid, `${sizeBytes}`, sha256, ...said, ...(uids.get(id) ?? ['', ''])]);
  });
  return csvRow(uploadColumns) + rows.join('');
}

function explain(status: ItemStatus): readonly [code: string, reason: string] {
  switch (status.kind) {
    case 'stored':
      return status.note === undefined ? ['', ''] : [status.note, notCompared];
    case 'already-there':
      return ['', ''];
    case 'differs':
      return ['differs', status.reason];
    default:
      return [status.code, status.reason];
  }
}

const notCompared =
  'The server acknowledged this file and did not let the page look whether it had another one under the same UIDs.';
