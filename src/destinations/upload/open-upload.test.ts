import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../pipeline/contracts/destination.ts';
import type { SignInState } from '../../pipeline/contracts/sign-in.ts';
import type { TestLine, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { createUploads } from './open-upload.ts';
import type { UploadBatch } from './upload-engine.ts';

const { network, engine, signIns, opened } = vi.hoisted(() => {
  const opened = {
    takesNothing: vi.fn(async () => true),
    write: vi.fn(async () => undefined),
    close: vi.fn(async () => ({ kind: 'sent' })),
    abort: vi.fn(async () => undefined),
  };
  const signIns = { watch: vi.fn(), signIn: vi.fn(), cancel: vi.fn() };
  const engine = {
    createPageSignIns: vi.fn(() => signIns),
    openUploadDestination: vi.fn(() => opened),
    testTarget: vi.fn(),
  };
  return { network: { isDown: false }, engine, signIns, opened };
});

vi.mock('./upload-engine.ts', () => ({
  ...engine,
  // The file is gone from the server, or the network is: what a browser then throws.
  get createPageSignIns() {
    if (network.isDown) throw new TypeError('Failed to fetch dynamically imported module');
    return engine.createPageSignIns;
  },
}));

const target: UploadTarget = {
  kind: 'stow-rs',
  url: 'https://pacs.example/studies',
  credentials: { kind: 'none' },
  project: '',
};
const source = { kind: 'endpoint', url: 'https://portal.example/token' } as const;
const batch = {} as UploadBatch;
const delivery = {} as Delivery;
const { signal } = new AbortController();
const broken = { kind: 'internal', message: expect.stringContaining('could not be loaded') };

const journal = { discard: vi.fn(async () => undefined) };
const openWindow = () => null;
const dependencies = { openWindow, journal } as unknown as Parameters<typeof createUploads>[1];
const uploadsOf = () => createUploads(['https://pacs.example'], dependencies);

async function linesOf(lines: AsyncIterable<TestLine>): Promise<readonly TestLine[]> {
  const found: TestLine[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

/** All that follows from loading has happened. */
const loaded = async () => {
  await vi.dynamicImportSettled();
  await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(() => {
  network.isDown = false;
  vi.clearAllMocks();
});

describe('uploads whose code cannot be loaded', () => {
  beforeEach(() => {
    network.isDown = true;
  });

  it('send nothing, end, and say why', async () => {
    const destination = uploadsOf().openUpload(target, batch);
    expect(await destination.takesNothing?.()).toBe(false);
    expect(await destination.write(delivery)).toEqual(broken);
    expect(await destination.close()).toEqual(broken);
    await expect(destination.abort()).resolves.toBeUndefined();
  });

  it('have a connection test that says the same, and a sign-in that nobody can reach', async () => {
    const uploads = uploadsOf();
    expect(await linesOf(uploads.testConnection(target, signal))).toMatchObject([
      { tone: 'failure', text: expect.stringContaining('could not be loaded') },
    ]);
    const states: SignInState[] = [];
    uploads.signIns.watch(source, (state) => states.push(state));
    uploads.signIns.signIn(source);
    await loaded();
    expect(states).toEqual([{ kind: 'unreachable' }]);
  });

  it('are loaded once more when the next one is asked for', async () => {
    const uploads = uploadsOf();
    expect(await uploads.openUpload(target, batch).close()).toEqual(broken);
    network.isDown = false;
    expect(await uploads.openUpload(target, batch).close()).toEqual({ kind: 'sent' });
  });
});

describe('uploads whose code is there', () => {
  it('hand all to the engine, and share its tokens', async () => {
    const uploads = uploadsOf();
    const destination = uploads.openUpload(target, batch);
    expect(await destination.takesNothing?.()).toBe(true);
    expect(await destination.write(delivery)).toBeUndefined();
    expect(opened.write).toHaveBeenCalledExactlyOnceWith(delivery);
    expect(await destination.close()).toEqual({ kind: 'sent' });
    await destination.abort();
    expect(opened.abort).toHaveBeenCalledOnce();
    await uploads.openUpload(target, batch).close();
    expect(engine.openUploadDestination).toHaveBeenCalledWith(
      target,
      batch,
      ['https://pacs.example'],
      { journal },
      signIns,
    );
    expect(engine.createPageSignIns).toHaveBeenCalledExactlyOnceWith(openWindow);
  });

  it('test a connection', async () => {
    const line = { tone: 'ok', text: 'Reached', detail: '' } as const;
    engine.testTarget.mockReturnValue([line]);
    expect(await linesOf(uploadsOf().testConnection(target, signal))).toEqual([line]);
    expect(engine.testTarget).toHaveBeenCalledWith(target, ['https://pacs.example'], signIns, signal);
  });

  it('discard what was broken off', async () => {
    await uploadsOf().uploadJournal.discard('one');
    expect(journal.discard).toHaveBeenCalledExactlyOnceWith('one');
  });

  it('watch a sign-in until the page leaves it, also while the code is still loading', async () => {
    const end = vi.fn();
    signIns.watch.mockReturnValue(end);
    const uploads = uploadsOf();
    const onState = () => undefined;
    uploads.signIns.watch(source, onState)();
    await loaded();
    expect(signIns.watch).not.toHaveBeenCalled();
    const leave = uploads.signIns.watch(source, onState);
    await loaded();
    expect(signIns.watch).toHaveBeenCalledExactlyOnceWith(source, onState);
    expect(end).not.toHaveBeenCalled();
    leave();
    expect(end).toHaveBeenCalledOnce();
  });

  it('sign in, and cancel it', async () => {
    const uploads = uploadsOf();
    uploads.signIns.signIn(source);
    await loaded();
    expect([signIns.signIn.mock.calls, signIns.cancel.mock.calls]).toEqual([[[source]], []]);
    uploads.signIns.cancel(source);
    await loaded();
    expect(signIns.cancel.mock.calls).toEqual([[source]]);
  });
});
