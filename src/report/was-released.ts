import type { Release } from '../deidentify/context.ts';

/** False where a person has read the texts of a report and left every hold in force: nothing was released then. */
export function wasReleased({ covers, pixels }: Release): boolean {
  return covers !== 'texts' || pixels.kind === 'nothing-identifying';
}
