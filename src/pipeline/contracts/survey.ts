import type { ValueRisk } from '../../deidentify/remaining/value-risk.ts';
import type { ShownAction } from '../../profile/action-code.ts';
import type { DiffRow } from './deidentify.protocol.ts';

/**
 * What a survey gathers. `remaining`: values that stand in the outputs of files that are not held, read from the output
 * itself, `before` left out; sequences and pixels are no values. `changes`: what happens to each value of each file, held
 * ones included.
 */
export type SurveyKind = 'remaining' | 'changes';

/** One distinct value of an attribute and what becomes of it. Texts are cut at 1,024 characters, the last an ellipsis. */
export type SurveyedValue = {
  readonly before: string | null;
  readonly after: string | null;
  readonly action: ShownAction;
  readonly effect: DiffRow['effect'];
  readonly reason: string;
  /** What it may tell a stranger; null in a survey of changes. */
  readonly risk: ValueRisk | null;
  /** Number of files that hold it here. */
  readonly files: number;
  /** The first of these files, to look at. */
  readonly fileId: number;
};

/** The same attribute over many files: one path, VR and name, which tells private creators apart. */
export type SurveyedAttribute = {
  /** Attribute path without item numbers: `(0040,A730)[].(0040,A160)`. */
  readonly path: string;
  readonly tag: string;
  readonly name: string;
  readonly vr: string;
  readonly depth: number;
  readonly isPrivate: boolean;
  /** At most 1,000 distinct ones, the most telling kept first (`survey-tally.ts`); the most frequent first. */
  readonly values: readonly SurveyedValue[];
  /** How often a value beyond these was met, each file counted once. */
  readonly uncounted: number;
};

/** Some files seen as one. Surveys of parts of a batch merge into that of the whole. */
export type Survey = {
  readonly attributes: readonly SurveyedAttribute[];
  readonly files: number;
  /** Files that could not be looked at: left out, unreadable, changed; held ones too where outputs are asked for. */
  readonly unread: number;
};
