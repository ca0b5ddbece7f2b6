import type { Patient } from '../derived/study-nodes.ts';

/** The series of which something waits, each with its study and patient. */
export function* waitingSeries(patients: readonly Patient[]) {
  for (const patient of patients) {
    if (patient.counts.held === 0) continue;
    for (const { date, series } of patient.studies) {
      for (const one of series) if (one.counts.held > 0) yield { series: one, date, patient };
    }
  }
}

/** Of how many series something waits. */
export function countWaitingSeries(patients: readonly Patient[]): number {
  return [...waitingSeries(patients)].length;
}
