import { expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { type BatchState, createBatchState } from '../batch-state.ts';
import { isWriting } from './is-writing.ts';

const resting = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));
const saving = { kind: 'saving', what: 'zip', written: 0, writtenBytes: 0, total: 1, totalBytes: 1 } as const;
const counts = { stored: 0, refused: 0, notSent: 0 };
const target = { kind: 'stow-rs', url: 'https://pacs.example/', credentials: { kind: 'none' }, project: '' } as const;
const sending = { total: 1, totalBytes: 1, sentBytes: 0, isCancelling: false, isOffline: false, pause: null };

it.each<readonly [string, Partial<BatchState>, boolean]>([
  ['while nothing goes on', {}, false],
  ['on the result', { step: 'result', hasResult: true }, false],
  ['once a save was stopped', { save: { kind: 'stopped', isFailure: false, message: 'Stopped.' } }, false],
  ['in a run', { step: 'running' }, true],
  ['in a save', { save: { ...saving, isOutOfDate: false, isCancelling: false } }, true],
  ['in an upload', { upload: { kind: 'sending', target, counts, ...sending } }, true],
  ['while a released file is judged again', { recounting: 1 }, true],
])('a decision would come too late %s: %#', (_, parts, isLate) => {
  expect(isWriting({ ...resting, ...parts })).toBe(isLate);
});
