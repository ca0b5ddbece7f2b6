import type { ReceiptLine } from '../pipeline/upload.ts';
import { csvRow } from './csv.ts';

const header = ['sop_instance_uid', 'bytes', 'sha256', 'status', 'code', 'reason', 'time', 'attempts'] as const;

/**
 * `uploads.csv`: what a server has said of each uploaded file. New UIDs and hashes of new bytes only, so it may be shared;
 * time in UTC, empty for files that no request has carried.
 */
export function uploadsCsv(lines: readonly ReceiptLine[]): string {
  const rows = lines.map(({ sopInstanceUid, sizeBytes, sha256, status, settledAt, attempts }) => {
    const [code, reason] = status.kind === 'stored' ? ['', ''] : [status.code, status.reason];
    return csvRow([sopInstanceUid, `${sizeBytes}`, sha256, status.kind, code, reason, settledAt ?? '', `${attempts}`]);
  });
  return csvRow(header) + rows.join('');
}
