import type { Credentials, ItemStatus } from '../../pipeline/contracts/upload.ts';
import { hashContent } from './hash-content.ts';
import { readAnswer } from './read-answer.ts';
import type { UploadItem } from './upload-item.ts';
import type { Answer, BatchLimits, SendRequest, SendResult, UploadProtocol } from './upload-protocol.ts';
import type { XnatHoldings } from './xnat-holdings.ts';
import { sessionLabels } from './xnat-labels.ts';
import { xnatRequest } from './xnat-request.ts';
import { zipBlob } from './zip-blob.ts';

export type XnatOptions = {
  /** Address of the server, as `https://xnat.example.org` or with the path it runs under. */
  readonly url: string;
  /** Identifier of the project that sessions go into. */
  readonly project: string;
  readonly credentials: Credentials;
  readonly sendRequest: SendRequest;
  readonly holdings: XnatHoldings;
  readonly now: () => number;
};

/** A session a zip; one at a time, because XNAT merges volumes of one session in the order they come. */
const xnatLimits: BatchLimits = { items: 10_000, sizeBytes: 256 * 1024 * 1024, inFlight: 1 };

type Progress = (sentBytes: number) => void;

/**
 * XNAT's image session import (handler DICOM-zip): a zip for each study, named by its pseudonyms, then the commit that files it.
 * Stored means that XNAT confirmed both. A session is taken or refused as a whole. What a session had before an upload is read
 * first: XNAT adds to a session and replaces nothing, so only files that are not there are sent.
 */
export function createXnatProtocol(options: XnatOptions): UploadProtocol {
  const base = options.url.replace(/\/+$/, '');
  let csrfToken: string | null = null;

  function ask(method: 'GET' | 'POST', address: string, body: Blob | null, onProgress: Progress, signal: AbortSignal) {
    return options.sendRequest(xnatRequest(options.credentials, method, `${base}${address}`, body, onProgress, signal));
  }

  /** Imports that XNAT confirmed and that still have to be filed, by the items they hold. */
  const waiting = new Map<string, readonly string[]>();

  /** What sessions had before this upload, by study. */
  const sessions = new Map<string, ReturnType<XnatHoldings>>();

  async function send(items: readonly UploadItem[], onProgress: Progress, signal: AbortSignal): Promise<SendResult> {
    const { studyInstanceUid } = items[0]!.identifiers;
    const asked = sessions.get(studyInstanceUid) ?? options.holdings(items[0]!, signal);
    sessions.set(studyInstanceUid, asked);
    const there = await asked;
    const known = there === null ? new Map<UploadItem, ItemStatus>() : await compare(items, there);
    const absent = items.filter((item) => !known.has(item));
    const result = absent.length > 0 ? await sendAbsent(absent, onProgress, signal) : all(absent, { kind: 'stored' });
    if (result.kind !== 'answered') return result;
    const statuses = items.map((item) => known.get(item) ?? result.statuses[absent.indexOf(item)] ?? 'retry-alone');
    return { kind: 'answered', statuses: there === null ? statuses.map(onItsWord) : statuses };
  }

  async function sendAbsent(
    items: readonly UploadItem[],
    onProgress: Progress,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const batch = items.map(({ id }) => id).join();
    const isRepeated = waiting.has(batch);
    if (!isRepeated) {
      const result = await bring(items, onProgress, signal);
      if ('kind' in result) return result;
      waiting.set(batch, result);
    }
    const result = await file(items, waiting.get(batch)!, isRepeated, signal);
    if (result.kind !== 'again') waiting.delete(batch);
    return result;
  }

  /** @returns where the session waits for its commit, or why it was not taken */
  async function bring(
    items: readonly UploadItem[],
    onProgress: Progress,
    signal: AbortSignal,
  ): Promise<SendResult | readonly string[]> {
    if (csrfToken === null) {
      const answer = await ask('GET', csrfPath, null, ignore, signal);
      const common = readAnswer(answer, items.length, options.now());
      if (common !== null) return common;
      csrfToken = csrfTokenOf(answer);
    }
    const archive = await zipBlob(items.map(({ outputPath, body }) => ({ path: outputPath, body })));
    if (archive === null) return all(items, inputChanged);
    const imported = await ask('POST', importPath(options.project, items[0]!, csrfToken), archive, onProgress, signal);
    const common = readAnswer(imported, items.length, options.now());
    return common ?? preparedPaths(imported) ?? all(items, refusedBy(imported));
  }

  async function file(
    items: readonly UploadItem[],
    paths: readonly string[],
    isRepeated: boolean,
    signal: AbortSignal,
  ): Promise<SendResult> {
    for (const path of paths) {
      const address = `${path}?action=commit&SOURCE=uploader${csrfParameter(csrfToken ?? '')}`;
      const answer = await ask('POST', address, null, ignore, signal);
      // A commit that broke may have been carried out: what is filed is no longer there to be filed.
      if (isRepeated && answer.kind === 'response' && answer.status === 404) continue;
      const common = readAnswer(answer, 1, options.now());
      if (common?.kind === 'again' || common?.kind === 'aborted') return common;
      if (common !== null || !isSuccess(answer)) return all(items, notFiled(answer));
    }
    return all(items, { kind: 'stored' });
  }

  return { limits: xnatLimits, groupOf: ({ identifiers }) => identifiers.studyInstanceUid, send };
}

