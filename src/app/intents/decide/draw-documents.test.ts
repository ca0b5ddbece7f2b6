import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import { allPicturesBytes, type DrawPages } from '../../../pipeline/contracts/pages.protocol.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { fakeServices } from '../../../testing/fake-services.ts';
import { createBatchState } from '../../batch/batch-state.ts';
import { createBatchStore } from '../../batch/batch-store.ts';
import { drawDocuments } from './draw-documents.ts';

const never = new AbortController().signal;
const pictures = (): InputContent => ({ kind: 'plain', blob: new Blob(['pictures']), lastModifiedMs: 0 });
const draws: DrawPages = async () => ({ kind: 'drawn', content: pictures(), pages: 1 });
const files = [1, 2, 3].map((id) => fakeFile(id));

function drawing(drawPages: DrawPages, signal = never, before: readonly BatchFile[] = []) {
  const all = [...before, ...files];
  const state = { ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)), files: all };
  // Another key is in force now: the workers give the same patient another one.
  const { services } = fakeServices({ scan: () => fakeFile(9, { patientKey: 'P-of-another-key', frames: 2 }).scan });
  const of = { ...services, drawPages };
  return drawDocuments(createBatchStore(state), of, files, signal, () => undefined);
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
});
