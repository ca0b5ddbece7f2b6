import type { DiffRow } from '../pipeline/deidentify.protocol.ts';
import type { Identity } from '../pipeline/file-outcome.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import { csvRow } from './csv.ts';
import { outcomeOf } from './outcome-of.ts';

/** An original and what stands for it now. */
export type IdPair = { readonly idOld: string; readonly idNew: string };

/** Rows of `crosswalk.csv`. There is no `date-shift` row as long as dates are removed and not shifted. */
type CrosswalkKind = 'patient' | 'study' | 'series' | 'instance' | 'uid';

/**
 * `crosswalk.csv`: which new identifier stands for which original, for the de-identified files. Each row is there once,
 * grouped by kind, in order of first appearance. A UID listed as study, series or instance is not repeated as `uid`.
 * @param otherUids every other replaced UID, repeats welcome.
 */
export function crosswalkCsv(files: readonly BatchFile[], otherUids: Iterable<IdPair>): string {
  const rows = new Set<string>();
  const uidsListed = new Set<string>();
  for (const kind of ['patient', 'study', 'series', 'instance'] as const) {
    for (const file of files) {
      const outcome = outcomeOf(file);
      if (outcome.kind !== 'deidentified') continue;
      const { idOld, idNew } = pairOf(outcome.identity, kind);
      if (idOld === '' && idNew === '') continue;
      rows.add(row(kind, { idOld, idNew }));
      if (kind !== 'patient') uidsListed.add(idOld);
    }
  }
  for (const pair of otherUids) if (!uidsListed.has(pair.idOld)) rows.add(row('uid', pair));
  return csvRow(['kind', 'id_old', 'id_new']) + [...rows].join('');
}

/** The UIDs that were replaced in one file, value by value. */
export function replacedUids(rows: readonly DiffRow[]): readonly IdPair[] {
  return rows.flatMap((diff) => {
    if (diff.action !== 'U' || diff.effect !== 'replaced' || diff.before === null || diff.after === null) return [];
    const after = diff.after.split('\\');
    return diff.before.split('\\').map((idOld, n) => ({ idOld: idOld.trim(), idNew: after[n]?.trim() ?? '' }));
  });
}

function row(kind: CrosswalkKind, { idOld, idNew }: IdPair): string {
  return csvRow([kind, idOld, idNew]);
}

function pairOf(identity: Identity, kind: Exclude<CrosswalkKind, 'uid'>): IdPair {
  switch (kind) {
    case 'patient':
      return { idOld: identity.patientIdOld, idNew: identity.patientIdNew };
    case 'study':
      return { idOld: identity.studyUidOld, idNew: identity.studyUidNew };
    case 'series':
      return { idOld: identity.seriesUidOld, idNew: identity.seriesUidNew };
    case 'instance':
      return { idOld: identity.instanceUidOld, idNew: identity.instanceUidNew };
  }
}
