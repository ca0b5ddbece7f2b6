import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { Profile } from '../../profile/profile.ts';
import { parseDecisions } from '../../report/decisions/parse-decisions.ts';
import type { SavedDecisions } from '../../report/decisions/saved-decisions.ts';
import { CommandError } from '../exit-status.ts';
import { loadProfile } from '../settings/profile-option.ts';
import {
  type ChangesLine,
  type FileLine,
  type IdentityLine,
  type OutputLine,
  type RecordSummary,
  recordFiles,
} from './record-lines.ts';

/** One input of a recorded run. */
export type RecordedFile = {
  readonly input: string;
  readonly outcome: FileOutcome;
  /** Null where nothing went out. */
  readonly output: OutputLine | null;
  /** Reads what was changed in it; nothing of it is kept in memory. */
  readonly changes: () => ChangesLine['rows'];
};

export type ReadRecords = {
  readonly summary: RecordSummary;
  readonly profile: Profile;
  readonly decisions: SavedDecisions;
  readonly files: readonly RecordedFile[];
  /** The DICOMDIR of the run, which no input has become; null where there is none. */
  readonly directory: OutputLine | null;
  readonly close: () => void;
};

/**
 * Reads the records folder of one run.
 * @param position of the folder among the arguments, by which messages name it
 * @throws CommandError when anything is missing, is there twice or contradicts the rest
 */
export function readRecords(folder: string, position: number): ReadRecords {
  const refuse = (what: string): never => {
    throw new CommandError(`Records folder number ${position}: ${what}`);
  };
  const at = (name: string) => path.join(folder, name);
  if (!existsSync(at(recordFiles.summary))) refuse('it has no summary.json, so its run has not come to its end.');
  const lines = <Line>(name: string): readonly Line[] => {
    const text = readFileSync(at(name), 'utf8');
    try {
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line);
    } catch {
      return refuse(`${name} is damaged.`);
    }
  };
  const [summary] = [JSON.parse(readFileSync(at(recordFiles.summary), 'utf8')) as RecordSummary];
  if (summary.format !== 'nescio-records' || summary.formatVersion !== 1) refuse('summary.json is of another program.');
  const files = lines<FileLine>(recordFiles.files);
  const identities = byLine(lines<IdentityLine>(recordFiles.identities));
  const outputs = byLine(lines<OutputLine>(recordFiles.outputs));
  const changes = indexLines(at(recordFiles.changes));
  if (files.some(({ line }, n) => line !== n + 1)) refuse('files.jsonl has gaps.');
  const read = files.map((file): RecordedFile => {
    const output = outputs.get(file.line) ?? null;
    const isOut = file.outcome === 'deidentified';
    if (isOut !== (output !== null) || (output !== null && output.output !== file.output)) {
      refuse(`line ${file.line} of files.jsonl and outputs.jsonl contradict each other.`);
    }
    if (isOut !== changes.has(file.line)) refuse(`line ${file.line} has no entry in changes.jsonl, or one too many.`);
    const outcome = outcomeOf(file, identities.get(file.line)) ?? refuse(`line ${file.line} has no identity.`);
    return { input: file.input, outcome, output, changes: () => changes.read(file.line) };
  });
  const counted = read.filter(({ outcome }) => outcome.kind === 'deidentified').length;
  if (read.length !== summary.added || counted !== summary.deidentified) refuse('its counts do not add up.');
  const decisions = parseDecisions(readFileSync(at(recordFiles.decisions), 'utf8'));
  if ('problems' in decisions) return refuse('decisions.json is damaged.');
  return {
    summary,
    profile: loadProfile(at(recordFiles.profile)),
    decisions,
    files: read,
    directory: outputs.get(0) ?? null,
    close: changes.close,
  };
}

function byLine<Line extends { readonly line: number }>(lines: readonly Line[]): ReadonlyMap<number, Line> {
  return new Map(lines.map((line) => [line.line, line]));
}

/** @returns null when an identity is wanted and missing */
function outcomeOf(file: FileLine, identityLine: IdentityLine | undefined): FileOutcome | null {
  const { code, reason, detail } = file;
  if (detail.kind === 'none') return { kind: file.outcome, code, reason } as FileOutcome;
  if (identityLine === undefined) return null;
  const { line: _, ...identity } = identityLine;
  if (detail.kind === 'deidentified') return { ...detail, outputPath: file.output, identity };
  return { ...detail, identity };
}

/** Where each line of a long file lies. */
function indexLines(place: string) {
  const file = openSync(place, 'r');
  const stretches = new Map<number, { readonly offset: number; readonly length: number }>();
  const window = Buffer.alloc(1024 * 1024);
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (let count = readSync(file, window, 0, window.length, 0); count > 0; ) {
    rest = Buffer.concat([rest, window.subarray(0, count)]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const { line } = JSON.parse(rest.subarray(0, end).toString()) as ChangesLine;
      stretches.set(line, { offset, length: end });
      offset += end + 1;
      rest = rest.subarray(end + 1);
    }
    count = readSync(file, window, 0, window.length, offset + rest.length);
  }
  return {
    has: (line: number): boolean => stretches.has(line),
    read: (line: number): ChangesLine['rows'] => {
      const { offset: from, length } = stretches.get(line)!;
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, from);
      return (JSON.parse(bytes.toString()) as ChangesLine).rows;
    },
    close: () => closeSync(file),
  };
}
