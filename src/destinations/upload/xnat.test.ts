import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import { part10 } from '../../testing/part10.ts';
import { hashContent } from './hash-content.ts';
import type { Answer, OpenAnswer, RequestDescription } from './upload-protocol.ts';
import { createXnatProtocol } from './xnat.ts';
import { createXnatHoldings, type XnatHoldings } from './xnat-holdings.ts';
import { sessionLabels } from './xnat-labels.ts';

const signal = new AbortController().signal;
const token = response(200, '0AF1;XNAT_CSRF=token-1');
const prepared = response(200, '/data/prearchive/projects/P1/20261101_101010/N-1_1\r\n');
const filed = response(200, '/data/archive/projects/P1/subjects/N-1/experiments/N-1_1');

function xnat(answers: readonly Answer[], there: ReadonlyMap<string, string> | null | XnatHoldings = new Map()) {
  const requests: RequestDescription[] = [];
  const protocol = createXnatProtocol({
    url: 'https://xnat.example/base/',
    project: 'P1',
    credentials: { kind: 'basic', user: 'u', password: 'p' },
    sendRequest: async (request) => {
      requests.push(request);
      return answers[requests.length - 1]!;
    },
    holdings: typeof there === 'function' ? there : async () => there,
    now: () => 0,
  });
  const send = () => protocol.send([uploadItem(1), uploadItem(2)], () => undefined, signal, signal);
  return { send, requests, protocol };
}

