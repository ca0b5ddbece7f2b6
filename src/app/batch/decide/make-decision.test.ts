import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { seenStrings } from '../../ui/strings/seen.ts';
import {
  blankBoxes,
  blankDocuments,
  decideValue,
  drawDocuments,
  type MadeDecision,
  sayNothingIdentifying,
} from './make-decision.ts';
import type { WaitingEntry } from './waiting-entries.ts';

const atIso = '2026-01-02T03:04:05Z';
const seen = { each: 0, inProjections: 0, byDetector: 0, of: 2 };
const entry = { key: 'document S', seriesKey: 'S', title: '1', reason: 'document', value: null } as WaitingEntry;
const release = { reason: 'read', atIso, shown: 'words', pixels: { kind: 'unstated' } } as const;
const files = [fakeFile(1, {}, { release }), fakeFile(2)];
const subjectOf = (value: WaitingEntry['value'], some: readonly BatchFile[]) => ({
  entry: { ...entry, value },
  files: some,
  seen,
  atIso,
});

describe('a decision about documents', () => {
  it('puts a blank page in the place of each', () => {
    const { decision, act } = blankDocuments(subjectOf(null, files));
    expect(decision).toMatchObject({
      entry: 'document S',
      series: 'S',
      atIso,
      verdict: { kind: 'blank-page', files: 2 },
    });
    const document = { kind: 'blank-page', atIso };
    expect(act).toMatchObject({
      kind: 'files-decided',
      entries: [
        { id: 1, document },
        { id: 2, document },
      ],
    });
  });

  it('puts pictures in the place of each, of which nothing is said yet', () => {
    const body = {
      content: { kind: 'plain', blob: new Blob(['pages']), lastModifiedMs: 0 },
      scan: files[0]!.scan,
    } as const;
    const drawn = files.map((file, at) => ({ file, body, pages: 3 - at }));
    const { decision, act } = drawDocuments(subjectOf(null, files), drawn);
    expect(decision.verdict).toEqual({ kind: 'pages', files: 2, pages: 5 });
    const document = { kind: 'pages', atIso };
    const entries = [1, 2].map((id) => ({ id, release: null, document, body }));
    expect(act).toMatchObject({ kind: 'files-decided', entries });
  });
});

describe('a decision about a value', () => {
  const path = '(0008,103E)';
  const waits = (id: number, likeness: string | null) => {
    const told = { tag: 0x0008103e, label: 'family name', places: [], tokens: [], likeness } as const;
    const hold = { kind: 'residual-identifier', reason: 'Remains.', isReleasable: true, path, held: told } as const;
    return fakeFile(id, {}, { outcome: { ...held(), holds: [hold] } });
  };
  const idsOf = (likeness: string | null) => {
    const batch = [waits(1, likeness), waits(2, likeness)];
    const { decision, act } = decideValue(subjectOf({ path, likeness }, [batch[0]!]), batch, { kind: 'remove' });
    const ids = act.kind === 'files-decided' ? act.entries.map(({ id }) => id) : null;
    return { ids, verdict: decision.verdict };
  };

  it('holds wherever the same value waits, and for its own files where it cannot be compared', () => {
    expect(idsOf('K')).toEqual({ ids: [1, 2], verdict: { kind: 'value', choice: 'remove', files: 2 } });
    expect(idsOf(null)).toEqual({ ids: [1], verdict: { kind: 'value', choice: 'remove', files: 1 } });
  });

  it('changes nothing where the entry is about none', () => {
    const { act } = decideValue(subjectOf(null, [waits(1, 'K')]), [waits(1, 'K')], { kind: 'remove' });
    expect(act).toEqual({ kind: 'files-decided', entries: [] });
  });
});

describe('a decision about images', () => {
  const looked = { each: 1, inProjections: 1, byDetector: 0, of: 2 };

  it('says with a note that the images were looked at over a text that names the patient', () => {
    const of = (note: string | null) => sayNothingIdentifying({ ...subjectOf(null, files), seen: looked }, note);
    expect(of(null)?.act).toMatchObject({ release: { pixels: { seen: looked, isOverText: false }, covers: 'images' } });
    expect(of('A phantom')?.act).toMatchObject({
      ids: [1, 2],
      release: { reason: 'A phantom', pixels: { isOverText: true } },
    });
    expect(of(null)?.decision.verdict).toEqual({ kind: 'nothing-identifying', isAllSeen: true, images: 2 });
  });

  it('about boxes counts those that are ticked, and says where they come from', () => {
    const rectangle = { column: 1, row: 2, columns: 3, rows: 4 };
    const boxes = [true, false, true].map((isTicked, id) => ({ id, rectangle, isTicked }));
    const blank = (device?: Parameters<typeof blankBoxes>[3]) =>
      blankBoxes(
        subjectOf(null, files),
        { ids: [1], seen: looked },
        { draft: { boxes, base: [] }, scope: 'device', ids: [1, 2] },
        device,
      );
    const { decision, act } = blank();
    expect(decision.verdict).toEqual({ kind: 'blanked', boxes: 2, images: 2, placedIn: 0 });
    expect(act).toMatchObject({
      kind: 'boxes-applied',
      series: 'S',
      scope: 'device',
      ids: [1, 2],
      after: { ids: [1] },
    });
    const proposed = blank({ placedIn: 3, isFromDevice: true });
    expect(proposed.decision.verdict).toMatchObject({ placedIn: 3 });
    expect(shownBy(proposed)).toBe(`${shownBy({ decision, act })}${seenStrings.fromDevice}`);
  });
});

function shownBy({ act }: MadeDecision): string {
  return act.kind === 'boxes-applied' ? act.shown : '';
}
