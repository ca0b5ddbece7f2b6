import { parseJson } from '../../destinations/upload/stow-response.ts';
import { NotServed } from './served-patience.ts';
import type { ListPage } from './served-requests.ts';

/** Asks for a page of a list. @throws NotServed; CommandError where nothing else will come either */
export type AskForPage = (url: string) => Promise<ListPage>;

/** Asked for at a time, and fewer where a server does not take that; at last as many as it likes, from the beginning. */
const pageSizes = [1000, 200, 50, 10, null] as const;
/** What goes beyond is not listed to its end; a server may give few at a time. */
const [mostPages, mostItems] = [1000, 200_000];

/**
 * Lists a resource of a server page by page (QIDO-RS, PS3.18 8.3.4), each item once. A server may give fewer at a time than it is asked
 * for, and may not know `limit` or `offset`: so a page with nothing new is the end, and only where nothing says that there are more.
 * @param keyOf what tells items apart
 * @param count how many there are, as the server says elsewhere; null where it does not
 * @throws NotServed where there is no list, where it has no end, or where it is, or may be, a part; what was listed till then stays
 */
export async function* listPages(
  ask: AskForPage,
  resource: string,
  keyOf: (item: unknown) => string,
  count: () => Promise<number | null>,
): AsyncGenerator<unknown> {
  const known = new Set<string>();
  let [sizeAt, received, goesOn] = [0, 0, false];
  for (let page = 0; page < mostPages && known.size < mostItems; page++) {
    const size = pageSizes[sizeAt]!;
    const answer = await ask(size === null ? resource : `${resource}?limit=${size}&offset=${received}`);
    const items = itemsOf(answer);
    // Without an offset the list would begin again.
    if (items === null && sizeAt + 1 < pageSizes.length - (received > 0 ? 1 : 0)) {
      sizeAt += 1;
      continue;
    }
    const fresh = (items ?? []).filter((item) => isNew(known, keyOf(item)));
    yield* fresh;
    received += items?.length ?? 0;
    if (fresh.length > 0) {
      goesOn = answer.kind === 'page' && answer.goesOn;
      if (size !== null) continue;
    }
    const fault = faultOfEnd(known.size, await count(), answer, items, goesOn);
    if (fault !== null) throw new NotServed(fault);
    return;
  }
  throw new NotServed(tooMany);
}

/** Adds it. @returns false where it is there already */
function isNew(known: Set<string>, key: string): boolean {
  const before = known.size;
  return known.add(key).size > before;
}

/** @returns why what was listed may not be all; null where it is */
function faultOfEnd(
  listed: number,
  all: number | null,
  answer: ListPage,
  items: readonly unknown[] | null,
  goesOn: boolean,
): string | null {
  if (all !== null && all > listed) return fewer(listed, all);
  if (all !== null) return null;
  if (answer.kind === 'refused') return refused(answer.status);
  if (items === null) return noList;
  if (goesOn || (answer.kind === 'page' && answer.goesOn)) return onlyPart;
  // The same again, or a list without pages, which may have been cut.
  return items.length > 0 ? noPages : null;
}

/** @returns null where it is no list */
function itemsOf(answer: ListPage): readonly unknown[] | null {
  if (answer.kind === 'nothing') return [];
  const list = answer.kind === 'page' ? parseJson(answer.text) : null;
  return Array.isArray(list) ? list : null;
}

const wayOut = 'Name its series or instances one by one, or export it into a folder and name that.';
const refused = (status: number) => `The server refuses to list what was named (${status}). ${wayOut}`;
const noList = `The server answers with no list of instances (QIDO-RS), or with one of more than 16 MB. ${wayOut}`;
const onlyPart = `The server gives a part of its list, says that there are more, and gives no further page. ${wayOut}`;
const noPages = `The server gives the same list again whatever page it is asked for, and does not say how many there are: nobody can tell whether these are all. ${wayOut}`;
const tooMany = `The list has more than ${mostPages} pages or ${mostItems.toLocaleString('en')} entries, and what goes beyond was not listed. ${wayOut}`;
const fewer = (listed: number, all: number) =>
  `The server lists ${listed} of ${all} that it says to have. The others were not read. ${wayOut}`;
