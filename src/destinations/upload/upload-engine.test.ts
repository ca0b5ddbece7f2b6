import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../pipeline/contracts/destination.ts';
import type { ReceiptLine, TestLine, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { uploadItem } from '../../testing/fake-upload.ts';
import { memoryJournal, memoryLocks } from '../../testing/memory-journal.ts';
import type { TokenKeepers } from '../sign-in/create-sign-ins.ts';
import type { UploadJournalDependencies } from './upload-journal.ts';

const url = 'https://server.example/studies';
const signal = new AbortController().signal;

const targetOf = (kind: UploadTarget['kind'], address = url): UploadTarget => ({
  kind,
  url: address,
  credentials: { kind: 'bearer', token: 'secret' },
  project: 'P 1',
});

type Asked = { readonly line: string; readonly init: RequestInit };
type Answered = Response | 'unreachable' | { readonly type: 'opaqueredirect' };

/** A network in which each request is answered as told. @returns what was asked, in order */
function stubFetch(answer: (line: string, init: RequestInit) => Answered | Promise<Answered>): readonly Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const line = `${init.method ?? 'GET'} ${address}`;
    asked.push({ line, init });
    const answered = await answer(line, init);
    if (answered === 'unreachable') throw new TypeError('Failed to fetch');
    return answered;
  });
  return asked;
}

/** The engine as a page over HTTPS loads it; it remembers nothing of another test. */
async function loadEngine(protocol = 'https:') {
  vi.resetModules();
  vi.stubGlobal('location', { protocol, href: `${protocol}//page.example/` });
  vi.stubGlobal('navigator', { onLine: true });
  return import('./upload-engine.ts');
}

/** Of an upload whose sign-in is typed: whoever asks these for a token is at fault. */
const noSignIns: TokenKeepers = {
  keeperOf: () => {
    throw new Error('Nobody gives a token here.');
  },
  watch: () => () => undefined,
  signIn: () => undefined,
  cancel: () => undefined,
};

function setUp(): UploadJournalDependencies & { readonly held: () => Promise<boolean> } {
  const locks = memoryLocks();
  const dependencies = {
    journal: memoryJournal(),
    locks,
    now: () => 5,
    ownRuns: new Set(),
  } as unknown as UploadJournalDependencies;
  return { ...dependencies, held: async () => locks.isHeld((await dependencies.journal.list())[0]?.id ?? '') };
}

function batchOf(total: number) {
  const lines: ReceiptLine[] = [];
  const batch = {
    projectKey: new Uint8Array(32).fill(7),
    settings: { profileHash: 'p', patients: [], decisions: [], engine: '0.1.0' },
    total,
    identifiersOf: (id: number) => uploadItem(id).identifiers,
    acknowledged: () => null,
    onSettled: (line: ReceiptLine) => lines.push(line),
    onSent: () => undefined,
    onPaused: () => undefined,
  };
  return { batch, lines };
}

function deliveryOf(id: number): Delivery {
  const bytes = new TextEncoder().encode(`file ${id}`);
  const input = { id, path: 'a.dcm', content: { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 } };
  const file = { parts: [{ kind: 'bytes', bytes }], sizeBytes: bytes.length, crc32: null };
  return { path: `N-1/${id}.dcm`, input, file } as unknown as Delivery;
}

/** A STOW-RS server that had nothing and stores what it is sent. */
function storing(ids: readonly number[]) {
  const stored = ids.map((id) => ({ '00081155': { vr: 'UI', Value: [uploadItem(id).identifiers.sopInstanceUid] } }));
  return (line: string): Response => {
    if (!line.startsWith('POST')) return new Response('[]', { status: 200 });
    return new Response(JSON.stringify({ '00081199': { vr: 'SQ', Value: stored } }), { status: 200 });
  };
}

async function linesOf(test: AsyncIterable<TestLine>): Promise<readonly TestLine[]> {
  const lines: TestLine[] = [];
  for await (const line of test) lines.push(line);
  return lines;
}

beforeEach(() => void vi.useRealTimers());
afterEach(() => void vi.unstubAllGlobals());

