import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { Profile } from '../../profile/profile.ts';
import { parseDecisions } from '../../report/decisions/parse-decisions.ts';
import type { SavedDecisions } from '../../report/decisions/saved-decisions.ts';
import { CommandError, systemCode } from '../exit-status.ts';
import { mostDecisionBytes, tooManyDecisions } from '../settings/decisions-option.ts';
import { loadProfile } from '../settings/profile-option.ts';
import type { DiskSorting } from './disk-sorter.ts';
import { readLines } from './line-files.ts';
import { type FileLine, type IdentityLine, type OutputLine, type RecordSummary, recordFiles } from './record-lines.ts';
import type { FileChanges, SharedChanges } from './shared-changes.ts';

/** One input of a recorded run. */
export type RecordedFile = {
  readonly input: string;
  readonly outcome: FileOutcome;
  /** Null where nothing went out. */
  readonly output: OutputLine | null;
  /** Null where nothing went out. */
  readonly changes: FileChanges | null;
};

export type ReadRecords = {
  readonly summary: RecordSummary;
  readonly profile: Profile;
  readonly decisions: SavedDecisions;
  /** Reads the files of the run, one after the other. @throws CommandError where they are not whole */
  readonly files: (sorting: DiskSorting, shared: SharedChanges) => Generator<RecordedFile>;
  /** The DICOMDIR of the run, which no input has become; null where there is none, or before `files` has come to its end. */
  readonly directory: () => OutputLine | null;
};

/**
 * Opens the records folder of one run. No more than one line of each file is in memory at once, and the decisions.
 * @param position of the folder among the arguments, by which messages name it
 * @throws CommandError when anything is missing, is there twice or contradicts the rest
 */