describe('XNAT', () => {
  it('sends a zip a session, labelled by pseudonyms, then commits it', async () => {
    const { send, requests } = xnat([token, prepared, filed]);
    expect(await send()).toEqual({ kind: 'answered', statuses: [{ kind: 'stored' }, { kind: 'stored' }] });
    const [asked, imported, committed] = requests;
    expect(asked?.url).toBe('https://xnat.example/base/data/JSESSION?CSRF=true');
    const url = new URL(imported!.url);
    expect(url.pathname).toBe('/base/data/services/import');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      'import-handler': 'DICOM-zip',
      PROJECT_ID: 'P1',
      SUBJECT_ID: 'N-1',
      EXPT_LABEL: 'N-1_2251',
      overwrite: 'append',
      XNAT_CSRF: 'token-1',
    });
    expect(imported?.headers['Content-Type']).toBe('application/zip');
    const archive = await JSZip.loadAsync(await imported!.body!.arrayBuffer(), { checkCRC32: true });
    expect(Object.keys(archive.files)).toEqual(['N-1/S-1/1/1.dcm', 'N-1/S-1/1/2.dcm']);
    expect(committed?.url).toBe(
      'https://xnat.example/base/data/prearchive/projects/P1/20261101_101010/N-1_1?action=commit&SOURCE=uploader&XNAT_CSRF=token-1',
    );
    expect(requests.every(({ withCredentials }) => withCredentials)).toBe(true);
  });

  it('asks for its token once', async () => {
    const { send, requests } = xnat([token, prepared, filed, prepared, filed]);
    await send();
    await send();
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST', 'POST', 'POST']);
  });

  it('repeats a commit that broke without sending the files again, and knows that it may have been carried out', async () => {
    const { send, requests } = xnat([token, prepared, { kind: 'unreachable' }, response(404)]);
    expect((await send()).kind).toBe('again');
    expect(await send()).toMatchObject({ statuses: [{ kind: 'stored' }, { kind: 'stored' }] });
    expect(requests.filter(({ body }) => body !== null)).toHaveLength(1);
  });

  it('keeps studies apart', () => {
    const { groupOf } = xnat([]).protocol;
    expect(groupOf(uploadItem(1, 1, '2.25.7'))).not.toBe(groupOf(uploadItem(1, 1, '2.25.8')));
  });

  it.each([
    ['a wrong sign-in', [response(401)], 'stop'],
    ['a zip that is too large', [token, response(413)], 'split'],
    ['a busy server', [token, response(503)], 'again'],
    ['a broken connection', [token, { kind: 'unreachable' } as const], 'again'],
    ['a commit that broke', [token, prepared, response(502)], 'again'],
  ])('knows what to do after %s', async (_, answers, kind) => {
    expect((await xnat(answers).send()).kind).toBe(kind);
  });

  it.each([
    ['does not know the project', [token, response(400)]],
    ['answers with a page instead of a path', [token, response(200, '<html>')]],
    ['answers with nothing', [token, response(200, '')]],
    ['does not file the session', [token, prepared, response(409)]],
  ])('calls nothing stored when the server %s', async (_, answers) => {
    expect(await xnat(answers).send()).toMatchObject({ statuses: [{ kind: 'refused' }, { kind: 'refused' }] });
  });

  it.each([
    [
      'two sessions, of which one is not filed',
      '/data/prearchive/a\n/data/prearchive/b',
      [filed, response(409)],
      'refused',
    ],
    [
      'two sessions that are filed',
      'https://xnat.example/base/data/prearchive/a\n\n/data/archive/b',
      [filed, filed],
      'stored',
    ],
  ])('commits each session that the import names: %s', async (_, text, commits, kind) => {
    const { send, requests } = xnat([token, response(200, text), ...commits]);
    expect(await send()).toMatchObject({ statuses: [{ kind }, { kind }] });
    expect(requests.slice(2).map(({ url }) => new URL(url).pathname.at(-1))).toEqual(['a', 'b']);
  });

  it.each([
    ['a line that is no path of a session', '/data/prearchive/a\n<br>'],
    ['a path with a query', '/data/prearchive/a?b=c'],
    ['blank lines', ' \n '],
  ])('files nothing after an answer with %s', async (_, text) => {
    const { send, requests } = xnat([token, response(200, text)]);
    expect(await send()).toMatchObject({ statuses: [{ kind: 'refused' }, { kind: 'refused' }] });
    expect(requests).toHaveLength(2);
  });

  it('goes on without a token where the server asks for none', async () => {
    const { send, requests } = xnat([response(200, '0AF1'), prepared, filed]);
    expect(await send()).toMatchObject({ statuses: [{ kind: 'stored' }, { kind: 'stored' }] });
    expect(requests.map(({ url }) => url).join()).not.toMatch(/XNAT_CSRF/);
  });

  it('does not take a first commit of a session that is not there for one that was carried out', async () => {
    const { send } = xnat([token, prepared, response(404)]);
    expect(await send()).toMatchObject({ statuses: [{ kind: 'refused' }, { kind: 'refused' }] });
  });

  it('brings files anew whose commit was refused, and ends a commit that a person cancels', async () => {
    const { send, requests } = xnat([token, prepared, response(409), prepared, { kind: 'aborted' }]);
    await send();
    expect(await send()).toEqual({ kind: 'aborted' });
    expect(requests.filter(({ body }) => body !== null)).toHaveLength(2);
  });

  it('says of files that changed while they were read that none of the session was sent', async () => {
    const gone = {
      ...uploadItem(1),
      body: {
        size: 10,
        arrayBuffer: () => Promise.reject(new Error()),
        stream: () => {
          throw new Error();
        },
        slice: () => gone.body,
      } as unknown as Blob,
    };
    const { protocol, requests } = xnat([token]);
    expect(await protocol.send([gone], () => undefined, signal, signal)).toMatchObject({
      statuses: [{ kind: 'not-sent', code: 'input-changed' }],
    });
    expect(requests).toHaveLength(1);
  });

  it('asks once what a session has, however many requests its files take', async () => {
    const looked: string[] = [];
    const { protocol } = xnat([token, prepared, filed, prepared, filed, prepared, filed], async ({ identifiers }) => {
      looked.push(identifiers.studyInstanceUid);
      return new Map();
    });
    for (const item of [uploadItem(1), uploadItem(2), uploadItem(3, 10, '2.25.7')]) {
      await protocol.send([item], () => undefined, signal, signal);
    }
    expect(looked).toEqual(['2.25.1', '2.25.7']);
  });

  it('makes labels of new identifiers that XNAT takes', () => {
    const labels = (patientId: string) => sessionLabels({ ...uploadItem(1).identifiers, patientId });
    expect(labels('SUB 01^x/y')).toEqual({ subject: 'SUB_01_x_y', session: 'SUB_01_x_y_2251' });
    expect(labels('')).toEqual({ subject: 'study_2251', session: 'study_2251_2251' });
    expect(labels('^^')).toEqual(labels(''));
    expect(labels('^^A  b_')).toMatchObject({ subject: 'A_b' });
    expect(labels('A'.repeat(70)).subject).toBe('A'.repeat(64));
    const long = { ...uploadItem(1).identifiers, studyInstanceUid: `2.25.${'1'.repeat(10)}${'2'.repeat(10)}` };
    expect(sessionLabels(long).session).toBe(`N-1_${'1'.repeat(6)}${'2'.repeat(10)}`);
  });

  it('sends what a session has not got, and tells the same from other content', async () => {
    const items = [uploadItem(1), uploadItem(2), uploadItem(3)];
    const there = new Map([
      [items[0]!.identifiers.sopInstanceUid, (await hashContent(items[0]!))!],
      [items[1]!.identifiers.sopInstanceUid, 'something else'],
    ]);
    const { protocol, requests } = xnat([token, prepared, filed], there);
    const result = await protocol.send(items, () => undefined, signal, signal);
    expect(result).toMatchObject({ statuses: [{ kind: 'already-there' }, { kind: 'differs' }, { kind: 'stored' }] });
    const archive = await JSZip.loadAsync(await requests[1]!.body!.arrayBuffer());
    expect(Object.keys(archive.files)).toEqual(['N-1/S-1/1/3.dcm']);
    expect(await protocol.send(items.slice(0, 2), () => undefined, signal, signal)).toMatchObject({
      statuses: [{ kind: 'already-there' }, { kind: 'differs' }],
    });
    expect(requests).toHaveLength(3);
  });

  it('says when XNAT did not let the page look', async () => {
    const { send } = xnat([token, prepared, filed], null);
    expect(await send()).toMatchObject({
      statuses: [{ kind: 'stored', note: 'not-compared' }, { note: 'not-compared' }],
    });
  });
});

