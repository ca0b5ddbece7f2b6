import { createBatchWords } from '../../deidentify/remaining/batch-words.ts';
import { createBreather } from '../concurrency/next-task.ts';
import type { FileSummary } from '../contracts/file-outcome.ts';
import type { Survey, SurveyedAttribute } from '../contracts/survey.ts';
import { createRemainingOrder, type RemainingRow, remainingRowsOf } from './remaining-values.ts';
import { createSurveyTally } from './survey-tally.ts';

/** What remains in a batch, while it is being looked at. Nothing here holds up the page for long. */
export type RemainingList = {
  readonly add: (survey: Survey) => void;
  readonly counts: () => { readonly files: number; readonly unread: number };
  /** All lines so far, in the order in which they should be read. */
  readonly rows: () => Promise<readonly RemainingRow[]>;
};

/** @param patients every patient that the page knows of, repeated or not */
export async function createRemainingList(patients: Iterable<FileSummary>): Promise<RemainingList> {
  const breathe = createBreather();
  const words = createBatchWords();
  for (const patient of patients) {
    words.add(patient);
    await breathe();
  }
  const tally = createSurveyTally();
  const rowsByAttribute = new WeakMap<SurveyedAttribute, readonly RemainingRow[]>();
  return {
    add: tally.addSurvey,
    counts: tally.counts,
    rows: async () => {
      const order = createRemainingOrder();
      for (const attribute of tally.attributes()) {
        const known = rowsByAttribute.get(attribute);
        const rows = known ?? remainingRowsOf(attribute, words);
        if (!known) rowsByAttribute.set(attribute, rows);
        order.add(rows);
        await breathe();
      }
      const all: RemainingRow[] = [];
      for (const part of order.parts()) {
        for (const row of part) all.push(row);
        await breathe();
      }
      return all;
    },
  };
}
