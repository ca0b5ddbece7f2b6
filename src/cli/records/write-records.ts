import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { VERSION } from '../../app/ui/version.ts';
import { keyCheck } from '../../deidentify/key-mark.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import { cancelled, type FileOutcome, type HeldOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { Profile } from '../../profile/profile.ts';
import { decidedAgain } from '../../report/decisions/decided-by-file.ts';
import { decisionsPieces } from '../../report/decisions/decisions-json.ts';
import type { FoundDecisions } from '../../report/decisions/find-decisions.ts';
import type { SavedDevice } from '../../report/decisions/saved-decisions.ts';
import { inspectFiles } from '../../report/inspect-files.ts';
import { hashProfile, profileJson } from '../../report/profile-json.ts';
import { CommandError } from '../exit-status.ts';
import { codeOf, countOutcomes, outcomesOf } from '../file-lines.ts';
import { type Shard, shardName } from '../input/shard.ts';
import { describeFailure } from '../output/describe-failure.ts';
import type { WrittenFile } from '../output/written-file.ts';
import {
  type ChangedRow,
  type ChangesLine,
  type FileDetail,
  type FileLine,
  type IdentityLine,
  type OutputLine,
  type RecordSummary,
  recordFiles,
} from './record-lines.ts';
import { clearRecords } from './run-folder.ts';

export type RecordedRun = {
  /** In the order of their ids, each with its last outcome. */
  readonly files: readonly BatchFile[];
  readonly written: Iterable<WrittenFile>;
  readonly profile: Profile;
  readonly projectKey: Uint8Array;
  readonly shard: Shard | null;
  /** The saved decisions that are about these files. */
  readonly found: readonly FoundDecisions[];
  /** Boxes by device that were drawn in none of them. */
  readonly devices: readonly SavedDevice[];
};

/**
 * Writes the records of a run into a folder that is claimed for it. Each file that went out is looked at once more for its changes.
 * @throws CommandError when the folder cannot be written; the signal's reason when it aborts
 */
export async function writeRecords(
  folder: string,
  run: RecordedRun,
  pool: Pick<Pool, 'inspect'>,
  signal: AbortSignal,
): Promise<void> {
  const { files, written, profile, projectKey, shard } = run;
  try {
    clearRecords(folder);
    await writeLines(folder, recordFiles.files, mapped(files, fileLine));
    await writeLines(folder, recordFiles.identities, identityLines(files));
    await writeLines(folder, recordFiles.outputs, mapped(written, outputLine));
    await writeLines(folder, recordFiles.changes, changesLines(files, pool, signal));
    const counts = countOutcomes(outcomesOf(files));
    const summary: RecordSummary = {
      format: 'nescio-records',
      formatVersion: 1,
      program: VERSION,
      keyCheck: keyCheck(projectKey),
      profileSha256: hashProfile(profile),
      shard: shardName(shard),
      added: files.length,
      ...counts,
    };
    writePrivate(folder, recordFiles.profile, profileJson(profile));
    writePrivate(folder, recordFiles.decisions, decisionsOf(run));
    // Last, so that a folder with a summary is whole.
    writePrivate(folder, recordFiles.summary, `${JSON.stringify(summary, null, 2)}\n`);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CommandError(`The records could not be written. ${describeFailure(error).message}`);
  }
}

/** What was decided about these files, as the page has it in its records. */
function decisionsOf({ files, profile, projectKey, ...decided }: RecordedRun): Iterable<string> {
  return decisionsPieces(files, decidedAgain(decided, { profile, projectKey }));
}

/** One by one, as `map` would make a list of all. */
function* mapped<Item>(items: Iterable<Item>, lineOf: (item: Item) => object): Generator<object> {
  for (const item of items) yield lineOf(item);
}

function fileLine({ id, path: input, outcome: last }: BatchFile): FileLine {
  const outcome = last ?? cancelled;
  const output = outcome.kind === 'deidentified' ? outcome.outputPath : '';
  return { line: id + 1, input, outcome: outcome.kind, ...codeOf(outcome), output, detail: detailOf(outcome) };
}

function detailOf(outcome: FileOutcome): FileDetail {
  switch (outcome.kind) {
    case 'deidentified':
      return { kind: 'deidentified', counts: outcome.counts, findings: outcome.findings };
    case 'held': {
      const { counts, findings, holds, outputPath } = outcome;
      return { kind: 'held', counts, findings, holds: holds.map(withoutHeldValue), outputPath };
    }
    case 'skipped':
    case 'failed':
      return { kind: 'none' };
  }
}

/** Where a value stands is for a screen alone. */
function withoutHeldValue({ held: _, ...hold }: HeldOutcome['holds'][number]): HeldOutcome['holds'][number] {
  return hold;
}

function* identityLines(files: RecordedRun['files']): Generator<IdentityLine> {
  for (const { id, outcome } of files)
    if (outcome !== null && 'identity' in outcome) yield { line: id + 1, ...outcome.identity };
}

function outputLine({ id, path: output, sizeBytes, crc32, sha256, fingerprint }: WrittenFile): OutputLine {
  return { line: id + 1, output, bytes: sizeBytes, crc32, sha256, ...(fingerprint !== undefined && { fingerprint }) };
}

async function* changesLines(
  files: RecordedRun['files'],
  pool: Pick<Pool, 'inspect'>,
  signal: AbortSignal,
): AsyncGenerator<ChangesLine> {
  for await (const { id, isReadable, rows } of inspectFiles(files, pool, signal)) {
    const changed = rows.filter(({ effect }) => effect !== 'kept').map(changedRow);
    yield { line: id + 1, rows: isReadable ? changed : null };
  }
}

function changedRow({ path: place, vr, action, effect, reason, before, after }: DiffRow): ChangedRow {
  const isReplacedUid = action === 'U' && effect === 'replaced' && before !== null && after !== null;
  return { path: place, vr, action, effect, reason, ...(isReplacedUid && { uids: [before, after] }) };
}

const privateMode = 0o600;

async function writeLines(
  folder: string,
  name: string,
  lines: Iterable<object> | AsyncIterable<object>,
): Promise<void> {
  const file = openSync(path.join(folder, name), 'wx', privateMode);
  try {
    for await (const line of lines) {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    }
  } finally {
    closeSync(file);
  }
}

function writePrivate(folder: string, name: string, text: string | Iterable<string>): void {
  const file = openSync(path.join(folder, name), 'wx', privateMode);
  try {
    for (const piece of typeof text === 'string' ? [text] : text) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}
