import { describe, expect, it } from 'vitest';
import { deidentified, held, scannedFile } from '../../testing/batch-files.ts';
import { everyImage, unstated } from '../../testing/pixel-statements.ts';
import type { SearchResult } from '../contracts/text-search.ts';
import { factsOf, jobOf, jobsOf } from './job-of.ts';

const atIso = '2026-01-02T03:04:05Z';
const box = { column: 1, row: 2, columns: 30, rows: 9 };
const searched: SearchResult = {
  kind: 'searched',
  texts: [
    { box, kind: 'header', text: 'PLANTED^ANNA', frame: 2 },
    { box: { ...box, row: 20 }, kind: 'other', text: 'PLANTED', frame: 0 },
    { box: { ...box, row: 40 }, kind: 'measurement', text: '12 mm', frame: 0 },
  ],
  isTextBeside: true,
};

describe('what a worker is told of a file', () => {
  it('is its bytes and no more where nothing was decided', () => {
    const file = scannedFile(7);
    expect(jobOf(file)).toEqual({
      input: { id: 7, path: file.path, content: file.content },
      release: null,
    });
  });

  it('is each decision of the person', () => {
    const decided = {
      release: { reason: 'Seen', pixels: unstated, atIso, shown: 'All' },
      redaction: { areas: [{ kind: 'blank', frames: 'all', rectangles: [box] }], review: 'seen', seen: everyImage },
      values: [{ kind: 'remove', path: '(0008,103E)', atIso }],
      document: { kind: 'blank-page', atIso },
    } as const;
    expect(jobOf(scannedFile(7, decided))).toMatchObject(decided);
  });

  it('is where the search found a text and whether it is the patient’s, never what was read', () => {
    const job = jobOf(scannedFile(7, { search: searched }));
    expect(job?.search).toEqual({
      kind: 'searched',
      hits: [
        { ...box, isPatients: true },
        { ...box, row: 20, isPatients: false },
      ],
      isTextBeside: true,
    });
    expect(JSON.stringify(job?.search)).not.toContain('PLANTED');
  });

  it('says why a file was not searched', () => {
    const search = { kind: 'not-searched', cause: 'failed' } as const;
    expect(factsOf(search)).toBe(search);
  });

  it('says what was told of the output to a media directory, where that was', () => {
    const facts = { offsetBytes: 1 } as never;
    const told = scannedFile(7, { outcome: deidentified(7, { facts }) });
    expect(jobOf(told)).toMatchObject({ describesOutput: true });
    expect(jobOf(scannedFile(7, { outcome: deidentified(7) }))).not.toHaveProperty('describesOutput');
    expect(jobOf(scannedFile(7, { outcome: held(7) }))).not.toHaveProperty('describesOutput');
  });

  it('is nothing where the bytes are not at hand, and such files are passed over', () => {
    expect(jobOf(scannedFile(7, { content: null }))).toBeNull();
    const jobs = [...jobsOf([scannedFile(1), scannedFile(2, { content: null }), scannedFile(3)])];
    expect(jobs.map(({ input }) => input.id)).toEqual([1, 3]);
  });
});