describe('what a session in XNAT has', () => {
  const uri = '/data/experiments/XNAT_E1/scans/1/resources/2/files/x.dcm';
  const list = (...uris: readonly unknown[]) =>
    response(200, JSON.stringify({ ResultSet: { Result: uris.map((URI) => ({ URI, Size: '10' })) } }));

  function holdings(answer: Answer, status = 200, opened: OpenAnswer | null = null) {
    const asked: string[] = [];
    const look = createXnatHoldings({
      url: 'https://xnat.example/base',
      project: 'P 1',
      credentials: { kind: 'none' },
      sendRequest: async ({ url }) => {
        asked.push(url);
        return answer;
      },
      openRequest: async ({ url }) => {
        asked.push(url);
        if (opened !== null) return opened;
        async function* chunks(): AsyncGenerator<Uint8Array> {
          yield part10({ uid: '2.25.100.1', dataset: 'x' });
        }
        return { kind: 'response', status, header: () => null, chunks: chunks(), discard: () => undefined };
      },
    });
    return { look: () => look(uploadItem(1), signal), asked };
  }

  it('is read file by file, since XNAT names them its own way', async () => {
    const { look, asked } = holdings(list(uri));
    expect([...(await look())!.keys()]).toEqual(['2.25.100.1']);
    expect(asked).toEqual([
      'https://xnat.example/base/data/projects/P%201/subjects/N-1/experiments/N-1_2251/scans/ALL/files?format=json',
      `https://xnat.example/base${uri}`,
    ]);
  });

  it('is nothing where there is no session, and unknown where XNAT does not say', async () => {
    expect(await holdings(response(404)).look()).toEqual(new Map());
    expect(await holdings(list(uri), 403).look()).toBeNull();
    for (const answer of [
      response(403),
      response(200, '<html>'),
      response(200, '{}'),
      { kind: 'unreachable' } as const,
    ]) {
      expect(await holdings(answer).look()).toBeNull();
    }
  });

  it('is unknown where a file breaks off, or no answer says which files there are', async () => {
    for (const rows of [[1], [{ URI: 1 }], 'x', null]) {
      const text = JSON.stringify({ ResultSet: { Result: rows } });
      expect(await holdings(response(200, text)).look()).toBeNull();
    }
    expect(await holdings(response(200, '{"ResultSet":1}')).look()).toBeNull();
    const { look } = holdings(list(uri), 200, { kind: 'unreachable' });
    expect(await look()).toBeNull();
  });

  it('is not read where it is more than can be compared', async () => {
    const { look, asked } = holdings(list(...Array.from({ length: 20_001 }, () => uri)));
    expect(await look()).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('is not asked of another server', async () => {
    for (const others of [['https://other.example/x'], [uri, 'https://other.example/x']]) {
      const { look, asked } = holdings(list(...others));
      expect(await look()).toBeNull();
      expect(asked).toHaveLength(1);
    }
  });
});
