import { describe, expect, it } from 'vitest';
import { type DicomwebServer, dicomwebServer } from '../../testing/dicomweb-server.ts';
import { part10 } from '../../testing/part10.ts';
import { createStowHoldings } from './stow-holdings.ts';
import { createStowProtocol, stowLimits } from './stow-rs.ts';
import type { UploadItem } from './upload-item.ts';

const url = 'https://pacs.example/dicom-web/studies';
const signal = new AbortController().signal;
const credentials = { kind: 'none' } as const;

function item(id: number, content: string, uid = `2.25.${id}`, series = '2.25.20'): UploadItem {
  return {
    id,
    identifiers: { patientId: 'N-1', studyInstanceUid: '2.25.10', seriesInstanceUid: series, sopInstanceUid: uid },
    outputPath: `N-1/S/E/${id}.dcm`,
    body: new Blob([part10({ uid, dataset: content })]),
    sha256: content,
  };
}

function protocolFor(server: DicomwebServer) {
  const basics = { url, credentials, sendRequest: server.sendRequest, openRequest: server.openRequest };
  return createStowProtocol({ ...basics, limits: stowLimits, holdings: createStowHoldings(basics), now: () => 0 });
}

/** Sends them in one request, and those that are to be asked about once more alone. */
async function upload(server: DicomwebServer, ...items: readonly UploadItem[]): Promise<readonly string[]> {
  const { send } = protocolFor(server);
  const words: string[] = [];
  const result = await send(items, () => undefined, signal, signal);
  if (result.kind !== 'answered') return [result.kind];
  for (const [at, first] of result.statuses.entries()) {
    const alone = first === 'retry-alone' ? await send([items[at]!], () => undefined, signal, signal) : null;
    const status = alone?.kind === 'answered' ? alone.statuses[0]! : first;
    if (typeof status === 'string') words.push(status);
    else words.push('note' in status ? `${status.kind} ${status.note}` : status.kind);
  }
  return words;
}

describe('a STOW-RS server that had something before', () => {
  const old = item(1, 'old');
  const changed = item(1, 'new');

  it.each(['keeps', 'replaces', 'refuses'] as const)('%s: nothing there is stored', async (existing) => {
    const server = dicomwebServer({ existing });
    expect(await upload(server, item(1, 'a'), item(2, 'b'))).toEqual(['stored', 'stored']);
    expect(server.retrieved()).toBe(0);
  });

  it.each(['keeps', 'replaces', 'refuses'] as const)(
    '%s: the same content is there already, and not sent',
    async (existing) => {
      const server = dicomwebServer({ existing });
      await upload(server, old, item(2, 'b'));
      const posts = server.posted();
      expect(await upload(server, old, item(2, 'b'), item(3, 'c'))).toEqual([
        'already-there',
        'already-there',
        'stored',
      ]);
      expect(server.posted() - posts).toBe(1);
    },
  );

  it.each([
    ['keeps', 'differs', 'old'],
    ['replaces', 'stored', 'new'],
    ['refuses', 'differs', 'old'],
  ] as const)('%s: other content %s', async (existing, status, content) => {
    const server = dicomwebServer({ existing });
    await upload(server, old);
    expect(await upload(server, changed, item(2, 'b'))).toEqual([status, 'stored']);
    expect(server.contentOf('2.25.1')).toBe(content);
  });

  it('is asked about a series once, page by page, however many requests follow', async () => {
    const server = dicomwebServer({ existing: 'keeps', mostListed: 2 });
    const items = [1, 2, 3, 4, 5].map((id) => item(id, `${id}`));
    await upload(server, ...items);
    const lists = server.listed();
    const { send } = protocolFor(server);
    for (const one of items) {
      expect(await send([one], () => undefined, signal, signal)).toMatchObject({
        statuses: [{ kind: 'already-there' }],
      });
    }
    expect(server.listed() - lists).toBe(4);
  });

  it('that writes File Meta Information anew has the same content', async () => {
    const server = dicomwebServer({ existing: 'keeps', rewritesMeta: true });
    await upload(server, old);
    expect(await upload(server, old)).toEqual(['already-there']);
    expect(await upload(server, changed)).toEqual(['differs']);
  });
});

