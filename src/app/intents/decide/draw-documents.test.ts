import { describe, expect, it } from 'vitest';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import type { DrawPages } from '../../../pipeline/contracts/pages.protocol.ts';
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

function drawing(drawPages: DrawPages, signal = never) {
  const state = { ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)), files };
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
});
