import type { Identity } from '../deidentify/identify.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { DiffRow } from '../pipeline/contracts/deidentify.protocol.ts';
import { csvRow } from './csv.ts';
import { outcomeOf } from './outcome-of.ts';

/** An original and what stands for it now. */
export type IdPair = { readonly idOld: string; readonly idNew: string };

/** Rows of `crosswalk.csv`. A `date-shift` row has the patient's old ID and how far the dates moved. */
export type CrosswalkKind = (typeof crosswalkKinds)[number];

const identityKinds = ['patient', 'date-shift', 'study', 'series', 'instance'] as const;

export const crosswalkKinds = [...identityKinds, 'uid'] as const;

/** The pairs of a batch, repeats welcome, for `crosswalk.csv`. */
export type Crosswalk = {
  readonly note: (pair: IdPair) => void;
  /** @param files those of which the other pairs are */
  readonly rows: (files: Iterable<BatchFile>) => Iterable<string>;
};

/**
 * The rows of `crosswalk.csv`: which new identifier stands for which original, for the de-identified files. Each row is there
 * once, grouped by kind, in order of first appearance. A UID listed as study, series or instance is not repeated as `uid`. All
 * pairs are in memory.
 */
export function createCrosswalk(): Crosswalk {
  const otherUids = new Map<string, IdPair>();
  return {
    note: (pair) => void otherUids.set(`${pair.idOld} ${pair.idNew}`, pair),
    rows: function* (files) {
      const rows = new Map(crosswalkKinds.map((kind) => [kind, new Set<string>()]));
      const uidsListed = new Set<string>();
      for (const file of files) {
        for (const { kind, idOld, idNew } of pairsOf(file)) {
          rows.get(kind)!.add(crosswalkRow(kind, { idOld, idNew }));
          if (isUidOfLevel(kind)) uidsListed.add(idOld);
        }
      }
      for (const pair of otherUids.values()) {
        if (!uidsListed.has(pair.idOld)) rows.get('uid')!.add(crosswalkRow('uid', pair));
      }
      yield crosswalkHeader;
      for (const ofKind of rows.values()) yield* ofKind;
    },
  };
}

/** What identifies a file that goes out, level by level. */
export function* pairsOf(file: BatchFile): Generator<IdPair & { readonly kind: CrosswalkKind }> {
  const outcome = outcomeOf(file);
  if (outcome.kind !== 'deidentified') return;
  for (const kind of identityKinds) {
    const { idOld, idNew } = pairOf(outcome.identity, kind);
    if (idNew === '' && (idOld === '' || kind === 'date-shift')) continue;
    yield { kind, idOld, idNew };
  }
}

export function isUidOfLevel(kind: CrosswalkKind): boolean {
  return kind === 'study' || kind === 'series' || kind === 'instance';
}

export const crosswalkHeader = csvRow(['kind', 'id_old', 'id_new']);

export function crosswalkRow(kind: CrosswalkKind, { idOld, idNew }: IdPair): string {
  return csvRow([kind, idOld, idNew]);
}

/** The UIDs that were replaced in one file, value by value. */
export function replacedUids(rows: readonly DiffRow[]): readonly IdPair[] {
  return rows.flatMap((diff) => {
    if (diff.action !== 'U' || diff.effect !== 'replaced' || diff.before === null || diff.after === null) return [];
    const after = diff.after.split('\\');
    return diff.before.split('\\').map((idOld, n) => ({ idOld: idOld.trim(), idNew: after[n]?.trim() ?? '' }));
  });
}

function pairOf(identity: Identity, kind: Exclude<CrosswalkKind, 'uid'>): IdPair {
  switch (kind) {
    case 'patient':
      return { idOld: identity.patientIdOld, idNew: identity.patientIdNew };
    case 'date-shift':
      return { idOld: identity.patientIdOld, idNew: describeShift(identity.dateShiftDays) };
    case 'study':
      return { idOld: identity.studyUidOld, idNew: identity.studyUidNew };
    case 'series':
      return { idOld: identity.seriesUidOld, idNew: identity.seriesUidNew };
    case 'instance':
      return { idOld: identity.instanceUidOld, idNew: identity.instanceUidNew };
  }
}

/** In words, so that no spreadsheet takes it for a formula or an ID. */
function describeShift(days: number | null): string {
  if (days === null) return '';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'earlier' : 'later'}`;
}
