import { expect, it } from 'vitest';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import { countFaces } from './count-faces.ts';

it('counts the slices of heads that go out', () => {
  const findings = [{ code: 'face-reconstructable', message: 'Slices of a head' }];
  const other = [{ code: 'other', message: 'Not a head' }];
  const outcomes = [
    { ...deidentified, findings },
    { ...deidentified, findings: other },
    deidentified,
    { ...held(), findings },
    null,
  ];
  expect(countFaces(outcomes.map((outcome, id) => fakeFile(id, {}, { outcome: outcome as never })))).toBe(1);
});
