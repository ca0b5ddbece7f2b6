import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { allSeen, unstated } from '../../../testing/pixel-statements.ts';
import { countElsewhere } from './count-elsewhere.ts';
import type { DecideState } from './decide-state.ts';

type Made = DecideState['decisions'][number];

const signed = { reason: '', shown: '', atIso: '2026-01-02T03:04:05Z' };
const said = { ...signed, pixels: allSeen, covers: 'images' } as const;
const redaction = { areas: [], review: 'seen' } as unknown as NonNullable<BatchFile['redaction']>;

const decidedHere = (id: number) => ({ wayBack: { kind: 'put-back', ids: [id] } }) as unknown as Made;

describe('decisions that were not made in Decide', () => {
  it('are counted by files and kinds, without those that were made there', () => {
    const files = [
      fakeFile(1, {}, { redaction, release: said }),
      fakeFile(2, {}, { release: said }),
      fakeFile(3, {}, { release: { ...signed, pixels: unstated } }),
      fakeFile(4, {}, { release: { ...signed, pixels: unstated, covers: 'texts' } }),
      fakeFile(5, {}, { release: said }),
      fakeFile(6, {}, { document: { kind: 'blank-page', atIso: signed.atIso } }),
      fakeFile(7),
      fakeFile(8, {}, { release: said }),
    ];
    const leftOut = new Map([[5, null]]);
    expect(countElsewhere({ files, leftOut }, [decidedHere(8)])).toEqual([
      ['blanked', 1],
      ['nothing-identifying', 2],
      ['let-through', 1],
      ['texts-read', 1],
      ['document', 1],
      ['left-out', 1],
    ]);
    expect(countElsewhere({ files: files.slice(6), leftOut: new Map() }, [decidedHere(8)])).toEqual([]);
  });
});
