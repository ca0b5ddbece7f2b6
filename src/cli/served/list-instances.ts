import { isObject } from '../../destinations/upload/is-object.ts';
import { firstOf, parseJson } from '../../destinations/upload/stow-response.ts';
import { type AskForPage, listPages } from './list-pages.ts';
import { isUid, type ServedAddress } from './served-address.ts';
import { NotServed } from './served-patience.ts';
import { studyQuery } from './served-requests.ts';

/** What a list says of an instance; '' where it lacks it. */
export type ListedInstance = { readonly series: string; readonly instance: string };

const [seriesUid, instanceUid] = ['0020000E', '00080018'] as const;
/** Number of Study and of Series Related Instances. */
const [inStudy, inSeries] = ['00201208', '00201209'] as const;

/**
 * Lists the instances of a study or a series; two series may have one of the same UID.
 * @throws NotServed as `listPages`, and where series have no UID; CommandError where nothing else will come either
 */
export async function* listInstances(
  ask: AskForPage,
  { url, uids: [study, series] }: ServedAddress,
): AsyncGenerator<ListedInstance> {
  if (series !== undefined) {
    const query = `${url.slice(0, url.lastIndexOf('/series/'))}/series?SeriesInstanceUID=${series}&includefield=${inSeries}`;
    yield* instancesOf(ask, url, series, () => countOf(ask, query, inSeries));
    return;
  }
  const known = new Set<string>();
  const count = () => countOf(ask, studyQuery(url, `includefield=${inStudy}`), inStudy);
  let lackSeries = false;
  for await (const item of instancesOf(ask, url, null, count)) {
    lackSeries ||= item.series === '';
    if (lackSeries) break;
    known.add(`${item.series}/${item.instance}`);
    yield item;
  }
  if (!lackSeries) return;
  // Not all servers say the series of an instance, and those of a study they say.
  for await (const item of listPages(ask, `${url}/series`, (one) => uidIn(one, seriesUid), unknownCount)) {
    const uid = uidIn(item, seriesUid);
    if (!isUid(uid)) throw new NotServed(noSeries);
    for await (const one of listInstances(ask, { origin: '', url: `${url}/series/${uid}`, uids: [study!, uid] })) {
      if (!known.has(`${uid}/${one.instance}`)) yield one;
    }
  }
}

async function* instancesOf(
  ask: AskForPage,
  url: string,
  series: string | null,
  count: () => Promise<number | null>,
): AsyncGenerator<ListedInstance> {
  const read = (item: unknown): ListedInstance => ({
    series: series ?? uidIn(item, seriesUid),
    instance: uidIn(item, instanceUid),
  });
  const keyOf = (item: unknown) => Object.values(read(item)).join('/');
  for await (const item of listPages(ask, `${url}/instances`, keyOf, count)) yield read(item);
}

const unknownCount = async (): Promise<null> => null;

/** @returns how many instances a study or a series has, as the server says; null where it does not */
async function countOf(ask: AskForPage, query: string, tag: string): Promise<number | null> {
  const answer = await ask(query).catch((error: unknown) => {
    if (error instanceof NotServed) return null;
    throw error;
  });
  const list = answer?.kind === 'page' ? parseJson(answer.text) : null;
  const [item, ...others] = Array.isArray(list) ? list : [];
  // A server that takes no such condition lists other studies as well.
  const value = others.length === 0 && isObject(item) ? firstOf(item[tag]) : undefined;
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : null;
}

/** UIDs have an even length in DICOM, and some servers give what fills them up (PS3.5 9.4). */
function uidIn(item: unknown, tag: string): string {
  const uid = isObject(item) ? firstOf(item[tag]) : undefined;
  return typeof uid === 'string' ? uid.replace(/[\0 ]+$/, '') : '';
}

const noSeries =
  'The server names a series by what is no UID. Name its series or instances one by one, or export it into a folder and name that.';
