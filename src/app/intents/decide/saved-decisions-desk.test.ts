import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../../../deidentify/pseudonym.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { madeUnder } from '../../../report/decisions/made-under.ts';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { createGate } from '../../../testing/gate.ts';
import { type BatchState, createBatchState } from '../../batch/batch-state.ts';
import { decisionsStrings } from '../../ui/strings/decisions.ts';
import { strings } from '../../ui/strings.ts';
import type { FilesDecided } from '../start-batch.ts';
import { openDecisions } from './saved-decisions-desk.ts';

const projectKey = new Uint8Array(32);
const profile = createProfile('ps315-basic');
const { newUid } = pseudonymsOf(projectKey);
const uid = '1.2.3.4';

/**
 * A page with two files of one instance and a third one, while their bytes are compared.
 * @param bytes of the second copy; the first one is `x`
 */
function comparing(bytes = 'x') {
  const gate = createGate();
  const copy = (id: number, text: string) => {
    const blob = Object.assign(new Blob([text]), {
      slice: () => ({ arrayBuffer: () => gate.isOpen.then(() => new TextEncoder().encode(text).buffer) }),
    }) as Blob;
    const content = { kind: 'plain', blob, lastModifiedMs: 0 } as const;
    return fakeFile(id, { sopInstanceUid: uid }, { content });
  };
  const files = [copy(1, 'x'), copy(2, bytes), fakeFile(3, { sopInstanceUid: '1.2.3.5' })];
  let state: BatchState = { ...createBatchState(profile, null, projectKey), step: 'review', files };
  const notices: string[] = [];
  const store = {
    getState: () => state,
    dispatch: (action: { readonly kind: string; readonly message?: string }) => void notices.push(action.message ?? ''),
  } as unknown as Parameters<typeof openDecisions>[0];
  const decided: FilesDecided[] = [];
  const open = (saved: object = { leftOut: [newUid(uid)] }) => {
    const json = {
      format: 'nescio-decisions',
      formatVersion: 1,
      madeUnder: madeUnder({ profile, projectKey }),
      ...saved,
    };
    return openDecisions(
      store,
      new File([JSON.stringify(json)], 'decisions.json'),
      async (one) => void decided.push(one),
    );
  };
  return {
    open,
    gate,
    files,
    notices,
    decided,
    change: (changes: Partial<BatchState>) => {
      state = { ...state, ...changes };
    },
  };
}

/** Reading the file of decisions takes turns of the loop. */
const beingCompared = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('decisions that are opened while files are compared', () => {
  it('are taken in where nothing changed', async () => {
    const { open, gate, decided, notices } = comparing();
    const opening = open();
    await beingCompared();
    expect(decided).toEqual([]);
    gate.open();
    await opening;
    expect(decided).toMatchObject([{ kind: 'decisions-opened', entries: [{ id: 1 }, { id: 2 }] }]);
    expect(notices).toEqual([decisionsStrings.opened(2)]);
  });

  it.each<[string, (files: BatchState['files']) => Partial<BatchState>]>([
    ['the key', () => ({ projectKey: { bytes: projectKey, origin: 'created', isSaved: false } })],
    ['the profile', () => ({ profile: { ...profile } })],
    ['the number of files', (files) => ({ files: [...files, fakeFile(4)] })],
    ['a file less', (files) => ({ files: files.slice(0, 2) })],
    ['the bytes of one file', (files) => ({ files: files.with(2, fakeFile(3, { sopInstanceUid: '1.2.3.5' })) })],
  ])('are not taken in where %s changed meanwhile', async (_, changed) => {
    const { open, gate, decided, notices, change, files } = comparing();
    const opening = open();
    await beingCompared();
    change(changed(files));
    gate.open();
    await opening;
    expect(decided).toEqual([]);
    expect(notices).toEqual([decisionsStrings.changedMeanwhile]);
  });

  it('are taken in where other decisions were made meanwhile', async () => {
    const { open, gate, decided, change, files } = comparing();
    const opening = open();
    await beingCompared();
    change({ files: files.map((file) => ({ ...file, values: [] })) });
    gate.open();
    await opening;
    expect(decided).toHaveLength(1);
  });

  it('are not taken in where files are written by then, nor read where they are written already', async () => {
    const { open, gate, decided, notices, change } = comparing();
    const opening = open();
    await beingCompared();
    change({ step: 'running' });
    gate.open();
    await opening;
    expect([decided, notices]).toEqual([[], [strings.refusedWhileWriting]]);
    await open();
    expect(notices).toEqual([strings.refusedWhileWriting, strings.refusedWhileWriting]);
  });
});

it('what was decided about one of two different files with the same UID holds for neither', async () => {
  const { open, gate, decided, notices } = comparing('y');
  gate.open();
  const atIso = '2026-01-02T03:04:05Z';
  await open({ documents: [{ at: atIso, kind: 'blank-page', sopInstanceUids: [newUid(uid)] }] });
  expect(decided).toEqual([]);
  expect(notices).toEqual([decisionsStrings.opened(0, 1)]);
});
