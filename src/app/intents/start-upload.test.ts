import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ItemStatus } from '../../pipeline/contracts/upload.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { deidentifiedAs, held } from '../../testing/fake-batch.ts';
import { fakeServer, stubNetwork, target } from '../../testing/fake-server.ts';
import { createGate } from '../../testing/gate.ts';
import { openResult } from '../../testing/open-page.ts';
import { notSent, openWithServer, refused } from '../../testing/open-with-server.ts';
import { uploadStrings } from '../ui/strings/upload/uploads.ts';
import type { AppServices } from './services.ts';

let network = stubNetwork();
beforeEach(() => {
  network = stubNetwork();
});
afterEach(() => void vi.unstubAllGlobals());

describe('an upload', () => {
  it('sends what is de-identified and nothing else, with new identifiers', async () => {
    const outcome = (path: string) => (path === 'b' ? held() : deidentifiedAs(path));
    const { send, sent, state, batches } = await openWithServer(undefined, { answers: { outcome } });
    await send();
    expect(sent).toEqual([[0, 2]]);
    expect(state().upload).toEqual({
      kind: 'ended',
      target,
      counts: { stored: 2, refused: 0, notSent: 0 },
      stoppedBy: null,
      brokenOff: null,
      reasons: [],
      isOutOfDate: false,
    });
    expect(batches[0]).toMatchObject({ total: 2, projectKey: new Uint8Array(32) });
    expect(batches[0]!.identifiersOf(0)).toEqual({
      patientId: 'N-1',
      studyInstanceUid: '2.25.9001',
      seriesInstanceUid: '2.25.9002',
      sopInstanceUid: '2.25.9003',
    });
    expect(network.listeners()).toBe(0);
  });

  it('counts what was refused and what was not sent, with the reasons, the most frequent first', async () => {
    const { send, state } = await openWithServer((id) => (id === 0 ? refused : notSent));
    await send();
    expect(state().upload).toMatchObject({
      counts: { stored: 0, refused: 1, notSent: 2 },
      reasons: [
        { reason: 'No answer.', files: 2 },
        { reason: 'Too large.', files: 1 },
      ],
    });
  });

  it('says what there is to say of stored files', async () => {
    const answers: readonly ItemStatus[] = [
      { kind: 'stored', note: 'not-compared' },
      { kind: 'already-there' },
      { kind: 'differs', reason: 'Other content.' },
    ];
    const { send, state } = await openWithServer((id) => answers[id]!);
    await send();
    expect(state().upload).toMatchObject({
      counts: { stored: 2, refused: 1, notSent: 0 },
      reasons: [
        { reason: uploadStrings.notCompared, files: 1 },
        { reason: uploadStrings.alreadyThere, files: 1 },
        { reason: 'Other content.', files: 1 },
      ],
    });
  });

  it('takes in that a file changed on disk, and counts it as not sent', async () => {
    const outcome = { kind: 'failed', code: 'changed-on-disk', reason: 'It changed.' } as const;
    const produce = (path: string) => (path === 'b' ? ({ kind: 'refused', id: 1, outcome } as const) : null);
    const { send, state } = await openWithServer(undefined, { answers: { produce } });
    await send();
    expect(state().upload).toMatchObject({ counts: { stored: 2, refused: 0, notSent: 1 } });
    expect(state().files[1]?.outcome).toEqual(outcome);
  });

  it('is one at a time', async () => {
    const gate = createGate();
    const server = fakeServer(undefined, () => gate.isOpen);
    const { intents } = await openResult({}, { openUpload: server.openUpload });
    const first = intents.uploadAgain(target);
    await intents.uploadAgain(target);
    await eventually(() => expect(server.batches).toHaveLength(1));
    gate.open();
    await first;
    await intents.uploadAgain({ ...target, url: 'https://other.example.org/' });
    expect(server.batches).toHaveLength(2);
  });

  it('shows how far it is, what it waits for and that it ends', async () => {
    const gate = createGate();
    const server = fakeServer(undefined, () => gate.isOpen);
    const { intents, state } = await openResult({}, { openUpload: server.openUpload });
    const upload = intents.uploadAgain(target);
    const begun = {
      kind: 'sending',
      target,
      total: 3,
      totalBytes: 3000,
      sentBytes: 0,
      isCancelling: false,
      pause: null,
    };
    expect(state().upload).toEqual({ ...begun, counts: { stored: 0, refused: 0, notSent: 0 }, isOffline: false });
    network.go('offline');
    await eventually(() => expect(state().upload).toMatchObject({ kind: 'sending', isOffline: true }));
    network.go('online');
    await eventually(() => expect(state().upload).toMatchObject({ kind: 'sending', isOffline: false }));
    const pause = { why: 'no-answer', nextTryAtMs: 5000 } as const;
    server.batches[0]!.onPaused(pause);
    await eventually(() => expect(state().upload).toMatchObject({ kind: 'sending', pause }));
    server.batches[0]!.onPaused(null);
    await eventually(() => expect(state().upload).toMatchObject({ kind: 'sending', pause: null }));
    server.batches[0]!.onSent(70);
    server.batches[0]!.onSent(-20);
    const line = { id: 2, sopInstanceUid: '2.25.2', sizeBytes: 10, sha256: '2', settledAt: null, attempts: 0 };
    server.batches[0]!.onSettled({ ...line, status: notSent });
    await eventually(() => expect(state().upload).toMatchObject({ counts: { stored: 0, refused: 0, notSent: 1 } }));
    await eventually(() => expect(state().upload).toMatchObject({ sentBytes: 50 }));
    gate.open();
    await upload;
    expect(state().upload.kind).toBe('ended');
  });

  it('shows at most six times a second', async () => {
    const gate = createGate();
    const server = fakeServer(undefined, () => gate.isOpen);
    const { intents, store } = await openResult({}, { openUpload: server.openUpload });
    const upload = intents.uploadAgain(target);
    await eventually(() => expect(server.batches).toHaveLength(1));
    const shown = vi.fn();
    store.subscribe(shown);
    for (let at = 0; at < 50; at++) server.batches[0]!.onSent(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(shown).not.toHaveBeenCalled();
    await eventually(() => expect(store.getState().upload).toMatchObject({ sentBytes: 50 }));
    expect(shown).toHaveBeenCalledTimes(1);
    gate.open();
    await upload;
    // Nothing is shown after the end.
    const afterEnd = shown.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(shown).toHaveBeenCalledTimes(afterEnd);
  });

  it('that is cancelled says so at once, ends the requests, and counts what nobody came to as not sent', async () => {
    const gate = createGate();
    const server = fakeServer(undefined, () => gate.isOpen);
    const { intents, state } = await openResult({}, { openUpload: server.openUpload });
    const upload = intents.uploadAgain(target);
    await eventually(() => expect(server.sent[0]).toEqual([0]));
    intents.cancelUpload();
    expect(state().upload).toMatchObject({ kind: 'sending', isCancelling: true });
    network.go('offline');
    await upload;
    expect(server.abort).toHaveBeenCalledTimes(1);
    expect(state().upload).toMatchObject({
      kind: 'ended',
      counts: { stored: 0, refused: 0, notSent: 3 },
      stoppedBy: uploadStrings.cancelled,
    });
  });

  it('that is not under way cannot be cancelled', async () => {
    const { intents, state, send } = await openWithServer();
    intents.cancelUpload();
    expect(state().upload).toEqual({ kind: 'idle' });
    await send();
    const ended = state().upload;
    intents.cancelUpload();
    expect(state().upload).toBe(ended);
  });

  it('stops with the words of the destination', async () => {
    const write = async () => ({ kind: 'not-writable', message: 'Not signed in.' }) as const;
    const destination = { write, close: async () => ({ kind: 'uploaded', stoppedBy: null, brokenOff: null }) as const };
    const { intents, state } = await openResult(
      {},
      { openUpload: () => ({ ...destination, abort: async () => undefined }) },
    );
    await intents.uploadAgain(target);
    expect(state().upload).toMatchObject({ kind: 'ended', stoppedBy: 'Not signed in.', counts: { notSent: 3 } });
  });

  it('that breaks off is no upload, and that is said', async () => {
    const openUpload = () => {
      throw new Error('A bug.');
    };
    const { intents, state } = await openResult({}, { openUpload });
    await intents.uploadAgain(target);
    expect(state()).toMatchObject({ upload: { kind: 'idle' }, notice: uploadStrings.broken });
  });
});

it('says nothing of an upload once the batch is given up', async () => {
  const gate = createGate();
  const server = fakeServer(undefined, () => gate.isOpen);
  const { intents, state } = await openResult({}, { openUpload: server.openUpload });
  const upload = intents.uploadAgain(target);
  await eventually(() => expect(server.sent[0]).toEqual([0]));
  await intents.startOver();
  gate.open();
  await upload;
  await turnsOfTheLoop();
  expect(server.abort).toHaveBeenCalledTimes(1);
  expect(state()).toMatchObject({ step: 'start', upload: { kind: 'idle' } });
  expect(network.listeners()).toBe(0);
});

it('is out of date at its end when the rules have changed meanwhile', async () => {
  const gate = createGate();
  const server = fakeServer(undefined, () => gate.isOpen);
  const { store, intents, state } = await openResult({}, { openUpload: server.openUpload });
  const upload = intents.uploadAgain(target);
  await eventually(() => expect(server.sent[0]).toEqual([0]));
  // The page refuses it meanwhile; whatever else changed the rules is told all the same.
  store.dispatch({ kind: 'profile-changed', profile: { ...state().profile, capsAges: false } });
  await intents.apply();
  await intents.deidentify();
  gate.open();
  await upload;
  expect(state()).toMatchObject({ step: 'result', upload: { kind: 'ended', isOutOfDate: true } });
});

it('tests a connection with what the form has, until the person leaves', async () => {
  const asked: unknown[] = [];
  const testConnection: AppServices['testConnection'] = async function* (...question) {
    asked.push(question);
    yield { tone: 'ok', text: 'It answers.', detail: '' };
  };
  const { intents } = await openResult({}, { testConnection });
  const { signal } = new AbortController();
  const lines = [];
  for await (const line of intents.testConnection(target, signal)) lines.push(line.text);
  expect(lines).toEqual(['It answers.']);
  expect(asked).toEqual([[target, signal]]);
});

describe('an upload that was broken off', () => {
  const unfinished = { id: 'one', stored: 1, total: 3, isSameKey: true };

  it('is forgotten when the person says so', async () => {
    const discard = vi.fn(async () => undefined);
    const { intents, store } = await openResult({}, { uploadJournal: { listUnfinished: async () => [], discard } });
    await intents.discardUploadResume();
    expect(discard).not.toHaveBeenCalled();
    store.dispatch({ kind: 'upload-resume-offered', upload: unfinished });
    await intents.discardUploadResume();
    expect(discard).toHaveBeenCalledWith('one');
    expect(store.getState().uploadResume).toBeNull();
  });
});
