import { expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { createBatchState } from '../batch-state.ts';
import { decidedBeside } from './decided-beside.ts';

it('saved decisions tell of boxes by their files, of what is left out, and under which profile and key', () => {
  const key = new Uint8Array(32).fill(7);
  const state = createBatchState(createProfile('qmenta-guarded'), null, key);
  const rectangles = [{ column: 1, row: 2, columns: 3, rows: 4 }];
  const device = { scope: 'device', shown: 'all seen', atIso: '2026-01-01T00:00:00Z' } as const;
  const decision = { ...device, series: 'S', draft: { boxes: [], base: rectangles }, before: new Map([[4, null]]) };
  const boxes = { ...state.boxes, decisions: [decision] };
  expect(decidedBeside({ ...state, boxes, leftOut: new Map([[9, null]]) })).toEqual({
    boxes: [{ ...device, ids: [4] }],
    devices: [],
    leftOut: { ids: [9], projectKey: key },
    under: { profile: state.profile, projectKey: key },
  });
});
