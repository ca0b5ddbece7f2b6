import type {
  Answer,
  OpenAnswer,
  OpenRequest,
  RequestDescription,
  SendRequest,
} from '../destinations/upload/upload-protocol.ts';
import { part10 } from './part10.ts';

/** What a server does with a file under UIDs that it has: all three are met. */
type Existing = 'keeps' | 'replaces' | 'refuses';

type Options = {
  readonly existing: Existing;
  readonly search?: 'none';
  readonly retrieve?: 'none';
  /** Instances a page, whatever is asked for. */
  readonly mostListed?: number;
  readonly rewritesMeta?: boolean;
  /** Contents that it never takes. */
  readonly refused?: readonly string[];
};

/** A DICOMweb server in memory: STOW-RS, QIDO-RS of a series, WADO-RS of an instance. Bodies are those of `part10`. */
export type DicomwebServer = ReturnType<typeof dicomwebServer>;

export function dicomwebServer(options: Options) {
  const instances = new Map<string, string>();
  const counts = { posted: 0, listed: 0, retrieved: 0 };
  let isCut = false;
  let canRetrieve = options.retrieve !== 'none';

  function store(bytes: Buffer): readonly [sequence: string, uid: string] {
    const uid = uidOf(bytes);
    const content = contentOf(bytes);
    const isThere = instances.has(uid);
    if (options.refused?.includes(content) || (isThere && options.existing === 'refuses')) return ['00081198', uid];
    if (!isThere || options.existing === 'replaces') instances.set(uid, content);
    return ['00081199', uid];
  }

  async function post({ headers, body }: RequestDescription): Promise<Answer> {
    counts.posted += 1;
    const boundary = /boundary=(\S+)$/.exec(headers['Content-Type'] ?? '')?.[1] ?? '';
    const parts = Buffer.from(await body!.arrayBuffer())
      .toString('latin1')
      .split(`--${boundary}`)
      .slice(1, -1);
    const answer: Record<string, { Value: object[] }> = {};
    for (const part of parts) {
      const bytes = Buffer.from(part.slice(part.indexOf('\r\n\r\n') + 4, -2), 'latin1');
      if (uidOf(bytes) === '') continue;
      const [sequence, uid] = store(bytes);
      answer[sequence] ??= { Value: [] };
      const reason = sequence === '00081198' && instances.has(uid) ? 0x0111 : 0xc000;
      answer[sequence].Value.push({ '00081155': { Value: [uid] }, '00081197': { Value: [reason] } });
    }
    if (isCut) {
      isCut = false;
      return { kind: 'unreachable' };
    }
    return text(200, JSON.stringify(answer));
  }

  function list(url: URL): Answer {
    counts.listed += 1;
    if (options.search === 'none') return text(501, '');
    const offset = Number(url.searchParams.get('offset'));
    const page = [...instances.keys()].slice(
      offset,
      offset + (options.mostListed ?? Number(url.searchParams.get('limit'))),
    );
    return page.length === 0
      ? text(204, '')
      : text(200, JSON.stringify(page.map((uid) => ({ '00080018': { vr: 'UI', Value: [uid] } }))));
  }

  const sendRequest: SendRequest = async (request) =>
    request.method === 'POST' ? post(request) : list(new URL(request.url));

  const openRequest: OpenRequest = async ({ url }): Promise<OpenAnswer> => {
    counts.retrieved += 1;
    const uid = url.slice(url.lastIndexOf('/') + 1);
    const content = instances.get(uid);
    if (!canRetrieve || content === undefined) return opened(404, '', new Uint8Array());
    const implementation = options.rewritesMeta === true ? { implementation: 'A_SERVER_OF_ITS_OWN' } : {};
    const file = part10({ uid, dataset: content, ...implementation });
    const body = Buffer.concat([
      Buffer.from('--x\r\nContent-Type: application/dicom\r\n\r\n'),
      file,
      Buffer.from('\r\n--x--\r\n'),
    ]);
    return opened(200, 'multipart/related; type="application/dicom"; boundary=x', body);
  };

  return {
    sendRequest,
    openRequest,
    posted: () => counts.posted,
    listed: () => counts.listed,
    retrieved: () => counts.retrieved,
    contentOf: (uid: string) => instances.get(uid) ?? null,
    /** The next POST is carried out and its answer lost. */
    cutNext: () => {
      isCut = true;
    },
    stopRetrieving: () => {
      canRetrieve = false;
    },
  };
}

function text(status: number, body: string): Answer {
  return { kind: 'response', status, text: body, header: () => null };
}

function opened(status: number, contentType: string, bytes: Uint8Array): OpenAnswer {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { kind: 'response', status, header: () => contentType, chunks: chunks(), discard: () => undefined };
}

/** Media Storage SOP Instance UID, the third element that `part10` writes. */
function uidOf(bytes: Buffer): string {
  const at = bytes.indexOf(Buffer.from([2, 0, 3, 0]), 144);
  return bytes.toString('latin1', at + 8, at + 8 + bytes.readUInt16LE(at + 6)).replace(/\0$/, '');
}

function contentOf(bytes: Buffer): string {
  return bytes.toString('utf8', 144 + bytes.readUInt32LE(140));
}