describe('a STOW-RS server that does not let the page look', () => {
  it('is compared by reading what it has after the upload, where it lists nothing', async () => {
    const server = dicomwebServer({ existing: 'keeps', search: 'none' });
    expect(await upload(server, item(1, 'old'))).toEqual(['stored']);
    expect(await upload(server, item(1, 'new'), item(2, 'b'))).toEqual(['differs', 'stored']);
  });

  it('is believed, and that is said, where it shows nothing at all; it is asked to show one file only', async () => {
    const server = dicomwebServer({ existing: 'keeps', search: 'none', retrieve: 'none' });
    const items = [1, 2, 3].map((id) => item(id, `${id}`));
    expect(await upload(server, ...items)).toEqual(items.map(() => 'stored not-compared'));
    expect(server.retrieved()).toBe(1);
  });

  it('refuses duplicates: refused as it says, since nobody knows what it has', async () => {
    const server = dicomwebServer({ existing: 'refuses', search: 'none', retrieve: 'none' });
    await upload(server, item(1, 'old'));
    expect(await upload(server, item(1, 'new'))).toEqual(['refused']);
  });

  it('lists a file and does not give it: believed, and that is said', async () => {
    const server = dicomwebServer({ existing: 'keeps' });
    await upload(server, item(1, 'old'));
    server.stopRetrieving();
    expect(await upload(server, item(1, 'new'))).toEqual(['stored not-compared']);
  });
});

describe('two files of one upload with the same UIDs', () => {
  it('are never both stored: the second differs, and is not sent', async () => {
    const server = dicomwebServer({ existing: 'replaces' });
    expect(await upload(server, item(1, 'one', '2.25.5'), item(2, 'two', '2.25.5'))).toEqual(['stored', 'differs']);
    expect(server.contentOf('2.25.5')).toBe('one');
  });

  it('are there already where their bytes are equal', async () => {
    const server = dicomwebServer({ existing: 'keeps' });
    expect(await upload(server, item(1, 'one', '2.25.5'), item(2, 'one', '2.25.5'))).toEqual([
      'stored',
      'already-there',
    ]);
  });

  it('in two requests at once wait for each other', async () => {
    const server = dicomwebServer({ existing: 'replaces' });
    const { send } = protocolFor(server);
    const ask = (...items: readonly UploadItem[]) => send(items, () => undefined, signal, signal);
    const [first, second] = await Promise.all([
      ask(item(1, 'a', '2.25.5'), item(2, 'b', '2.25.6')),
      ask(item(3, 'c', '2.25.6'), item(4, 'd', '2.25.5'), item(9, 'e')),
    ]);
    expect(first).toMatchObject({ statuses: [{ kind: 'stored' }, { kind: 'stored' }] });
    expect(second).toMatchObject({ statuses: [{ kind: 'differs' }, { kind: 'differs' }, { kind: 'stored' }] });
  });

  it('give the second its chance when the first did not arrive', async () => {
    const server = dicomwebServer({ existing: 'keeps', refused: ['one'] });
    expect(await upload(server, item(1, 'one', '2.25.5'), item(2, 'two', '2.25.5'))).toEqual(['refused', 'stored']);
  });

  it('are two files where they have no UID', async () => {
    const server = dicomwebServer({ existing: 'keeps' });
    const nameless = [item(1, 'one', ''), item(2, 'two', '')];
    expect(await upload(server, ...nameless)).toEqual(['retry-alone', 'retry-alone']);
    expect(server.listed()).toBe(0);
  });
});

describe('a request without an answer', () => {
  it('that had arrived is a file of this upload, not one that was there', async () => {
    for (const existing of ['keeps', 'replaces', 'refuses'] as const) {
      const server = dicomwebServer({ existing });
      const { send } = protocolFor(server);
      server.cutNext();
      expect((await send([item(1, 'a')], () => undefined, signal, signal)).kind).toBe('again');
      expect(await send([item(1, 'a')], () => undefined, signal, signal)).toMatchObject({
        statuses: [{ kind: 'stored' }],
      });
    }
  });

  it('while nobody could look before: it is looked again, once a request, and what was there is known', async () => {
    const server = dicomwebServer({ existing: 'keeps' });
    await upload(server, item(1, 'a'));
    let isAway = true;
    let asked = 0;
    const basics = {
      url,
      credentials,
      openRequest: server.openRequest,
      sendRequest: async (request: Parameters<typeof server.sendRequest>[0]) => {
        asked += 1;
        return isAway ? ({ kind: 'unreachable' } as const) : server.sendRequest(request);
      },
    };
    const holdings = createStowHoldings(basics);
    const { send } = createStowProtocol({ ...basics, limits: stowLimits, holdings, now: () => 0 });
    const items = [item(1, 'a'), item(2, 'b'), item(3, 'c')];
    expect(await send(items, () => undefined, signal, signal)).toMatchObject({ kind: 'again' });
    expect(asked).toBe(2);
    isAway = false;
    expect(await send(items, () => undefined, signal, signal)).toEqual({
      kind: 'answered',
      statuses: [{ kind: 'already-there' }, { kind: 'stored' }, { kind: 'stored' }],
    });
  });
});
