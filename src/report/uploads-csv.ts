import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { ItemStatus, ReceiptLine } from '../pipeline/contracts/upload.ts';
import { csvRow } from './csv.ts';

const header = ['sop_instance_uid', 'bytes', 'sha256', 'status', 'code', 'reason', 'time', 'attempts'] as const;

/**
 * `uploads.csv`: what a server has said of each uploaded file. New UIDs and hashes of new bytes only, so it may be shared;
 * time in UTC, empty for files that no request has carried. Lines are in the order of `files`, others behind them by UID.
 */
export function uploadsCsv(lines: readonly ReceiptLine[], files: Iterable<Pick<BatchFile, 'id'>>): string {
  const places = new Map<number, number>();
  for (const { id } of files) places.set(id, places.size);
  const placeOf = ({ id }: ReceiptLine) => places.get(id) ?? places.size;
  const sorted = [...lines].sort(
    (one, other) => placeOf(one) - placeOf(other) || comparePaths(one.sopInstanceUid, other.sopInstanceUid),
  );
  const rows = sorted.map(({ sopInstanceUid, sizeBytes, sha256, status, settledAt, attempts }) => {
    const [code, reason] = explain(status);
    return csvRow([sopInstanceUid, `${sizeBytes}`, sha256, status.kind, code, reason, settledAt ?? '', `${attempts}`]);
  });
  return csvRow(header) + rows.join('');
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
