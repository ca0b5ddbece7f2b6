import { VERSION } from '../app/ui/version.ts';
import type { Identity } from '../deidentify/identify.ts';
import { crc32OfBlob } from '../pipeline/archive/crc32.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { DiffRow } from '../pipeline/contracts/deidentify.protocol.ts';
import type { WrittenOutput } from '../pipeline/contracts/destination.ts';
import { cancelled, type FileOutcome } from '../pipeline/contracts/file-outcome.ts';
import type { RemainingRow } from '../pipeline/survey/remaining-values.ts';
import type { Profile } from '../profile/profile.ts';
import { decidedAgain } from '../report/decisions/decided-by-file.ts';
import { decisionsJson } from '../report/decisions/decisions-json.ts';
import { inspectFiles } from '../report/inspect-files.ts';
import type { DecidedBatch } from './batches.ts';
import { handOut } from './hand-out.ts';
import type { Outcome } from './outcome.ts';

/** Which new identifiers stand for which originals in a file, and how far its dates moved. Identifies patients. */
export type FileIdentities = Identity & { readonly inputPath: string; readonly kind: 'deidentified' | 'held' };

/** What happened to one element. `before` is the original; null where there was or is no value. */
export type ElementChange = Pick<DiffRow, 'path' | 'name' | 'vr' | 'before' | 'after' | 'action' | 'effect' | 'reason'>;

/** All elements of an output that are not as they were. `isReadable` false: the input is not what it was, and there are none. */
export type FileChanges = {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly isReadable: boolean;
  readonly changes: readonly ElementChange[];
};

/** A value that stands in outputs, and in how many. `value` is null for those beyond the first 1,000 of an attribute. */
export type RemainingValue = Pick<
  RemainingRow,
  'path' | 'name' | 'vr' | 'files' | 'action' | 'reason' | 'isToCheck'
> & {
  readonly value: string | null;
  /** What it may tell a stranger. A stable word. */
  readonly why: string;
  /** The first input that it stands in the output of. */
  readonly inputPath: string;
};

/**
 * Inputs of which each has its outcome; nothing has been put out yet. It holds what was found in each of them, so memory grows with
 * their number. Its streams can be taken in any order and again, one after the other: one that is begun keeps the workers until its end.
 */
export type DecidedInputs = {
  readonly counts: Readonly<Record<Outcome['kind'], number>>;
  /**
   * As `process` gives them, with the bytes of the outputs. Those of more than 4 MB are read once more each, for the CRC-32 in
   * `outputs.csv` of `records`: to keep them until somebody asks for it would take the memory of all.
   */
  readonly outcomes: () => AsyncGenerator<Outcome>;
  /** One for each input that is de-identified or held. */
  readonly identities: () => AsyncGenerator<FileIdentities>;
  /** One for each output, in the order of the inputs. */
  readonly changes: () => AsyncGenerator<FileChanges>;
  /**
   * *What remains* of the page, the most telling first; empty values are not in it.
   * @throws Error after the last value, where an output could not be looked at: the list is not whole
   */
  readonly remains: () => AsyncGenerator<RemainingValue>;
  /** `decisions.json`: those of the option `decisions` that are about these inputs. Without identifying values. */
  readonly decisions: () => string;
  /**
   * `records.zip` of the page: of what was decided, or, once `outcomes` was begun, of what the last stream of them put out; what was
   * not taken from it is skipped there, code `cancelled`. Identifies patients: keep it with the originals. Text up to 64 MB.
   * @throws Error beyond it
   */
  readonly records: (options?: { readonly includesOriginalValues?: boolean }) => Promise<Blob>;
};

export function decidedInputs(
  { files, found, devices, use, deliver }: DecidedBatch,
  under: { readonly profile: Profile; readonly projectKey: Uint8Array },
  signal: AbortSignal,
): DecidedInputs {
  const asPutOut = (file: BatchFile) => ({ ...file, outcome: last?.notOut.get(file.id) ?? file.outcome });
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  for (const { outcome } of files) counts[(outcome ?? cancelled).kind] += 1;
  const beside = decidedAgain({ found, devices }, under);
  let last: PutOut | null = null;
  return {
    counts,
    outcomes: async function* () {
      const own: PutOut = { notOut: new Map(), outputs: new Map() };
      last = own;
      yield* deliver(signal, {
        notOut: (id, outcome) => own.notOut.set(id, outcome),
        out: async (id, path, body, known) => {
          const crc32 = known ?? (await crc32OfBlob(body));
          own.outputs.set(id, crc32 === null ? null : { path, sizeBytes: body.size, crc32 });
        },
      });
    },
    identities: async function* () {
      for (const { path: inputPath, outcome } of files)
        if (outcome?.kind === 'deidentified' || outcome?.kind === 'held')
          yield { inputPath, kind: outcome.kind, ...outcome.identity };
    },
    changes: () =>
      handOut(signal, (ends, out) =>
        use(async (pool) => {
          for await (const { id: _, rows, ...file } of inspectFiles(files, pool, ends))
            await out.put({ ...file, changes: rows.filter(({ effect }) => effect !== 'kept').map(elementChange) });
        }),
      ),
    remains: async function* () {
      const { listRemaining } = await import('../pipeline/survey/list-remaining.ts');
      const { rows, looked, total } = await use((pool) => listRemaining(pool, files, signal));
      const paths = new Map(files.map(({ id, path }) => [id, path]));
      for (const row of rows) yield remainingValue(row, paths.get(row.fileId)!);
      if (looked < total) throw new Error(`The list is not whole: ${total - looked} outputs could not be looked at.`);
    },
    decisions: () => decisionsJson(files, beside),
    records: async ({ includesOriginalValues = false } = {}) => {
      // Rule tables and ZIP come with the first records.
      const { buildRecords } = await import('../report/build-records.ts');
      const request = { ...beside, profile: under.profile, includesOriginalValues, signal, uploads: [] };
      // Asked for in there: a stream that nobody takes any more may still count its last output.
      return use((pool) =>
        buildRecords(
          { ...request, ...outputsOf(last), files: files.map(asPutOut), review: { kind: 'not-opened' } },
          {
            pool,
            createdAt: new Date().toISOString().slice(0, 16).replace('T', ' '),
            product: `Nescio ${VERSION}`,
            streamBundle: null,
          },
        ),
      );
    },
  };
}

/** What the last stream of outcomes came to. */
type PutOut = {
  readonly notOut: Map<number, FileOutcome>;
  /** Null where an output could not be read any more. */
  readonly outputs: Map<number, WrittenOutput | null>;
};

function outputsOf(last: PutOut | null): { readonly outputs?: readonly WrittenOutput[] } {
  const all = [...(last?.outputs.values() ?? [])];
  const outputs = all.filter((output) => output !== null);
  return outputs.length > 0 && outputs.length === all.length ? { outputs } : {};
}

function elementChange({ path, name, vr, before, after, action, effect, reason }: DiffRow): ElementChange {
  return { path, name, vr, before, after, action, effect, reason };
}

function remainingValue(row: RemainingRow, inputPath: string): RemainingValue {
  const { text: value, path, name, vr, files, why, isToCheck, action, reason } = row;
  return { value, path, name, vr, files, why, isToCheck, action, reason, inputPath };
}
