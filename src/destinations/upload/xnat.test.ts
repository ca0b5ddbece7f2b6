import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import type { Answer, RequestDescription } from './upload-protocol.ts';
import { createXnatProtocol } from './xnat.ts';
import { sessionLabels } from './xnat-labels.ts';

const signal = new AbortController().signal;
const token = response(200, '0AF1;XNAT_CSRF=token-1');
const prepared = response(200, '/data/prearchive/projects/P1/20261101_101010/N-1_1\r\n');
const filed = response(200, '/data/archive/projects/P1/subjects/N-1/experiments/N-1_1');

function xnat(answers: readonly Answer[]) {
  const requests: RequestDescription[] = [];
  const protocol = createXnatProtocol({
    url: 'https://xnat.example/base/',
    project: 'P1',
    credentials: { kind: 'basic', user: 'u', password: 'p' },
    sendRequest: async (request) => {
      requests.push(request);
      return answers[requests.length - 1]!;
    },
    now: () => 0,
  });
  const send = () => protocol.send([uploadItem(1), uploadItem(2)], () => undefined, signal);
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

  it('makes labels of new identifiers that XNAT takes', () => {
    const labels = (patientId: string) => sessionLabels({ ...uploadItem(1).identifiers, patientId });
    expect(labels('SUB 01^x/y')).toEqual({ subject: 'SUB_01_x_y', session: 'SUB_01_x_y_2251' });
    expect(labels('')).toEqual({ subject: 'study_2251', session: 'study_2251_2251' });
  });
});
