import type { Patient, Series } from '../derived/study-nodes.ts';

/** A series of which something waits. */
export type WaitingSeries = { readonly series: Series; readonly date: string; readonly patient: Patient };

/** Those of one patient, each with its study and patient. */
export function* waitingSeriesOf(patient: Patient): Generator<WaitingSeries, void> {
  if (patient.counts.held === 0) return;
  for (const { date, series } of patient.studies)
    for (const one of series) if (one.counts.held > 0) yield { series: one, date, patient };
}

/** Asked while the plan is made, a few patients at a time: the others are as they were. */
const counted = new WeakMap<Patient, number>();

/** Of how many series something waits. */
export function countWaitingSeries(patients: readonly Patient[]): number {
  let count = 0;
  for (const patient of patients) count += counted.get(patient) ?? countOne(patient);
  return count;
}

function countOne(patient: Patient): number {
  let count = 0;
  for (const _ of waitingSeriesOf(patient)) count += 1;
  counted.set(patient, count);
  return count;
}
