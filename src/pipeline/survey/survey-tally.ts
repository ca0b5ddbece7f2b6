import { concernOf } from '../../deidentify/remaining/value-risk.ts';
import type { Survey, SurveyedAttribute, SurveyedValue } from '../contracts/survey.ts';

/** Distinct values that are kept of an attribute; others are only counted. */
export const mostValues = 1000;

const longestText = 1024;

/** A value as a survey keeps it. */
export function cutText(text: string | null): string | null {
  return text === null || text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}

/** What one file holds in one place. */
export type SurveyedRow = Omit<SurveyedAttribute, 'values' | 'uncounted'> & Omit<SurveyedValue, 'files' | 'fileId'>;

/** A survey that grows. Whatever the order and the parts in which it is fed, it ends up the same. */
export type SurveyTally = {
  /** Adds a file. A value that it holds twice in one attribute counts once. */
  readonly addFile: (fileId: number, rows: Iterable<SurveyedRow>) => void;
  readonly addUnread: () => void;
  readonly addSurvey: (survey: Survey) => void;
  readonly counts: () => Pick<Survey, 'files' | 'unread'>;
  /** By path, each made when it is asked for. What has not grown since the last time is the same object as then. */
  readonly attributes: () => Iterable<SurveyedAttribute>;
  readonly toSurvey: () => Survey;
};

type CountedValue = { -readonly [Key in keyof SurveyedValue]: SurveyedValue[Key] };

type Entry = {
  readonly attribute: Omit<SurveyedAttribute, 'values' | 'uncounted'>;
  readonly values: Map<string, CountedValue>;
  uncounted: number;
  /** Keys from this one on are only counted; null while there is room. */
  limitKey: string | null;
  /** As last given out; null when it has grown since. */
  shown: SurveyedAttribute | null;
};

export function createSurveyTally(): SurveyTally {
  const entries = new Map<string, Entry>();
  let files = 0;
  let unread = 0;

  function entryOf(attribute: Omit<SurveyedAttribute, 'values' | 'uncounted'>): Entry {
    const key = attributeKey(attribute);
    const known = entries.get(key);
    if (known) return known;
    const { path, tag, name, vr, depth, isPrivate } = attribute;
    const described = { path, tag, name, vr, depth, isPrivate };
    const entry: Entry = { attribute: described, values: new Map(), uncounted: 0, limitKey: null, shown: null };
    entries.set(key, entry);
    return entry;
  }

  function* attributes(): Generator<SurveyedAttribute> {
    for (const [, entry] of [...entries].sort(byKey)) yield shownOf(entry);
  }

  return {
    addFile: (fileId, rows) => {
      const met = new Set<string>();
      for (const row of rows) {
        const { before, after, action, effect, reason, risk } = row;
        const key = valueKey(row);
        const place = `${attributeKey(row)}\n${key}`;
        if (met.has(place)) continue;
        met.add(place);
        count(entryOf(row), key, { before, after, action, effect, reason, risk, files: 1, fileId });
      }
      files++;
    },
    addUnread: () => {
      unread++;
    },
    addSurvey: (survey) => {
      for (const attribute of survey.attributes) {
        const entry = entryOf(attribute);
        for (const value of attribute.values) count(entry, valueKey(value), value);
        if (attribute.uncounted > 0) entry.shown = null;
        entry.uncounted += attribute.uncounted;
      }
      files += survey.files;
      unread += survey.unread;
    },
    counts: () => ({ files, unread }),
    attributes,
    toSurvey: () => ({ attributes: [...attributes()], files, unread }),
  };
}

/** One survey of all that some surveys have seen, each of other files. */
export function mergeSurveys(surveys: Iterable<Survey>): Survey {
  const tally = createSurveyTally();
  for (const survey of surveys) tally.addSurvey(survey);
  return tally.toSurvey();
}

/** Tells attributes of a survey apart. */
export function attributeKey({ path, vr, name }: Pick<SurveyedAttribute, 'path' | 'vr' | 'name'>): string {
  return `${path} ${vr} ${name}`;
}

/**
 * Tells values of an attribute apart, and orders them: keys that are less are kept first. Because that order knows nothing
 * of what else was met, the same values are kept however a batch is cut.
 */
export function valueKey({
  before,
  after,
  action,
  effect,
  reason,
  risk,
}: Omit<SurveyedValue, 'files' | 'fileId'>): string {
  const concern = risk === null ? '' : String.fromCharCode(concernOf[risk] + 48);
  const beforeText = before === null ? '' : `${before.length}=${before}`;
  const afterText = after === null ? '' : `=${after}`;
  return `${concern}\n${beforeText}\n${afterText}\n${action} ${effect} ${reason}`;
}

function count(entry: Entry, key: string, value: SurveyedValue): void {
  entry.shown = null;
  const known = entry.values.get(key);
  if (known) {
    known.files += value.files;
    known.fileId = Math.min(known.fileId, value.fileId);
  } else if (entry.limitKey !== null && key >= entry.limitKey) {
    entry.uncounted += value.files;
  } else {
    entry.values.set(key, { ...value });
    // Twice the room, so that sorting is rare.
    if (entry.values.size >= 2 * mostValues) dropRest(entry);
  }
}

/** Keeps the first values by key and counts the others. */
function dropRest(entry: Entry): void {
  const { values } = entry;
  if (values.size <= mostValues) return;
  const keys = [...values.keys()].sort(byCodeUnits);
  for (const key of keys.slice(mostValues)) {
    entry.uncounted += values.get(key)!.files;
    values.delete(key);
  }
  entry.limitKey = keys[mostValues]!;
}

function shownOf(entry: Entry): SurveyedAttribute {
  if (entry.shown) return entry.shown;
  dropRest(entry);
  const values = [...entry.values]
    .sort(([oneKey, one], [otherKey, other]) => other.files - one.files || byCodeUnits(oneKey, otherKey))
    .map(([, value]) => ({ ...value }));
  entry.shown = { ...entry.attribute, values, uncounted: entry.uncounted };
  return entry.shown;
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return byCodeUnits(one, other);
}

/** As `<` compares, so that it is the same in every language. */
function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