const csrfPath = '/data/JSESSION?CSRF=true';

/** The answer reads `<session>;XNAT_CSRF=<token>`; servers without that protection give the session alone. */
function csrfTokenOf(answer: Answer): string {
  return answer.kind === 'response' ? (/XNAT_CSRF=([\w-]+)/.exec(answer.text)?.[1] ?? '') : '';
}

const csrfParameter = (token: string) => (token === '' ? '' : `&XNAT_CSRF=${encodeURIComponent(token)}`);

function importPath(project: string, { identifiers }: UploadItem, csrfToken: string): string {
  const { subject, session } = sessionLabels(identifiers);
  const parameters = new URLSearchParams({
    'import-handler': 'DICOM-zip',
    inbody: 'true',
    PROJECT_ID: project,
    SUBJECT_ID: subject,
    EXPT_LABEL: session,
    // What the session has already stays: a second volume and a second upload add to it.
    overwrite: 'append',
    rename: 'true',
    // The files are de-identified; the server's own script would change them again.
    prevent_anon: 'true',
    prevent_auto_commit: 'true',
    autoArchive: 'AutoArchive',
    SOURCE: 'uploader',
  });
  return `/data/services/import?${parameters}${csrfParameter(csrfToken)}`;
}

/** Where the session waits for its commit: a line each, as `/data/prearchive/projects/…`. Null when it was not taken. */
function preparedPaths(answer: Answer): readonly string[] | null {
  if (answer.kind !== 'response' || !isSuccess(answer)) return null;
  const lines = answer.text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const paths = lines.map((line) => /\/data\/(?:prearchive|archive)\/[^?#\s]*$/.exec(line.trim())?.[0]);
  return lines.length > 0 && paths.every((path) => path !== undefined) ? paths : null;
}

function isSuccess(answer: Answer): boolean {
  return answer.kind === 'response' && answer.status >= 200 && answer.status < 300;
}

const statusOf = (answer: Answer) => (answer.kind === 'response' ? answer.status : 'no answer');

function refusedBy(answer: Answer): ItemStatus {
  const reason = `XNAT did not take the session of this file (${statusOf(answer)}). Check the project and its settings.`;
  return { kind: 'refused', code: 'rejected', reason };
}

function notFiled(answer: Answer): ItemStatus {
  const reason = `XNAT has this file in its prearchive and did not file the session (${statusOf(answer)}). Look there.`;
  return { kind: 'refused', code: 'rejected', reason };
}

const inputChanged: ItemStatus = {
  kind: 'not-sent',
  code: 'input-changed',
  reason: 'A file of this session changed or was moved while it was read. Add it again.',
};

const differs: ItemStatus = {
  kind: 'differs',
  reason: 'XNAT has other content under the UID of this file, so it was not sent. Compare them in the session.',
};

/** @returns files that a session has, each with its status; the others are not there */
async function compare(
  items: readonly UploadItem[],
  there: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<UploadItem, ItemStatus>> {
  const statuses = new Map<UploadItem, ItemStatus>();
  for (const item of items) {
    const hash = there.get(item.identifiers.sopInstanceUid);
    if (hash !== undefined)
      statuses.set(item, hash === (await hashContent(item)) ? { kind: 'already-there' } : differs);
  }
  return statuses;
}

function onItsWord(status: ItemStatus | 'retry-alone'): ItemStatus | 'retry-alone' {
  return typeof status === 'object' && status.kind === 'stored' ? { kind: 'stored', note: 'not-compared' } : status;
}

function all(items: readonly UploadItem[], status: ItemStatus): SendResult {
  return { kind: 'answered', statuses: items.map(() => status) };
}

const ignore: Progress = () => undefined;
