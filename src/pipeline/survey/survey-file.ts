import type { Job } from '../contracts/deidentify.protocol.ts';
import type { Engine } from '../contracts/engine.ts';
import type { SurveyKind } from '../contracts/survey.ts';
import { diffRows } from '../file/inspect-file.ts';
import { type PlannedFile, planFile } from '../file/plan-file.ts';
import { type FirstBytes, smallFileBytes } from '../reading/read-header.ts';
import { remainingRows } from './remaining-rows.ts';
import { cutText, type SurveyedRow } from './survey-tally.ts';

/** What a survey takes from one file. @returns null for a file that it leaves out. */
export async function surveyFile(
  kind: SurveyKind,
  job: Job,
  engine: Engine,
  ahead: FirstBytes = null,
): Promise<Iterable<SurveyedRow> | null> {
  const plan = await planFile(job, engine, smallFileBytes, ahead);
  if (plan.kind !== 'planned') return null;
  if (kind === 'changes') return changedRows(plan);
  return plan.holds.length > 0 || plan.output === null ? null : remainingRows(plan, plan.output);
}

function* changedRows({ dataset, deidentified }: PlannedFile): Generator<SurveyedRow> {
  for (const row of diffRows(dataset, deidentified.changes)) {
    const { tag, name, vr, depth, isPrivate, action, effect, reason } = row;
    yield {
      path: row.path.replaceAll(/\[\d+\]/g, '[]'),
      tag,
      name,
      vr,
      depth,
      isPrivate,
      before: cutText(row.before),
      after: cutText(row.after),
      action,
      effect,
      reason,
      risk: null,
    };
  }
}
