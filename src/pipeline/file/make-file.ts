import type { Job, MadeFile } from '../contracts/deidentify.protocol.ts';
import type { Engine } from '../contracts/engine.ts';
import { discardParts } from '../output/collect-made.ts';
import { fingerprintOutput } from '../output/fingerprint-output.ts';
import { readParts, sizeOfParts } from '../output/output-parts.ts';
import { type FirstBytes, wholeFileBytes } from '../reading/read-header.ts';
import { finishParts } from './finish-parts.ts';
import { lookAtOther } from './look-at-other.ts';
import { outcomeOf, planFile } from './plan-file.ts';
import { producedFrom } from './produce-file.ts';

/**
 * First look, outcome and output of one file in one reading, for streams, whose files nobody looks at in between. The output has the
 * same bytes as that of the three passes.
 */
export async function makeFile(job: Job, engine: Engine, ahead: FirstBytes = null): Promise<MadeFile> {
  const { id } = job.input;
  const plan = await planFile(job, engine, wholeFileBytes, ahead, 'save');
  if (plan.kind !== 'planned') return { kind: 'settled', look: await lookAtOther(job.input, plan, engine) };
  const outcome = outcomeOf(plan);
  if (outcome.kind !== 'deidentified') return { kind: 'settled', look: outcome };
  const finished = await finishParts(plan, engine);
  if (finished.kind !== 'parts') return { kind: 'settled', look: finished };
  const { parts } = finished;
  const read = readParts(parts, plan.input);
  const fingerprint = await fingerprintOutput({ sizeBytes: sizeOfParts(parts), read }, engine.projectKey);
  if (typeof fingerprint !== 'string') {
    await discardParts(parts, engine.staging);
    return { kind: 'settled', look: fingerprint };
  }
  const { fragments: _, ...small } = outcome;
  return { kind: 'made', outcome: small, file: producedFrom(id, plan.input, parts), fingerprint };
}
