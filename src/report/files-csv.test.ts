import { describe, expect, it } from 'vitest';
import { deidentified, held, scannedFile } from '../testing/batch-files.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { allSeen } from '../testing/pixel-statements.ts';
import { filesCsv } from './files-csv.ts';

describe('filesCsv', () => {
  it('has one row per file added, whatever became of it', () => {
    const settled = { kind: 'skipped', code: 'system-file', reason: 'Left out.' } as const;
    const failed = { kind: 'failed', code: 'truncated', reason: 'Cut short, export again.' } as const;
    const release = {
      reason: 'Looked, nothing there',
      pixels: allSeen,
      atIso: '2026-01-02T03:04:05Z',
      shown: 'the reasons of the hold',
    };
    const pixels = { kind: 'unstated' } as const;
    const onlyRead = { ...release, pixels, covers: 'texts', reason: 'All of it read' } as const;
    const rows = parseCsv(
      [
        ...filesCsv([
          scannedFile(0, { outcome: deidentified(0) }),
          scannedFile(1, { outcome: deidentified(1), release }),
          scannedFile(2, { outcome: held(2) }),
          scannedFile(3, { content: null, scan: settled }),
          scannedFile(4, { outcome: failed }),
          scannedFile(5),
          scannedFile(6, {
            outcome: deidentified(6),
            release: onlyRead,
          }),
        ]),
      ].join(''),
    );
    expect(rows).toEqual([
      ['input_path', 'output_path', 'outcome', 'code', 'reason'],
      ['PLANTED^FOLDER/IM0', 'PAT1/ST1/SE1/0.dcm', 'deidentified', '', ''],
      ['PLANTED^FOLDER/IM1', 'PAT1/ST1/SE1/1.dcm', 'deidentified', 'released', 'Looked, nothing there'],
      ['PLANTED^FOLDER/IM2', '', 'held', 'pixels', 'It may show text.'],
      ['PLANTED^FOLDER/IM3', '', 'skipped', 'system-file', 'Left out.'],
      ['PLANTED^FOLDER/IM4', '', 'failed', 'truncated', 'Cut short, export again.'],
      ['PLANTED^FOLDER/IM5', '', 'skipped', 'cancelled', 'The run ended before this file.'],
      ['PLANTED^FOLDER/IM6', 'PAT1/ST1/SE1/6.dcm', 'deidentified', 'read', 'All of it read'],
    ]);
  });
});
