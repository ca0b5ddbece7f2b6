import { describe, expect, it } from 'vitest';
import { countedAs } from '../pipeline/contracts/upload.ts';
import { deidentified } from '../testing/batch-files.ts';
import { uploadsCsv } from './uploads-csv.ts';

describe('uploads.csv', () => {
  const line = {
    id: 4,
    sopInstanceUid: '2.25.1',
    sizeBytes: 12,
    sha256: 'ab',
    settledAt: '2026-01-02T03:04:05.000Z',
    status: { kind: 'stored' },
    attempts: 1,
  } as const;

  it('has a row for each file: UID, bytes, hash, status, time and tries', () => {
    const status = { kind: 'refused', code: 'too-large', reason: 'Too large, says the server.' } as const;
    const refused = { ...line, sopInstanceUid: '2.25.2', status, attempts: 3, settledAt: null };
    expect(uploadsCsv([line, refused], []).split('\r\n')).toEqual([
      '"sop_instance_uid","bytes","sha256","status","code","reason","time","attempts","study_instance_uid","series_instance_uid"',
      '"2.25.1","12","ab","stored","","","2026-01-02T03:04:05.000Z","1","",""',
      '"2.25.2","12","ab","refused","too-large","Too large, says the server.","","3","",""',
      '',
    ]);
  });

  it('has the new UIDs of study and series, by which a server finds the file', () => {
    const outcome = deidentified(4);
    const { studyUidNew, seriesUidNew } = outcome.identity;
    expect(uploadsCsv([line], [{ id: 4, outcome }])).toContain(`"1","${studyUidNew}","${seriesUidNew}"\r\n`);
    expect(studyUidNew).not.toBe('');
  });

  it('tells stored, on the word of the server alone, already there and other content apart', () => {
    const statuses = [
      { kind: 'stored' },
      { kind: 'stored', note: 'not-compared' },
      { kind: 'already-there' },
      { kind: 'differs', reason: 'Other content.' },
    ] as const;
    const rows = statuses.map((status) => uploadsCsv([{ ...line, status }], []).split('\r\n')[1]);
    const cells = rows.map((row) => row!.split('","').slice(3, 6));
    expect(cells).toEqual([
      ['stored', '', ''],
      ['stored', 'not-compared', expect.stringContaining('did not let the page look')],
      ['already-there', '', ''],
      ['differs', 'differs', 'Other content.'],
    ]);
    expect(statuses.map(countedAs)).toEqual(['stored', 'stored', 'stored', 'refused']);
  });

  it('lists files as it is told, not as they were sent, and what is not of the batch any more behind them', () => {
    const sent = [7, 1, 4, 9].map((id) => ({ ...line, id, sopInstanceUid: `2.25.${id}` }));
    const listed = uploadsCsv(
      sent,
      [4, 7].map((id) => ({ id, outcome: null })),
    )
      .split('\r\n')
      .slice(1, -1)
      .map((row) => row.split(',')[0]);
    expect(listed).toEqual(['"2.25.4"', '"2.25.7"', '"2.25.1"', '"2.25.9"']);
  });
});
