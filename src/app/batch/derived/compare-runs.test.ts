import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../deidentify/change.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import { unstated } from '../../../testing/pixel-statements.ts';
import { outcomesOf, releasesThatFail, sameCounts } from './compare-runs.ts';

const failed = { kind: 'failed', code: 'truncated', reason: 'Cut short.' } as const;
const skipped = { kind: 'skipped', code: 'not-dicom', reason: 'No prefix.' } as const;
const of = (...outcomes: readonly BatchFile['outcome'][]) =>
  outcomes.map((outcome, id) => fakeFile(id, {}, { outcome }));

describe('a run under another key', () => {
  const before = of(deidentified, held(), failed, skipped);

  it.each([
    ['the same outcomes', of(deidentified, held(), failed, skipped), true],
    ['another copy that goes out', of(skipped, held(), failed, deidentified), true],
    ['one more de-identified, one less held', of(deidentified, deidentified, failed, skipped), false],
    ['one more held, one less de-identified', of(held(), held(), failed, skipped), false],
    ['one more failed, one less skipped', of(deidentified, held(), failed, failed), false],
    ['one that has no outcome', of(deidentified, held(), failed, null), false],
    ['a file less', of(deidentified, held(), failed), false],
    ['a file more without an outcome', of(deidentified, held(), failed, skipped, null), false],
  ])('is compared by the number of files of each outcome: %s', (_, now, isSame) => {
    expect(sameCounts(outcomesOf(before), now)).toBe(isSame);
  });
});

describe('a release under another key', () => {
  const release = { reason: 'seen', atIso: '2026-01-01T00:00:00Z', shown: 'words', pixels: unstated };
  const finding = (code: string, path: string): Finding => ({ code, path, message: 'Text.' });
  const released = (...findings: readonly Finding[]) => [
    fakeFile(1, {}, { release, outcome: { ...held(), kind: 'deidentified', findings } }),
  ];
  const one = released(finding('released-pixels', 'a'));

  it.each([
    ['what it did before', one, []],
    ['less', released(), []],
    ['another finding that is no release', released(finding('released-pixels', 'a'), finding('other', 'b')), []],
    ['the same kind at another place', released(finding('released-pixels', 'a'), finding('released-pixels', 'b')), [1]],
    ['another kind', released(finding('released-text', 'a')), [1]],
    [
      'more, but was taken back',
      released(finding('released-text', 'a')).map((file) => ({ ...file, release: null })),
      [],
    ],
    ['nothing, because the file fails', one.map((file) => ({ ...file, outcome: failed })), []],
  ])('fails where it would let more through than the person saw: %s', (_, now, failing) => {
    expect(releasesThatFail(outcomesOf(one), now)).toEqual(failing);
  });

  it('fails for a file that was not there before', () => {
    expect(releasesThatFail(new Map(), one)).toEqual([1]);
  });
});
