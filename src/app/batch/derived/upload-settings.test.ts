import { expect, it } from 'vitest';
import type { Release } from '../../../deidentify/context.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { openResult } from '../../../testing/open-page.ts';
import { allSeen, unstated } from '../../../testing/pixel-statements.ts';
import { uploadSettingsOf } from './upload-settings.ts';

const rectangles = [{ column: 1, row: 2, columns: 3, rows: 4 }];
const value = { path: '(0008,103E)', atIso: '2026-01-01T00:00:00Z', kind: 'replace', text: 'Head' } as const;

it('are the same after decisions were saved and opened again, and wherever the files came from', async () => {
  const { state } = await openResult({});
  const [one, two] = state().files as readonly [BatchFile, BatchFile];
  const settingsOf = (files: readonly BatchFile[]) => uploadSettingsOf(state(), 'p', files);
  const before: BatchFile = {
    ...one,
    redaction: { areas: [{ kind: 'blank', frames: 'all', rectangles }], review: 'not-all-seen' },
    values: [value],
  };
  const opened: BatchFile = {
    ...one,
    path: `folder/${one.path}`,
    redaction: { review: 'not-all-seen', areas: [{ rectangles, frames: 'all', kind: 'blank' }], textLeft: 'other' },
    values: [{ kind: 'replace', text: 'Head', path: value.path, atIso: '2026-02-02T00:00:00Z' }],
  };
  expect(settingsOf([opened, two])).toEqual(settingsOf([before, two]));
  expect(settingsOf([two, opened])).toEqual(settingsOf([before, two]));
  expect(settingsOf([{ ...opened, values: [{ ...value, text: 'Neck' }] }, two])).not.toEqual(settingsOf([before, two]));
  expect(settingsOf([one, two])).not.toEqual(settingsOf([before, two]));
});

it('change with a release: what it covers, what was looked at, and for which file', async () => {
  const { state } = await openResult({});
  const [one, two] = state().files as readonly [BatchFile, BatchFile];
  const settingsOf = (...files: readonly BatchFile[]) => {
    const [, decisions] = uploadSettingsOf(state(), 'p', files).decisions as readonly [unknown, readonly string[]];
    return decisions;
  };
  const release = { reason: 'seen', atIso: '2026-01-01T00:00:00Z', shown: 'words', pixels: unstated };
  const released = (parts: Partial<Release> = {}): BatchFile => ({ ...one, release: { ...release, ...parts } });
  const before = settingsOf(released());
  expect(before).toHaveLength(1);
  expect(settingsOf(released({ reason: 'looked', atIso: '2026-02-02T00:00:00Z' }))).toEqual(before);
  for (const parts of [{ covers: 'images' }, { texts: 'b' }, { pixels: allSeen }] as const) {
    expect(settingsOf(released(parts))).not.toEqual(before);
  }
  const outcome = { kind: 'failed', code: 'truncated', reason: 'Cut short.' } as const;
  expect(settingsOf({ ...released(), outcome })).toEqual([]);
  expect(settingsOf(two)).toEqual([]);
});
