import type { OutputPart } from '../dicom/edit.ts';
import { crc32 } from './crc32.ts';
import type { Job, ProduceResult } from './deidentify.protocol.ts';
import type { Engine } from './engine.ts';
import { joinSmallParts, sizeOfParts } from './output-parts.ts';
import { outcomeOf, type PlannedFile, planFile } from './plan-file.ts';
import { type FirstBytes, wholeFileBytes } from './read-header.ts';

/**
 * Makes the output of one file for a destination: all its bytes with their CRC where the input was in memory, else the
 * new head and tail around ranges of the input. Refused when the file is not exportable any more.
 */
export async function produceFile(job: Job, engine: Engine, ahead: FirstBytes = null): Promise<ProduceResult> {
  const { id } = job.input;
  const plan = await planFile(job, engine, wholeFileBytes, ahead);
  if (plan.kind !== 'planned') return { kind: 'refused', id, outcome: plan };
  if (plan.holds.length > 0) return { kind: 'refused', id, outcome: outcomeOf(plan) };
  const parts = ownParts(plan);
  return { kind: 'produced', id, parts, sizeBytes: sizeOfParts(parts), crc32: crcOf(parts) };
}

/** @returns null when some bytes are still in the file. */
function crcOf(parts: readonly OutputPart[]): number | null {
  let crc = 0;
  for (const part of parts) {
    if (part.kind === 'range') return null;
    crc = crc32(part.bytes, crc);
  }
  return crc;
}

/** Parts in buffers of their own, which can be transferred without taking other bytes along. */
function ownParts({ input, parts }: PlannedFile): readonly OutputPart[] {
  const hasRanges = parts.some(({ kind }) => kind === 'range');
  if (input.bytes !== null || !hasRanges) return joinSmallParts(parts, input.bytes ?? new Uint8Array(0));
  return parts.map((part) => (part.kind === 'bytes' ? { kind: 'bytes', bytes: part.bytes.slice() } : part));
}
