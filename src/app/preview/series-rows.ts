import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { Survey, SurveyedAttribute, SurveyedValue } from '../../pipeline/contracts/survey.ts';
import type { ShownAction } from '../../profile/action-code.ts';
import { strings } from '../ui/strings.ts';

/** What a row of a series says in place of values, where its files have several. */
type RowSummary = {
  /** Null where all have the same value, which the row shows. */
  readonly before: string | null;
  readonly after: string | null;
  /** The most frequent first. */
  readonly actions: readonly ShownAction[];
};

/** A series as rows of the same grid that shows one file. */
export type SeriesRows = {
  readonly rows: readonly DiffRow[];
  /** Beside the rows; null where all files have the same. */
  readonly summaries: readonly (RowSummary | null)[];
  readonly attributes: readonly SurveyedAttribute[];
  readonly files: number;
};

export function seriesRows({ attributes, files }: Survey): SeriesRows {
  const summaries = attributes.map(summarise);
  return {
    rows: attributes.map((attribute, at) => rowOf(attribute, summaries[at] ?? null)),
    summaries,
    attributes,
    files,
  };
}

/** One distinct value as a row of its own. */
export function rowOfValue(row: DiffRow, { before, after, action, effect, reason }: SurveyedValue): DiffRow {
  return { ...row, before, after, action, effect, reason };
}

/** Number of files that hold a top-level attribute; null below, where several items of a file may hold different values. */
export function filesHolding({ depth, values, uncounted }: SurveyedAttribute): number | null {
  return depth > 0 ? null : values.reduce((sum, { files }) => sum + files, uncounted);
}

function summarise({ values, uncounted }: SurveyedAttribute): RowSummary | null {
  if (values.length <= 1 && uncounted === 0) {
    return null;
  }
  const befores = new Set(values.map(({ before }) => before));
  const outcomes = new Set(
    values.map(({ effect, after, before }) => `${effect} ${effect === 'kept' ? before : after}`),
  );
  const actions = [...new Set(values.map(({ action }) => action))];
  const isMore = uncounted > 0;
  const before = befores.size > 1 || isMore ? strings.diff.series.distinct(befores.size, isMore) : null;
  return { before, after: summariseOutcome(values, outcomes.size, isMore), actions };
}

/** Null where one word, or one value, says it for all files. */
function summariseOutcome(values: readonly SurveyedValue[], outcomes: number, isMore: boolean): string | null {
  const effects = new Set(values.map(({ effect }) => effect));
  if (effects.size > 1) {
    return strings.diff.series.severalOutcomes(outcomes);
  }
  const [effect] = effects;
  const isOneWord = effect === 'kept' || effect === 'removed' || effect === 'emptied';
  return isOneWord || (outcomes === 1 && !isMore) ? null : strings.diff.series.distinct(outcomes, isMore);
}

function rowOf(attribute: SurveyedAttribute, summary: RowSummary | null): DiffRow {
  const { path, tag, name, vr, depth, isPrivate, values } = attribute;
  const place = { path, tag, name, vr, depth, isPrivate };
  const first = values[0];
  if (first === undefined) {
    return { ...place, before: null, after: null, action: 'K', effect: 'kept', reason: '' };
  }
  const effects = new Set(values.map(({ effect }) => effect));
  const reasons = new Set(values.map(({ reason }) => reason));
  return {
    ...place,
    before: summary?.before ?? first.before,
    after: summary?.after ?? first.after,
    action: (values.find(({ effect }) => effect !== 'kept') ?? first).action,
    effect: effects.size === 1 ? first.effect : 'replaced',
    reason: reasons.size === 1 ? first.reason : strings.diff.series.severalReasons(reasons.size),
  };
}
