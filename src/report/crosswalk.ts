import type { Identity } from '../deidentify/identify.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { DiffRow } from '../pipeline/contracts/deidentify.protocol.ts';
import { csvRow } from './csv.ts';
import { outcomeOf } from './outcome-of.ts';

/** An original and what stands for it now. */
export type IdPair = { readonly idOld: string; readonly idNew: string };

/** Rows of `crosswalk.csv`. A `date-shift` row has the patient's old ID and how far the dates moved. */
type CrosswalkKind = 'patient' | 'date-shift' | 'study' | 'series' | 'instance' | 'uid';

const identityKinds = ['patient', 'date-shift', 'study', 'series', 'instance'] as const;

/**
 * `crosswalk.csv`: which new identifier stands for which original, for the de-identified files. Each row is there once,
 * grouped by kind, in order of first appearance. A UID listed as study, series or instance is not repeated as `uid`.
 * @param otherUids every other replaced UID, repeats welcome.
 */
export function crosswalkCsv(files: readonly BatchFile[], otherUids: Iterable<IdPair>): string {
  const rows = new Set<string>();
  const uidsListed = new Set<string>();
  for (const kind of identityKinds) {
    for (const file of files) {
      const outcome = outcomeOf(file);
      if (outcome.kind !== 'deidentified') continue;
      const { idOld, idNew } = pairOf(outcome.identity, kind);
      if (idNew === '' && (idOld === '' || kind === 'date-shift')) continue;
      rows.add(row(kind, { idOld, idNew }));
      if (kind !== 'patient' && kind !== 'date-shift') uidsListed.add(idOld);
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
