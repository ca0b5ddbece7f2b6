import type { ShownAction } from '../profile/action-code.ts';
import type { DiffRow } from './deidentify.protocol.ts';

/** What a survey gathers: values that are still in the output, or what happens to each value (before, after, why). */
export type SurveyKind = 'remaining' | 'changes';

/** One distinct value of an attribute and what becomes of it. Texts are cut at 1,024 characters. */
export type SurveyedValue = {
  readonly before: string | null;
  readonly after: string | null;
  readonly action: ShownAction;
  readonly effect: DiffRow['effect'];
  readonly reason: string;
  /** Number of files that hold it here. */
  readonly files: number;
  /** One of these files, to look at. */
  readonly fileId: number;
};

/** The same attribute over many files. */
export type SurveyedAttribute = {
  /** Attribute path without item numbers: `(0040,A730)[].(0040,A160)`. */
  readonly path: string;
  readonly tag: string;
  readonly name: string;
  readonly vr: string;
  readonly depth: number;
  readonly isPrivate: boolean;
  /** At most 1,000 distinct ones, the most frequent first. */
  readonly values: readonly SurveyedValue[];
  /** Times that a value beyond the first 1,000 was met. */
  readonly uncounted: number;
};

/** Some files seen as one. Surveys of parts of a batch merge into that of the whole. */
export type Survey = {
  readonly attributes: readonly SurveyedAttribute[];
  readonly files: number;
  /** Files that could not be looked at: left out, unreadable, changed. */
  readonly unread: number;
};
