import type { Job } from '../contracts/deidentify.protocol.ts';
import type { Engine } from '../contracts/engine.ts';
import type { FileOutcome } from '../contracts/file-outcome.ts';
import { type FirstBytes, smallFileBytes } from '../reading/read-header.ts';
import { outcomeOf, planFile } from './plan-file.ts';

/** What becomes of one file. Reads headers only where it can; the output itself is dropped. */
export async function deidentifyFile(job: Job, engine: Engine, ahead: FirstBytes = null): Promise<FileOutcome> {
  const plan = await planFile(job, engine, smallFileBytes, ahead);
  return plan.kind === 'planned' ? outcomeOf(plan) : plan;
}
