import type { Distinct } from '../../report/batch-summary.ts';
import {
  type Crosswalk,
  type CrosswalkKind,
  crosswalkHeader,
  crosswalkKinds,
  crosswalkRow,
  isUidOfLevel,
  pairsOf,
} from '../../report/crosswalk.ts';
import type { RecordsHolding } from '../../report/records-input.ts';
import type { DiskSorting } from './disk-sorter.ts';
import { sortableNumber } from './read-records.ts';

/** Holds on disk what grows with a batch. The crosswalk is the one that the page makes in memory. */
export function onDisk(sorting: DiskSorting): RecordsHolding {
  return { createCrosswalk: () => createSortedCrosswalk(sorting), createDistinct: () => createSortedCount(sorting) };
}

/** Of the pairs that were met last, so many are not written again: files of one series come one after the other. */
const mostKnown = 2000;

function createSortedCrosswalk(sorting: DiskSorting): Crosswalk {
  // Equal pairs of one old ID stand together, and before its `uid` whether it is listed as something else.
  const byOld = sorting.create();
  const known = new Set<string>();
  let turn = 0;

  function add(kind: CrosswalkKind, idOld: string, idNew: string): void {
    const pair = `${idOld}\0${crosswalkKinds.indexOf(kind)}\0${idNew}`;
    if (known.has(pair)) return;
    if (known.size === mostKnown) known.clear();
    known.add(pair);
    turn += 1;
    byOld.add(pair, JSON.stringify([kind, idOld, idNew, turn] satisfies Met));
  }

  return {
    note: ({ idOld, idNew }) => add('uid', idOld, idNew),
    *rows(files) {
      for (const file of files) for (const { kind, idOld, idNew } of pairsOf(file)) add(kind, idOld, idNew);
      const byTurn = sorting.create();
      let before = '';
      let listed: string | null = null;
      for (const { key, text } of byOld.sorted()) {
        if (key === before) continue;
        before = key;
        const [kind, idOld, , turn] = JSON.parse(text) as Met;
        if (isUidOfLevel(kind)) listed = idOld;
        if (kind === 'uid' && idOld === listed) continue;
        byTurn.add(`${crosswalkKinds.indexOf(kind)} ${sortableNumber(turn)}`, text);
      }
      yield crosswalkHeader;
      for (const { text } of byTurn.sorted()) {
        const [kind, idOld, idNew] = JSON.parse(text) as Met;
        yield crosswalkRow(kind, { idOld, idNew });
      }
    },
  };
}

/** A pair, the n-th that was met. */
type Met = [kind: CrosswalkKind, idOld: string, idNew: string, turn: number];

function createSortedCount(sorting: DiskSorting): Distinct {
  const texts = sorting.create();
  let last: string | null = null;
  return {
    add: (text) => {
      if (text === last) return;
      last = text;
      texts.add(text, '');
    },
    count: () => {
      let count = 0;
      let before: string | null = null;
      for (const { key } of texts.sorted()) {
        if (key !== before) count += 1;
        before = key;
      }
      return count;
    },
  };
}