describe('an upload that the page opens', () => {
  it('asks nothing before the first file, then stores it, and tells the page', async () => {
    const { openUploadDestination } = await loadEngine();
    const asked = stubFetch(storing([1]));
    const { batch, lines } = batchOf(1);
    const destination = openUploadDestination(targetOf('stow-rs'), batch, [], setUp(), noSignIns);
    expect(asked).toEqual([]);
    expect(await destination.write(deliveryOf(1))).toEqual({ kind: 'written' });
    expect(await destination.close()).toEqual({ kind: 'uploaded', stoppedBy: null, brokenOff: null });
    expect(lines).toMatchObject([{ id: 1, status: { kind: 'stored' } }]);
    expect(asked.filter(({ line }) => line === `POST ${url}`)).toHaveLength(1);
    expect(asked.every(({ init }) => init.redirect === 'error')).toBe(true);
  });

  it('notes what was acknowledged, so that another session sends the rest alone', async () => {
    const dependencies = setUp();
    const first = await loadEngine();
    stubFetch(storing([1]));
    const broken = first.openUploadDestination(targetOf('stow-rs'), batchOf(2).batch, [], dependencies, noSignIns);
    await broken.write(deliveryOf(1));
    expect(await dependencies.held()).toBe(true);
    await broken.close();
    expect(await dependencies.held()).toBe(false);

    const second = await loadEngine();
    const asked = stubFetch(storing([1, 2]));
    const { batch, lines } = batchOf(2);
    const destination = second.openUploadDestination(targetOf('stow-rs'), batch, [], dependencies, noSignIns);
    await destination.write(deliveryOf(1));
    expect(asked).toEqual([]);
    expect(lines).toMatchObject([{ id: 1, sizeBytes: 6, status: { kind: 'stored' }, attempts: 1 }]);
    expect(lines[0]?.sopInstanceUid).toBe(uploadItem(1).identifiers.sopInstanceUid);
    await destination.write(deliveryOf(2));
    await destination.close();
    expect(lines.map(({ id }) => id)).toEqual([1, 2]);
    expect(await dependencies.journal.list()).toEqual([]);
  });

  it('lets go of its journal when it is stopped', async () => {
    const dependencies = setUp();
    const { openUploadDestination } = await loadEngine();
    stubFetch(storing([1]));
    const destination = openUploadDestination(targetOf('stow-rs'), batchOf(3).batch, [], dependencies, noSignIns);
    await destination.write(deliveryOf(1));
    await vi.waitFor(() => expect(dependencies.held()).resolves.toBe(true));
    await destination.abort();
    expect(await dependencies.held()).toBe(false);
  });

  it.each([
    ['stow-rs', `GET ${url}`],
    ['xnat', 'GET https://server.example/studies/data/projects/P%201'],
    ['presigned', `POST ${url}`],
    ['tus', `POST ${url}`],
  ] as const)('speaks %s to the address that the page shows, and to no other', async (kind, begin) => {
    const { openUploadDestination } = await loadEngine();
    const asked = stubFetch(() => new Response('no', { status: 403 }));
    const { batch, lines } = batchOf(1);
    const destination = openUploadDestination(targetOf(kind), batch, [], setUp(), noSignIns);
    await destination.write(deliveryOf(1));
    await destination.close();
    const sent = asked.map(({ line }) => line);
    expect(sent.find((line) => line.startsWith(begin))).toBeDefined();
    expect(sent.every((line) => line.split(' ')[1]?.startsWith(url))).toBe(true);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.status.kind).not.toBe('stored');
  });
});

describe('uploads of a page that loads the engine when it is needed', () => {
  it('send, test and stop through it', async () => {
    await loadEngine();
    const { createUploads } = await import('./open-upload.ts');
    const dependencies = setUp();
    const uploads = createUploads([], { ...dependencies, openWindow: () => null });
    const asked = stubFetch(storing([1]));
    const { batch, lines } = batchOf(2);
    const destination = uploads.openUpload(targetOf('stow-rs'), batch);
    expect(await destination.write(deliveryOf(1))).toEqual({ kind: 'written' });
    expect(await destination.close()).toEqual({ kind: 'uploaded', stoppedBy: null, brokenOff: null });
    expect(lines).toMatchObject([{ id: 1, status: { kind: 'stored' } }]);

    const [unfinished] = await uploads.uploadJournal.listUnfinished(batch.projectKey);
    expect(unfinished).toMatchObject({ total: 2, stored: 1, isSameKey: true });
    await uploads.uploadJournal.discard(unfinished?.id ?? '');
    expect(await uploads.uploadJournal.listUnfinished(batch.projectKey)).toEqual([]);

    const tested = asked.length;
    const [first] = await linesOf(uploads.testConnection(targetOf('xnat'), signal));
    expect(first?.tone).toBe('ok');
    expect(asked.length).toBeGreaterThan(tested);

    const stopped = uploads.openUpload(targetOf('stow-rs'), batch);
    await stopped.abort();
    await stopped.write(deliveryOf(1));
    await stopped.close();
    expect(lines).toHaveLength(1);
  });
});

