import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../../../deidentify/pseudonym.ts';
import { blankedInstancesOf } from '../../../pipeline/batch/blanked-instances.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { findDecisions } from '../../../report/decisions/find-decisions.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { allSeen } from '../../../testing/pixel-statements.ts';
import { type BatchState, createBatchState } from '../batch-state.ts';
import { reduceBatch } from '../batch-store.ts';
import { groupStudies } from '../derived/group-studies.ts';
import { nothingForetold } from '../outcomes.ts';
import { drawDocuments } from './make-decision.ts';
import { openEntry } from './open-entry.ts';
import { createWaitingList } from './waiting-entries.ts';

const hold = { kind: 'encapsulated-document', reason: 'A document.', isReleasable: false, canBlankPage: true } as const;
const content = (text: string) => ({ kind: 'plain', blob: new Blob([text]), lastModifiedMs: 0 }) as const;
const { scan, ...rest } = fakeFile(1, {}, { content: content('pdf'), outcome: { ...held(), holds: [hold] } });
if (scan.kind !== 'dicom') throw new Error('No image.');
const document = { ...rest, scan: { ...scan, holds: [hold] } };
const pictures = {
  content: content('pictures'),
  scan: { ...scan, holds: [], imageRisk: 'A', summary: { ...scan.summary, frames: 2 } } as const,
};
const atIso = '2026-01-02T03:04:05Z';
const start: BatchState = {
  ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)),
  step: 'decide',
  files: [{ ...document, search: { kind: 'not-searched', cause: 'unlikely' } }],
};
const [entry] = createWaitingList()(groupStudies(start.files, nothingForetold, 'as-found'), nothingForetold);
const seen = { each: 0, inProjections: 0, byDetector: 0, of: 1 };
const drawn = drawDocuments({ entry: entry!, files: start.files, seen, atIso }, [
  { file: start.files[0]!, body: pictures, pages: 2 },
]);
const decided = reduceBatch(start, { kind: 'decided', ...drawn, next: entry!.key });

describe('pages as pictures', () => {
  it('take the place of the document, with nothing that was known of it', () => {
    const [file] = decided.files;
    expect(file).toMatchObject({ document: { kind: 'pages', atIso }, release: null, outcome: null });
    expect(file?.content).toBe(pictures.content);
    expect(file?.scan).toBe(pictures.scan);
    expect(file).not.toHaveProperty('search');
    // Where UIDs are kept, the others are told that this is another instance.
    expect(blankedInstancesOf(decided.files)).toEqual([scan.summary.sopInstanceUid]);
  });

  it('go when the decision is undone, with the boxes over them', () => {
    const areas = [{ kind: 'blank', frames: 'all', rectangles: [] }] as const;
    const files = decided.files.map((file) => ({ ...file, redaction: { review: 'seen', areas } as const }));
    const undone = reduceBatch({ ...decided, files }, { kind: 'decision-undone', decision: null });
    const [file] = undone.files;
    expect(file?.content).toBe(document.content);
    expect(file?.scan).toBe(document.scan);
    expect(file).not.toHaveProperty('document');
    expect(file).not.toHaveProperty('redaction');
  });

  it('are opened next, under the reason for which they wait', () => {
    const other = { ...entry!, key: 'document other', seriesKey: 'other' };
    const image = { ...entry!, key: `may-show-text ${entry!.seriesKey}`, reason: 'may-show-text' } as const;
    expect(openEntry([image, other], entry!.key, [entry!, other])).toBe(image);
  });

  it('are not in saved decisions, so nothing that was said of them holds', async () => {
    const projectKey = new Uint8Array(32);
    const about = { at: atIso, sopInstanceUids: [pseudonymsOf(projectKey).newUid(scan.summary.sopInstanceUid)] };
    const areas = [{ kind: 'blank', frames: 'all', rectangles: [{ column: 1, row: 2, columns: 3, rows: 4 }] }] as const;
    const saved = {
      boxes: [{ ...about, scope: 'image', shown: '', review: 'seen', areas }],
      releases: [{ ...about, reason: 'Looked', pixels: allSeen, shown: '', covers: 'images' }],
      values: [],
      documents: [{ ...about, kind: 'pages' }],
      leftOut: [],
    } as const;
    const entries = await findDecisions(start.files, saved, projectKey);
    expect(entries).toMatchObject([{ boxes: null, release: null, document: { kind: 'pages' } }]);
    const opened = reduceBatch(start, { kind: 'decisions-opened', entries, devices: [] });
    expect(opened.files[0]).not.toHaveProperty('document');
    // Who has drawn them here keeps them.
    expect(reduceBatch(decided, { kind: 'decisions-opened', entries, devices: [] }).files[0]?.content).toBe(
      pictures.content,
    );
  });
});
