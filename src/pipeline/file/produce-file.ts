import type { OutputPart } from '../../dicom/edit.ts';
import { crc32 } from '../archive/crc32.ts';
import type { Job, ProducedFile, ProduceResult } from '../contracts/deidentify.protocol.ts';
import type { Engine } from '../contracts/engine.ts';
import { discardParts } from '../output/collect-made.ts';
import { hashParts } from '../output/hash-parts.ts';
import { joinShortRanges, joinSmallParts, sizeOfParts } from '../output/output-parts.ts';
import type { OpenInput } from '../reading/open-input.ts';
import { type FirstBytes, smallFileBytes, wholeFileBytes } from '../reading/read-header.ts';
import { finishParts } from './finish-parts.ts';
import { mayBeMade } from './may-be-made.ts';
import { outcomeOf, planFile } from './plan-file.ts';

/**
 * Makes the output of one file for a destination: all its bytes with their CRC where the input was in memory, else the
 * new head and tail around ranges of the input. Refused when the file is not exportable any more.
 */
export async function produceFile(job: Job, engine: Engine, ahead: FirstBytes = null): Promise<ProduceResult> {
  const { id } = job.input;
  const plan = await planFile(job, engine, savedWholeBytes(job), ahead, 'save');
  if (plan.kind !== 'planned') return { kind: 'refused', id, outcome: plan };
  if (!mayBeMade(plan, job)) return { kind: 'refused', id, outcome: outcomeOf(plan) };
  const finished = await finishParts(plan, engine);
  if (finished.kind !== 'parts') return { kind: 'refused', id, outcome: finished };
  const { parts } = finished;
  if (job.leavesRanges !== true || plan.input.sizeBytes > wholeFileBytes) {
    return hashed(job, producedFrom(id, plan.input, parts));
  }
  const joined = await joinShortRanges(parts, plan.input);
  if ('kind' in joined) {
    await discardParts(parts, engine.staging);
    return { kind: 'refused', id, outcome: joined };
  }
  return hashed(job, producedFrom(id, plan.input, joined));
}

async function hashed({ input, hashesOutput }: Job, file: ProducedFile): Promise<ProducedFile> {
  const sha256 = hashesOutput === true ? await hashParts(file.parts, input.content.blob) : null;
  return sha256 === null ? file : { ...file, sha256 };
}

/** Up to which size a file is read at once in order to be saved. */
export function savedWholeBytes({ leavesRanges }: Job): number {
  return leavesRanges === true ? smallFileBytes : wholeFileBytes;
}

/** A finished output in parts that can be sent away. */
export function producedFrom(id: number, input: OpenInput, finished: readonly OutputPart[]): ProducedFile {
  const parts = ownParts(input, finished);
  return { kind: 'produced', id, parts, sizeBytes: sizeOfParts(parts), crc32: crcOf(parts) };
}

/** @returns null when some bytes are still in the file. */
function crcOf(parts: readonly OutputPart[]): number | null {
  let crc = 0;
  for (const part of parts) {
    if (part.kind !== 'bytes') return null;
    crc = crc32(part.bytes, crc);
  }
  return crc;
}

/** Parts in buffers of their own, which can be transferred without taking other bytes along. */
function ownParts(input: OpenInput, parts: readonly OutputPart[]): readonly OutputPart[] {
  const hasRanges = parts.some(({ kind }) => kind !== 'bytes');
  if (input.bytes !== null || !hasRanges) return joinSmallParts(parts, input.bytes ?? new Uint8Array(0));
  return parts.map((part) => (part.kind === 'bytes' ? { kind: 'bytes', bytes: part.bytes.slice() } : part));
}