describe('a connection test that the page asks for', () => {
  it.each([
    ['stow-rs', `POST ${url}`, 'STOW-RS'],
    ['xnat', `GET ${url}/data/JSESSION`, 'XNAT'],
    ['presigned', `POST ${url}`, 'gives no link'],
    ['tus', `POST ${url}`, 'tus'],
  ] as const)('asks a server of the kind %s in its own way', async (kind, first, word) => {
    const { testTarget } = await loadEngine();
    const asked = stubFetch(() => new Response('', { status: 200 }));
    const lines = await linesOf(testTarget(targetOf(kind), [], noSignIns, signal));
    expect(asked[0]?.line).toBe(first);
    expect(lines.map(({ text }) => text).join(' ')).toContain(word);
    expect(lines[0]?.detail).toMatch(/^\d+ ms$/);
  });

  it('that finds a limit makes the batches of the next upload smaller', async () => {
    const { openUploadDestination, testTarget } = await loadEngine();
    const sizes: number[] = [];
    const sizeOf = ({ body }: RequestInit) => (body instanceof Blob ? body.size : 0);
    stubFetch((_, init) => new Response('', { status: sizeOf(init) > 5_000_000 ? 413 : 200 }));
    const lines = await linesOf(testTarget(targetOf('stow-rs'), [], noSignIns, signal));
    expect(lines.at(-1)?.text).toContain('batches set to 1 MB');

    stubFetch((line, init) => {
      if (line.startsWith('POST')) sizes.push(sizeOf(init));
      return storing([1, 2, 3])(line);
    });
    const { batch } = batchOf(3);
    const destination = openUploadDestination(targetOf('stow-rs'), batch, [], setUp(), noSignIns);
    const large = (id: number): Delivery => {
      const bytes = new Uint8Array(600_000).fill(id);
      const file = { parts: [{ kind: 'bytes', bytes }], sizeBytes: bytes.length, crc32: null };
      return { ...deliveryOf(id), file } as unknown as Delivery;
    };
    for (const id of [1, 2, 3]) await destination.write(large(id));
    await destination.close();
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(1_200_000);
  });

  it('tells a redirect, a server that keeps pages out and one that is not there apart', async () => {
    const { testTarget } = await loadEngine();
    const asked = stubFetch((_, { redirect }) => (redirect === 'manual' ? { type: 'opaqueredirect' } : 'unreachable'));
    const last = async () => (await linesOf(testTarget(targetOf('xnat'), [], noSignIns, signal))).at(-1)?.text;
    expect(await last()).toContain('redirect');
    const told = asked.find(({ init }) => init.redirect === 'manual');
    expect(told?.init).toMatchObject({ method: 'GET', credentials: 'include', headers: expect.anything() });
    expect(told?.init.body).toBeUndefined();
    await linesOf(testTarget(targetOf('tus'), [], noSignIns, signal));
    expect(asked.at(-1)?.init).toMatchObject({ method: 'POST', redirect: 'manual', credentials: 'same-origin' });

    const open = stubFetch((_, { mode }) => (mode === 'no-cors' ? new Response(null) : 'unreachable'));
    expect(await last()).toContain('CORS');
    expect(open.find(({ init }) => init.mode === 'no-cors')?.init.credentials).toBe('omit');

    stubFetch((_, { redirect }) => (redirect === 'manual' ? new Response(null) : 'unreachable'));
    expect(await last()).toContain('did not answer');
  });

  it('refuses an unprotected server from a page that came over HTTPS, and asks it from one that did not', async () => {
    const plain = targetOf('stow-rs', 'http://server.example/studies');
    const asked = stubFetch(() => new Response('', { status: 200 }));
    const overHttps = await loadEngine('https:');
    expect((await linesOf(overHttps.testTarget(plain, [], noSignIns, signal))).at(-1)?.tone).toBe('failure');
    expect(asked).toEqual([]);
    const overHttp = await loadEngine('http:');
    expect((await linesOf(overHttp.testTarget(plain, [], noSignIns, signal)))[0]?.tone).toBe('ok');
    expect(asked.length).toBeGreaterThan(0);
  });
});
