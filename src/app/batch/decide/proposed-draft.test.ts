import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { ImageText } from '../../../pipeline/contracts/text-search.ts';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { proposedDraft, showPatient } from './proposed-draft.ts';

function text(column: number, row: number, kind: ImageText['kind'] = 'other'): ImageText {
  return { box: { column, row, columns: 80, rows: 12 }, kind, text: 'DOE', frame: 0 };
}

function fileWith(id: number, texts: readonly ImageText[], parts: Partial<BatchFile> = {}): BatchFile {
  return fakeFile(id, {}, { search: { kind: 'searched', texts, isTextBeside: false }, ...parts });
}

describe('proposedDraft', () => {
  it('has a box around each text of a series once, and does not tick measurements', () => {
    const files = [
      fileWith(1, [text(10, 20), text(1, 0)]),
      fileWith(2, [text(12, 20, 'header'), text(10, 300, 'measurement')]),
    ];
    const draft = proposedDraft(files);
    expect(draft?.base).toEqual([]);
    expect(draft?.boxes.map(({ rectangle, isTicked }) => ({ ...rectangle, isTicked }))).toEqual([
      { column: 0, row: 0, columns: 83, rows: 14, isTicked: true },
      { column: 8, row: 18, columns: 86, rows: 16, isTicked: true },
      { column: 8, row: 298, columns: 84, rows: 16, isTicked: false },
    ]);
    expect(new Set(draft?.boxes.map(({ id }) => id)).size).toBe(3);
    expect(proposedDraft(files)).toBe(draft);
  });

  it('leaves out texts of images of another size: its box would lie elsewhere', () => {
    const other = fakeFile(2, { rows: 64, columns: 64 }, fileWith(2, [text(5, 5)]));
    expect(proposedDraft([fileWith(1, []), { ...other, scan: sizedScan(other) }])).toBeNull();
  });

  it('is none without texts, and none over boxes of a person', () => {
    expect(proposedDraft([fakeFile(1), fileWith(2, [])])).toBeNull();
    const redaction = { areas: [], review: 'not-all-seen' } as const;
    expect(proposedDraft([fileWith(1, [text(1, 1)], { redaction })])).toBeNull();
    expect(proposedDraft([fileWith(1, [text(1, 1)]), fakeFile(2, {}, { redaction })])).toBeNull();
  });

  it('is none of more texts than anybody can check', () => {
    const texts = (count: number) => Array.from({ length: count }, () => text(10, 20));
    expect(proposedDraft([fileWith(1, texts(5000))])?.boxes).toHaveLength(1);
    expect(proposedDraft([fileWith(1, texts(5001))])).toBeNull();
  });
});

describe('showPatient', () => {
  it('is for a text that matches the header', () => {
    expect(showPatient([fileWith(1, [text(1, 1)]), fakeFile(2)])).toBe(false);
    expect(showPatient([fileWith(1, [text(1, 1)]), fileWith(2, [text(1, 1, 'header')])])).toBe(true);
  });
});

function sizedScan({ scan }: BatchFile): BatchFile['scan'] {
  return scan.kind === 'dicom' ? { ...scan, summary: { ...scan.summary, rows: 64, columns: 64 } } : scan;
}
