import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { DeidentifiedOutcome, FileOutcome, HeldOutcome } from '../../pipeline/contracts/file-outcome.ts';

/** What the records folder of a run holds, one object a line. All of it identifies patients. */
export const recordFiles = {
  files: 'files.jsonl',
  identities: 'identities.jsonl',
  changes: 'changes.jsonl',
  outputs: 'outputs.jsonl',
  decisions: 'decisions.json',
  profile: 'profile.json',
  summary: 'summary.json',
} as const;

type Processed = DeidentifiedOutcome | HeldOutcome;

/** A line of `files.jsonl`: every input once, the n-th listed in line n. */
export type FileLine = {
  readonly line: number;
  readonly input: string;
  readonly outcome: FileOutcome['kind'];
  readonly code: string;
  readonly reason: string;
  /** '' for a file that did not go out. */
  readonly output: string;
  readonly detail: FileDetail;
};

/** What the report counts, beside what every line has. */
export type FileDetail =
  | { readonly kind: 'deidentified'; readonly counts: Processed['counts']; readonly findings: Processed['findings'] }
  | {
      readonly kind: 'held';
      readonly counts: Processed['counts'];
      readonly findings: Processed['findings'];
      readonly holds: HeldOutcome['holds'];
      readonly outputPath: string;
    }
  | { readonly kind: 'none' };

/** A line of `identities.jsonl`: of a file that was de-identified or is held, who it was and who it is. */
export type IdentityLine = { readonly line: number } & Processed['identity'];

/** A line of `changes.jsonl`: what was changed in a file that went out. `rows` is null when it could not be read again. */
export type ChangesLine = { readonly line: number; readonly rows: readonly ChangedRow[] | null };

/** `uids`: old and new, where a UID was replaced, for the crosswalk. Other values are in no record. */
export type ChangedRow = Pick<DiffRow, 'path' | 'vr' | 'action' | 'effect' | 'reason'> & {
  readonly uids?: readonly [before: string, after: string];
};

/** A line of `outputs.jsonl`. */
export type OutputLine = {
  readonly line: number;
  readonly output: string;
  readonly bytes: number;
  readonly crc32: number;
  readonly sha256: string;
  /** Of runs that share a folder: what tells outputs of one path apart. */
  readonly fingerprint?: string;
};

/** `summary.json`. The four counts add up to `added`. */
export type RecordSummary = {
  readonly format: 'nescio-records';
  readonly formatVersion: 1;
  readonly program: string;
  /** Keyed hash that tells whether two runs had the same key. */
  readonly keyCheck: string;
  readonly profileSha256: string;
  /** `i/n`; '' for a run of all files. */
  readonly shard: string;
  readonly added: number;
  readonly deidentified: number;
  readonly held: number;
  readonly skipped: number;
  readonly failed: number;
};
