import type { Patient } from '../batch/derived/study-nodes.ts';
import { orderPatients, type TreeOrder } from './tree-order.ts';

/** Patients in the order to show, and which of them open by themselves because they wait for a person. */
export type Shown = { readonly patients: readonly Patient[]; readonly waiting: ReadonlySet<string> };

/**
 * Keeps rows where they are while files are left out or put back: what was just decided on must not jump away from under
 * the pointer. The order is made anew when rows come or go, or when `basis` changes: how to sort, and under which rules.
 */
export function createSteadyOrder(): (patients: readonly Patient[], order: TreeOrder, basis: object) => Shown {
  let last: Last | null = null;
  return (patients, order, basis) => {
    if (last !== null && last.order === order && last.basis === basis && hasSameRows(patients, last.ranks)) {
      return { patients: byRank(patients, last), waiting: last.shown.waiting };
    }
    const ordered = orderPatients(patients, order);
    const waiting = new Set(ordered.filter(({ counts }) => counts.held + counts.failed > 0).map(({ key }) => key));
    last = { order, basis, ranks: ranksOf(ordered), shown: { patients: ordered, waiting }, inOrder: new WeakMap() };
    return last.shown;
  };
}

type Last = {
  readonly order: TreeOrder;
  readonly basis: object;
  readonly ranks: Ranks;
  readonly shown: Shown;
  /** An unchanged patient stays the same object. */
  readonly inOrder: WeakMap<Patient, Patient>;
};

/** Place of each patient, study and series among all rows. */
type Ranks = ReadonlyMap<string, number>;

function ranksOf(patients: readonly Patient[]): Ranks {
  return new Map(keysOf(patients).map((key, rank) => [key, rank]));
}

function keysOf(patients: readonly Patient[]): readonly string[] {
  return patients.flatMap((patient) => [
    patient.key,
    ...patient.studies.flatMap((study) => [study.key, ...study.series.map(({ key }) => key)]),
  ]);
}

function hasSameRows(patients: readonly Patient[], ranks: Ranks): boolean {
  const keys = keysOf(patients);
  return keys.length === ranks.size && keys.every((key) => ranks.has(key));
}

function byRank(patients: readonly Patient[], { ranks, inOrder }: Last): readonly Patient[] {
  const sort = <Item extends { readonly key: string }>(items: readonly Item[]): readonly Item[] =>
    [...items].sort((one, other) => (ranks.get(one.key) ?? 0) - (ranks.get(other.key) ?? 0));
  return sort(patients).map((patient) => {
    const known = inOrder.get(patient);
    if (known !== undefined) {
      return known;
    }
    const studies = sort(patient.studies).map((study) => ({ ...study, series: sort(study.series) }));
    const ordered = { ...patient, studies };
    inOrder.set(patient, ordered);
    return ordered;
  });
}
