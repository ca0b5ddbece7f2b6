import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { isObject, parseObject } from './is-object.ts';
import { readContent } from './stream-content.ts';
import type { UploadItem } from './upload-item.ts';
import type { OpenRequest, SendRequest } from './upload-protocol.ts';
import { sessionLabels } from './xnat-labels.ts';
import { xnatRequest } from './xnat-request.ts';

/**
 * What a session in XNAT has, read whole, before anything is sent to it: hashes as `readContent` makes them, by SOP Instance UID.
 * Null when XNAT does not say. Never throws.
 */
export type XnatHoldings = (item: UploadItem, signal: AbortSignal) => Promise<ReadonlyMap<string, string> | null>;

/** A session of more files is not compared. */
const mostFiles = 20_000;

/** XNAT names files its own way, so each file of a session that exists is read to know which it is. */
export function createXnatHoldings(options: {
  readonly url: string;
  readonly project: string;
  readonly credentials: Credentials;
  readonly sendRequest: SendRequest;
  readonly openRequest: OpenRequest;
}): XnatHoldings {
  const base = options.url.replace(/\/+$/, '');
  const get = (address: string, signal: AbortSignal) =>
    xnatRequest(options.credentials, 'GET', `${base}${address}`, null, () => undefined, signal);

  return async (item, signal) => {
    const answer = await options.sendRequest(get(filesPath(options.project, item), signal));
    // No such project, subject or session: nothing is there. A wrong project is told by the import.
    if (answer.kind === 'response' && answer.status === 404) return new Map();
    const addresses = answer.kind === 'response' && answer.status === 200 ? fileAddresses(answer.text) : null;
    if (addresses === null || addresses.length > mostFiles) return null;
    const hashes = new Map<string, string>();
    for (const address of addresses) {
      const file = await options.openRequest(get(address, signal));
      if (file.kind !== 'response') return null;
      if (file.status !== 200) {
        file.discard();
        return null;
      }
      try {
        const { sopInstanceUid, hash } = await readContent(file.chunks);
        hashes.set(sopInstanceUid, hash);
      } catch {
        return null;
      }
    }
    return hashes;
  };
}

function filesPath(project: string, { identifiers }: UploadItem): string {
  const { subject, session } = sessionLabels(identifiers);
  const parts = ['projects', project, 'subjects', subject, 'experiments', session].map(encodeURIComponent).join('/');
  return `/data/${parts}/scans/ALL/files?format=json`;
}

/** Reads `{ "ResultSet": { "Result": [{ "URI": "/data/experiments/…", … }] } }`. @returns null when it is something else */
function fileAddresses(text: string): readonly string[] | null {
  const set = parseObject(text)?.['ResultSet'];
  const rows = isObject(set) ? set['Result'] : null;
  if (!Array.isArray(rows)) return null;
  const addresses = rows.map((row: unknown) => (isObject(row) ? row['URI'] : null));
  // Paths of XNAT alone: an address of another server is not asked.
  return addresses.every((address) => typeof address === 'string' && address.startsWith('/data/'))
    ? (addresses as readonly string[])
    : null;
}
