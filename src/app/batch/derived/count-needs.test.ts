import { expect, it } from 'vitest';
import { deidentified, held, scannedFile } from '../../../testing/batch-files.ts';
import { countNeeds } from './count-needs.ts';

const finding = { code: 'needed-by-converters', message: 'Needed by converters: slice timing.' } as const;
const geometry = { kind: 'geometry-change', reason: 'The image is a mosaic.', isReleasable: true } as const;

it('counts a file once: as held for its geometry, else for what it loses', () => {
  const files = [
    scannedFile(0, { outcome: held(0, { holds: [geometry], findings: [finding] }) }),
    scannedFile(1, { outcome: deidentified(1, { findings: [finding, { ...finding, path: '(0019,1029)' }] }) }),
    scannedFile(2, { outcome: held(2, { findings: [finding] }) }),
    scannedFile(3, { outcome: deidentified(3, { findings: [{ code: 'uid-missing', message: 'Other.' }] }) }),
    scannedFile(4, { outcome: { kind: 'skipped', code: 'left-out', reason: 'Left out.' } }),
    scannedFile(5),
  ];
  expect(countNeeds(files)).toEqual({
    held: 1,
    lost: 2,
    lines: [
      { message: finding.message, files: 3 },
      { message: geometry.reason, files: 1 },
    ],
  });
});
