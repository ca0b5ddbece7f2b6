import type { FingerprintDepth, FingerprintResult, Job } from '../contracts/deidentify.protocol.ts';
import type { Engine } from '../contracts/engine.ts';
import { discardParts } from '../output/collect-made.ts';
import { fingerprintOutput, hashOutput } from '../output/fingerprint-output.ts';
import { readParts, sizeOfParts } from '../output/output-parts.ts';
import { type FirstBytes, smallFileBytes } from '../reading/read-header.ts';
import { finishParts } from './finish-parts.ts';
import { mayBeMade } from './may-be-made.ts';
import { outcomeOf, planFile } from './plan-file.ts';

/** Makes the output of one file once more, to tell it from another that wants its name. Nothing is written. */
export async function fingerprintFile(
  depth: FingerprintDepth,
  job: Job,
  engine: Engine,
  ahead: FirstBytes = null,
): Promise<FingerprintResult> {
  // As it is saved: what is cut out of compressed frames is known when all of them were looked through.
  const plan = await planFile(job, engine, smallFileBytes, ahead, 'save');
  if (plan.kind !== 'planned') return { kind: 'refused', outcome: plan };
  if (!mayBeMade(plan, job)) return { kind: 'refused', outcome: outcomeOf(plan) };
  const finished = await finishParts(plan, engine);
  if (finished.kind !== 'parts') return { kind: 'refused', outcome: finished };
  const { parts } = finished;
  const output = { sizeBytes: sizeOfParts(parts), read: readParts(parts, plan.input) };
  const text = await (depth === 'whole' ? hashOutput(output) : fingerprintOutput(output, engine.projectKey));
  await discardParts(parts, engine.staging);
  return typeof text === 'string' ? { kind: 'fingerprint', text } : { kind: 'refused', outcome: text };
}
