import { expect, it } from 'vitest';
import { allSeen } from '../testing/pixel-statements.ts';
import { applyRelease } from './apply-release.ts';
import type { Hold } from './change.ts';

const release = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'the image' };
const holds: readonly Hold[] = [
  { kind: 'pixels', reason: 'May show text.', isReleasable: true },
  { kind: 'residual-identifier', reason: 'A name remains.', isReleasable: true },
  { kind: 'patient-not-listed', reason: 'No new ID.', isReleasable: false },
];
const kinds = (list: readonly Hold[]) => list.map(({ kind }) => kind);

it('lets a person release all that may be released', () => {
  expect(kinds(applyRelease(holds, release).holds)).toEqual(['patient-not-listed']);
});

it('takes a look at the images for nothing but the images', () => {
  const { holds: left, findings } = applyRelease(holds, { ...release, covers: 'images' });
  expect(kinds(left)).toEqual(['residual-identifier', 'patient-not-listed']);
  expect(findings.map(({ code }) => code)).toEqual(['released-pixels']);
});
