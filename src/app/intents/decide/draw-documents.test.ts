import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { ScanResult } from '../../../pipeline/contracts/file-outcome.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import { allPicturesBytes, type DrawPages } from '../../../pipeline/contracts/pages.protocol.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile, notDicom } from '../../../testing/fake-batch.ts';
import { fakeServices } from '../../../testing/fake-services.ts';
import { createBatchState } from '../../batch/batch-state.ts';
import { createBatchStore } from '../../batch/batch-store.ts';
import { type DrawingPlace, drawDocuments } from './draw-documents.ts';

const never = new AbortController().signal;
const pictures = (): InputContent => ({ kind: 'plain', blob: new Blob(['pictures']), lastModifiedMs: 0 });
const draws: DrawPages = async () => ({ kind: 'drawn', content: pictures(), pages: 1 });
const files = [1, 2, 3].map((id) => fakeFile(id));

// Another key is in force now: the workers give the same patient another one.
const scanned = () => fakeFile(9, { patientKey: 'P-of-another-key', frames: 2 }).scan;

function drawing(
  drawPages: DrawPages,
  signal = never,
  before: readonly BatchFile[] = [],
  { drawn = files, scan = scanned }: { readonly drawn?: readonly BatchFile[]; readonly scan?: () => ScanResult } = {},
  onPlace: (place: DrawingPlace) => void = () => undefined,
) {
  const all = [...before, ...files];
  const state = { ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)), files: all };
  const of = { ...fakeServices({ scan }).services, drawPages };
  return drawDocuments(createBatchStore(state), of, drawn, signal, onPlace);
}

describe('documents that are drawn', () => {
  it('stay with the patient and series that they are listed under, whatever key is in force now', async () => {
    const { drawn, problems } = await drawing(draws);
    expect(problems).toEqual([]);
    expect(drawn.map(({ body }) => body.scan)).toMatchObject(
      files.map(() => ({ kind: 'dicom', summary: { patientKey: 'P-1', frames: 2 } })),
    );
  });

  it('have room together, with what was drawn before; what has none is named, and the others go on', async () => {
    const rooms: number[] = [];
    const drawsSecondNot: DrawPages = async (content, roomBytes, ...more) => {
      rooms.push(roomBytes);
      if (rooms.length === 2) return { kind: 'problem', code: 'no-room', page: 0 };
      return await draws(content, roomBytes, ...more);
    };
    const document = { kind: 'pages', atIso: '2026-01-02T03:04:05Z' } as const;
    const { drawn, problems } = await drawing(drawsSecondNot, never, [
      fakeFile(4, {}, { document, content: pictures() }),
      fakeFile(5),
    ]);
    const [one, two] = [1, 2].map((count) => allPicturesBytes - count * 'pictures'.length);
    expect(rooms).toEqual([one, two, two]);
    expect(drawn.map(({ file }) => file.id)).toEqual([1, 3]);
    expect(problems).toMatchObject([{ path: files[1]?.path, problem: { code: 'no-room' } }]);
  });

  it('that were finished stay after a cancel, which is no problem', async () => {
    const stop = new AbortController();
    let count = 0;
    const cancelled: DrawPages = async (...given) => {
      if (++count < 2) return await draws(...given);
      stop.abort();
      return { kind: 'problem', code: 'cancelled', page: 1 };
    };
    const { drawn, problems } = await drawing(cancelled, stop.signal);
    expect(drawn.map(({ file }) => file.id)).toEqual([1]);
    expect(problems).toEqual([]);
    expect(count).toBe(2);
  });

  it('tell where they are, by document and page', async () => {
    const places: DrawingPlace[] = [];
    const pagewise: DrawPages = async (content, roomBytes, signal, onPage) => {
      onPage(1, 2);
      onPage(2, 2);
      return draws(content, roomBytes, signal, onPage);
    };
    const [first, second] = files as [BatchFile, BatchFile];
    await drawing(pagewise, never, [], { drawn: [first, second] }, (place) => places.push(place));
    expect(places.map(({ file, files: of, page, pages }) => [file, of, page, pages])).toEqual([
      [1, 2, 0, 0],
      [1, 2, 1, 2],
      [1, 2, 2, 2],
      [2, 2, 0, 0],
      [2, 2, 1, 2],
      [2, 2, 2, 2],
    ]);
  });

  it('are problems where they are not at hand, or where their pictures are no DICOM', async () => {
    const [first] = files as [BatchFile];
    const unreadable = [{ path: first.path, problem: { kind: 'problem', code: 'unreadable' } }];
    const gone = await drawing(draws, never, [], { drawn: [{ ...first, content: null }] });
    expect(gone).toMatchObject({ drawn: [], problems: unreadable });
    const broken = await drawing(draws, never, [], { drawn: [first], scan: () => notDicom });
    expect(broken).toMatchObject({ drawn: [], problems: unreadable });
    const unknown = await drawing(draws, never, [], { drawn: [{ ...first, scan: notDicom }] });
    expect(unknown).toMatchObject({ drawn: [], problems: unreadable });
  });

  it('count only where the page still has what was drawn', async () => {
    const { drawn, problems } = await drawing(draws, never, [], {
      drawn: files.map((file, n) => (n === 1 ? { ...file, content: pictures() } : file)),
    });
    expect(drawn.map(({ file }) => file.id)).toEqual([1, 3]);
    expect(problems).toEqual([]);
  });

  it('leave room for others by what they take, not by other decisions about documents', async () => {
    const rooms: number[] = [];
    const document = { kind: 'blank-page', atIso: '2026-01-02T03:04:05Z' } as const;
    await drawing(
      async (_, roomBytes) => {
        rooms.push(roomBytes);
        return { kind: 'problem', code: 'broken', page: 0 };
      },
      never,
      [fakeFile(4, {}, { document, content: pictures() }), fakeFile(5, {}, { content: pictures() })],
    );
    expect(rooms).toEqual([allPicturesBytes, allPicturesBytes, allPicturesBytes]);
  });

  it('are none after a cancel before the first', async () => {
    const end = await drawing(draws, AbortSignal.abort());
    expect(end).toEqual({ drawn: [], problems: [] });
  });
});
