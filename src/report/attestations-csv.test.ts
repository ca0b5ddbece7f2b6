import { describe, expect, it } from 'vitest';
import { deidentified, held, scannedFile } from '../testing/batch-files.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { allSeen, unstated } from '../testing/pixel-statements.ts';
import { attestationsCsv } from './attestations-csv.ts';

const look = {
  reason: '=Phantom, no patient',
  pixels: allSeen,
  atIso: '2026-01-02T03:04:05Z',
  shown: 'Every image, full size',
};
const later = { ...look, pixels: unstated, reason: 'Known device', atIso: '2026-01-02T04:00:00Z', by: 'JD' };
const header = [
  'at',
  'series_uid_old',
  'series_uid_new',
  'files',
  'files_exported',
  'said_of_images',
  'images',
  'seen_one_by_one',
  'seen_in_projections',
  'searched_by_detector',
  'shown',
  'reason',
  'by',
];

const confirmed = ['nothing identifying, every image seen', '4', '4', '0', '4'];

describe('attestationsCsv', () => {
  it('has one row for each decision and series, with the formula sign escaped', () => {
    const { identity } = deidentified(4);
    const other = deidentified(4, { identity: { ...identity, seriesUidOld: '1.2.3.2', seriesUidNew: '2.25.12' } });
    const files = [
      scannedFile(1, { outcome: deidentified(1), release: look }),
      scannedFile(2, { outcome: deidentified(2), release: look }),
      scannedFile(3, { outcome: held(3), release: look }),
      scannedFile(4, { outcome: other, release: later }),
      scannedFile(5, { outcome: deidentified(5) }),
    ];
    expect(parseCsv(attestationsCsv(files))).toEqual([
      header,
      [look.atIso, '1.2.3.1.1', '2.25.11', '3', '2', ...confirmed, look.shown, `'${look.reason}`, ''],
      [
        later.atIso,
        '1.2.3.2',
        '2.25.12',
        '1',
        '1',
        'nothing said of the images',
        '',
        '',
        '',
        '',
        later.shown,
        later.reason,
        later.by,
      ],
    ]);
  });

  it('names the series of a file that failed after its release', () => {
    const failed = scannedFile(1, { outcome: { kind: 'failed', code: 'internal', reason: 'Bug.' }, release: look });
    expect(parseCsv(attestationsCsv([failed]))[1]).toEqual([
      look.atIso,
      '1.2.3.1.1',
      '',
      '1',
      '0',
      ...confirmed,
      look.shown,
      `'${look.reason}`,
      '',
    ]);
  });

  it('has no row when nothing was released', () => {
    expect(parseCsv(attestationsCsv([scannedFile(1, { outcome: deidentified(1) })]))).toEqual([header]);
  });
});
