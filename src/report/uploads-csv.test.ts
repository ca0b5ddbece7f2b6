import { describe, expect, it } from 'vitest';
import { uploadsCsv } from './uploads-csv.ts';

describe('uploads.csv', () => {
  it('has a row for each file: UID, bytes, hash, status, time and tries', () => {
    const line = {
      id: 4,
      sopInstanceUid: '2.25.1',
      sizeBytes: 12,
      sha256: 'ab',
      settledAt: '2026-01-02T03:04:05.000Z',
    };
    const refused = { kind: 'refused', code: 'too-large', reason: 'Too large, says the server.' } as const;
    const text = uploadsCsv([
      { ...line, status: { kind: 'stored' }, attempts: 1 },
      { ...line, sopInstanceUid: '2.25.2', status: refused, attempts: 3, settledAt: null },
    ]);
    expect(text.split('\r\n')).toEqual([
      'sop_instance_uid,bytes,sha256,status,code,reason,time,attempts',
      '2.25.1,12,ab,stored,,,2026-01-02T03:04:05.000Z,1',
      '2.25.2,12,ab,refused,too-large,"Too large, says the server.",,3',
      '',
    ]);
  });
});
