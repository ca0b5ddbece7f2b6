import { createHash } from 'node:crypto';
import { isObject } from '../../destinations/upload/is-object.ts';
import { mostPages, pageItems } from '../../destinations/upload/stow-list.ts';
import { firstOf, parseJson } from '../../destinations/upload/stow-response.ts';
import type { SourceItem } from '../../pipeline/contracts/source.ts';
import { mostServedBytes, onRead, ServedBytes } from '../../pipeline/pool/node/served-bytes.ts';
import { uidForm } from '../../report/decisions/read-decisions.ts';
import { failedItem } from '../../sources/settled-item.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { isIn, type Shard } from '../input/shard.ts';
import type { ServedAddress } from './served-address.ts';
import { NotServed, readInstance, readList, readServed } from './served-requests.ts';

/** Instances that are measured side by side. */
const mostAtOnce = 4;
const seriesUid = '0020000E';
const instanceUid = '00080018';

/** A server as inputs come from it. */
export type ServedSettings = {
  readonly signInFile: string;
  readonly shard: Shard | null;
  readonly signal: AbortSignal;
};

/**
 * Lists the instances of a study, a series, or the one that the address names, and reads each once for its length and SHA-256. Nothing of
 * it is kept: it is read again when its turn comes. Nothing of it is ever on disk.
 * @param what the argument is, for people @param name which the names of instances begin with
 * @throws CommandError when nothing is there, when the server cannot be asked, or when its list has no end
 */
export async function* listServed(
  address: ServedAddress,
  what: string,
  name: string,
  settings: ServedSettings,
): AsyncGenerator<SourceItem> {
  onRead(readServed);
  const { signInFile, shard, signal } = settings;
  const [study, series, instance] = address.uids;
  const root = address.url.slice(0, address.url.lastIndexOf(`/studies/${study}`));
  let found = 0;
  let waiting: (readonly [series: string, instance: string])[] = [];
  try {
    for await (const [ofSeries, uid] of instancesOf(address, settings)) {
      found += 1;
      if (!isIn(shard, nameOf(ofSeries, uid))) continue;
      waiting.push([ofSeries, uid]);
      if (waiting.length < mostAtOnce) continue;
      yield* await measured(waiting);
      waiting = [];
    }
    yield* await measured(waiting);
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  if (found === 0) throw usageError(`${what} is not there.`);

  /** What stands in the address already is in the name already. */
  function nameOf(ofSeries: string, uid: string): string {
    const rest = instance !== undefined ? [] : series !== undefined ? [uid] : [ofSeries, uid];
    return [name, ...rest].join('/');
  }

  function measured(uids: typeof waiting): Promise<readonly SourceItem[]> {
    return Promise.all(
      uids.map(([ofSeries, uid]) => {
        const url = `${root}/studies/${study}/series/${ofSeries}/instances/${uid}`;
        return measuredItem(nameOf(ofSeries, uid), { url, signInFile }, signal);
      }),
    );
  }
}

async function measuredItem(
  name: string,
  place: { readonly url: string; readonly signInFile: string },
  signal: AbortSignal,
): Promise<SourceItem> {
  try {
    const seen = await readInstance(place, measure, signal);
    if (seen === null) return failedItem(name, 'unreadable', tooLarge);
    const blob = new ServedBytes({ ...place, ...seen, startBytes: 0, size: seen.servedBytes });
    return { kind: 'file', path: name, open: async () => ({ kind: 'plain', blob, lastModifiedMs: blob.lastModified }) };
  } catch (error) {
    if (error instanceof NotServed) return failedItem(name, 'unreadable', error.message);
    throw error;
  }
}

/** @returns null where it is too large */
async function measure(bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let servedBytes = 0;
  for await (const part of bytes) {
    servedBytes += part.length;
    if (servedBytes > mostServedBytes) return null;
    hash.update(part);
  }
  return { servedBytes, etag: hash.digest('hex') };
}

/** Each instance once; two series may have one of the same UID. @throws CommandError, also where there are some that the server does not list */
async function* instancesOf(
  { url, uids: [, series, instance] }: ServedAddress,
  { signInFile, signal }: ServedSettings,
): AsyncGenerator<readonly [series: string, instance: string]> {
  if (series !== undefined && instance !== undefined) {
    yield [series, instance];
    return;
  }
  const known = new Set<string>();
  for (let page = 0; page < mostPages; page++) {
    const { text, goesOn } = await readList(
      `${url}/instances?limit=${pageItems}&offset=${known.size}`,
      signInFile,
      signal,
    );
    const before = known.size;
    for (const [ofSeries, uid] of text === '' ? [] : instancesIn(text, series)) {
      const name = `${ofSeries}/${uid}`;
      if (known.has(name)) continue;
      known.add(name);
      yield [ofSeries, uid];
    }
    // A server may give fewer at a time than it is asked for, so only a page with nothing new is the last one.
    if (known.size > before) continue;
    if (goesOn && text !== '') throw new CommandError(onlyPart);
    return;
  }
  throw new CommandError(tooMany);
}

/** Addresses of instances are made of UIDs; those that the server tells are not followed. @throws CommandError where a UID is missing or none */
function instancesIn(text: string, series: string | undefined): readonly (readonly [string, string])[] {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw new CommandError(noList);
  return list.map((item: unknown) => {
    const uids = [series ?? uidIn(item, seriesUid), uidIn(item, instanceUid)] as const;
    if (!uids.every((uid) => uidForm.pattern.test(uid))) throw new CommandError(noList);
    return uids;
  });
}

function uidIn(item: unknown, tag: string): string {
  const uid = isObject(item) ? firstOf(item[tag]) : undefined;
  return typeof uid === 'string' ? uid : '';
}

const tooLarge =
  'The instance has more than 256 MB, and none larger is read from a server, since it would be in memory as a whole. Export it into a folder and name that.';
const tooMany = `The server lists instances of a study in more than ${mostPages} pages. Name its series one by one.`;
const onlyPart =
  'The server gives a part of its list of instances, says that there are more, and gives no further page. Name series or instances.';
const noList =
  'The server of IN answers with no list of instances (QIDO-RS), or with one of more than 16 MB. Name series or instances.';