export function readRecords(folder: string, position: number): ReadRecords {
  const refuse = (what: string): never => {
    throw new CommandError(`Records folder number ${position}: ${what}`);
  };
  const at = (name: string) => path.join(folder, name);
  if (!existsSync(at(recordFiles.summary))) refuse('it has no summary.json, so its run has not come to its end.');
  const summary = parse<RecordSummary>(recordFiles.summary, textOf(recordFiles.summary));
  if (summary.format !== 'nescio-records' || summary.formatVersion !== 1) refuse('summary.json is of another program.');
  const decisions = readDecisions();
  let directory: OutputLine | null = null;

  function reading<Result>(name: string, read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      if (systemCode(error) === '') throw error;
      return refuse(`${name} cannot be read (${systemCode(error)}).`);
    }
  }

  function textOf(name: string): string {
    return reading(name, () => readFileSync(at(name), 'utf8'));
  }

  function readDecisions(): SavedDecisions {
    const place = at(recordFiles.decisions);
    if (reading(recordFiles.decisions, () => statSync(place)).size > mostDecisionBytes) refuse(tooManyDecisions);
    const parsed = parseDecisions(textOf(recordFiles.decisions));
    if (!('problems' in parsed)) return parsed;
    const [first] = parsed.problems;
    return refuse(`decisions.json is damaged (${first?.path}: ${first?.message})`);
  }

  function* linesOf(name: string): Generator<string> {
    const lines = readLines(at(name));
    try {
      while (true) {
        const { done, value } = reading(name, () => lines.next());
        if (done === true) return;
        yield value.text;
      }
    } finally {
      lines.return(undefined);
    }
  }

  function parse<Line>(name: string, text: string): Line {
    return parsed(name, () => JSON.parse(text) as Line);
  }

  function parsed<Result>(name: string, read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return refuse(`${name} is damaged.`);
    }
  }

  function join(
    file: FileLine,
    output: OutputLine | null,
    changes: FileChanges | null,
    identity: IdentityLine | null,
  ): RecordedFile {
    const { line } = file;
    const isOut = file.outcome === 'deidentified';
    if (isOut !== (output !== null) || (output !== null && output.output !== file.output)) {
      refuse(`line ${line} of files.jsonl and outputs.jsonl contradict each other.`);
    }
    if (isOut !== (changes !== null)) refuse(`line ${line} has no entry in changes.jsonl, or one too many.`);
    const outcome = outcomeOf(file, identity) ?? refuse(`line ${line} has no identity.`);
    return { input: file.input, outcome, output, changes };
  }

  function* files(sorting: DiskSorting, shared: SharedChanges): Generator<RecordedFile> {
    const identities = createFollower(readIdentities());
    const outputs = createFollower(readOutputs(sorting));
    const changes = createFollower(readChanges(shared));
    try {
      yield* joined(identities, outputs, changes);
    } finally {
      for (const follower of [identities, outputs, changes]) follower.close();
    }
  }

  function* joined(
    identities: Follower<IdentityLine>,
    outputs: Follower<OutputLine>,
    changes: Follower<ChangedFile>,
  ): Generator<RecordedFile> {
    let [read, counted] = [0, 0];
    for (const text of linesOf(recordFiles.files)) {
      const file = parse<FileLine>(recordFiles.files, text);
      const { line } = file;
      read += 1;
      if (line !== read) refuse('files.jsonl has gaps.');
      const recorded = join(file, outputs.at(line), changes.at(line)?.changes ?? null, identities.at(line));
      if (recorded.output !== null) counted += 1;
      yield recorded;
    }
    if (read !== summary.added || counted !== summary.deidentified) refuse('its counts do not add up.');
    for (const [name, follower] of [
      [recordFiles.identities, identities],
      [recordFiles.outputs, outputs],
      [recordFiles.changes, changes],
    ] as const) {
      if (!follower.isAtEnd()) refuse(`${name} has a line of no file, or is not in the order of its lines.`);
    }
  }

  function* readIdentities(): Generator<IdentityLine> {
    for (const text of linesOf(recordFiles.identities)) yield parse<IdentityLine>(recordFiles.identities, text);
  }

  /** They were written in the order in which they were ready. */
  function* readOutputs(sorting: DiskSorting): Generator<OutputLine> {
    const sorter = sorting.create();
    for (const text of linesOf(recordFiles.outputs)) {
      const output = parse<OutputLine>(recordFiles.outputs, text);
      if (output.line === 0) directory = output;
      else sorter.add(sortableNumber(output.line), text);
    }
    for (const { text } of sorter.sorted()) yield JSON.parse(text) as OutputLine;
  }

  function* readChanges(shared: SharedChanges): Generator<ChangedFile> {
    for (const text of linesOf(recordFiles.changes)) {
      const [head = '', line] = lineNumber.exec(text) ?? [];
      const changes = parsed(recordFiles.changes, () => shared.note(text.slice(head.length)));
      yield { line: Number(line), changes };
    }
  }

  textOf(recordFiles.profile);
  const profile = loadProfile(at(recordFiles.profile));
  return { summary, profile, decisions, files, directory: () => directory };
}

type ChangedFile = { readonly line: number; readonly changes: FileChanges };
const lineNumber = /^\{"line":(\d{1,15}),/;

/** Numbers in the order of their texts. */
export function sortableNumber(value: number): string {
  return String(value).padStart(15, '0');
}

/** Goes along lines that ascend. */
type Follower<Line> = {
  /** Null where there is none. */
  readonly at: (line: number) => Line | null;
  /** False where a line was passed over. */
  readonly isAtEnd: () => boolean;
  /** Ends what the lines are read from. */
  readonly close: () => void;
};

function createFollower<Line extends { readonly line: number }>(lines: Generator<Line>): Follower<Line> {
  let next: Line | null | undefined;
  const head = (): Line | null => {
    if (next === undefined) {
      const { done, value } = lines.next();
      next = done === true ? null : value;
    }
    return next;
  };
  return {
    at: (line) => {
      const found = head();
      if (found?.line !== line) return null;
      next = undefined;
      return found;
    },
    isAtEnd: () => head() === null,
    close: () => void lines.return(undefined),
  };
}

/** @returns null when an identity is wanted and missing */
function outcomeOf(file: FileLine, identityLine: IdentityLine | null): FileOutcome | null {
  const { code, reason, detail } = file;
  if (detail.kind === 'none') return { kind: file.outcome, code, reason } as FileOutcome;
  if (identityLine === null) return null;
  const { line: _, ...identity } = identityLine;
  if (detail.kind === 'deidentified') return { ...detail, outputPath: file.output, identity };
  return { ...detail, identity };
}
