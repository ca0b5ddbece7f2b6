import type { BatchWords, PatientTrace } from '../../deidentify/remaining/batch-words.ts';
import { concernOf, isPlain, isToCheck, type ValueRisk } from '../../deidentify/remaining/value-risk.ts';
import type { SurveyedAttribute, SurveyedValue } from '../contracts/survey.ts';
import { attributeKey, valueKey } from './survey-tally.ts';

/** Why a value is shown where it is; `too-many` stands for the values that were only counted. */
export type RemainingWhy = ValueRisk | PatientTrace | 'too-many';

/** One line of what remains. */
export type RemainingRow = Omit<SurveyedAttribute, 'values' | 'uncounted'> &
  Pick<SurveyedValue, 'action' | 'effect' | 'reason' | 'files' | 'fileId'> & {
    readonly key: string;
    /** What a review of this line is about: the same place and value, whatever the rules made of it. */
    readonly reviewKey: string;
    /** Null for the values that were only counted. */
    readonly text: string | null;
    readonly why: RemainingWhy;
    readonly isToCheck: boolean;
    /** A number, or what the run made itself. */
    readonly isPlain: boolean;
  };

/** Numbers and times hold digits of all kinds; a birth date among shifted dates is chance. */
const numericVrs: ReadonlySet<string> = new Set('AT DA DS DT FD FL IS SL SS SV TM UI UL US UV'.split(' '));

/** The lines of one attribute. @param words those of all patients of the batch */
export function remainingRowsOf(attribute: SurveyedAttribute, words: BatchWords): readonly RemainingRow[] {
  const { path, tag, name, vr, depth, isPrivate, values, uncounted } = attribute;
  const place = { path, tag, name, vr, depth, isPrivate };
  const rows = values.map((value): RemainingRow => {
    const { after, action, effect, reason, files, fileId } = value;
    const text = after ?? '';
    const why = whyOf(vr, text, value.risk ?? 'number', words);
    return {
      ...place,
      key: `${attributeKey(attribute)}\n${valueKey(value)}`,
      reviewKey: `${path}\n${text}`,
      text,
      action,
      effect,
      reason,
      files,
      fileId,
      why,
      isToCheck: isTrace(why) || isToCheck(why),
      isPlain: !isTrace(why) && isPlain(why),
    };
  });
  return uncounted === 0 ? rows : [...rows, restOf(attribute)];
}

function whyOf(vr: string, text: string, risk: ValueRisk, words: BatchWords): ValueRisk | PatientTrace {
  if (risk === 'bytes') return risk;
  const trace = numericVrs.has(vr) && risk !== 'date' ? null : words.find(text);
  return trace ?? risk;
}

function isTrace(why: ValueRisk | PatientTrace): why is PatientTrace {
  return !(why in concernOf);
}

/** The most telling values are the ones kept, so the rest is at most as telling as the least of them. */
function restOf(attribute: SurveyedAttribute): RemainingRow {
  const { path, tag, name, vr, depth, isPrivate, values, uncounted } = attribute;
  const least = values.reduce((one, other) => (concernAt(other) > concernAt(one) ? other : one));
  const { action, effect, reason, fileId } = least;
  const risk = least.risk ?? 'number';
  return {
    ...{ path, tag, name, vr, depth, isPrivate, action, effect, reason, fileId },
    key: `${attributeKey(attribute)}\nrest`,
    reviewKey: `${path}\nrest`,
    text: null,
    files: uncounted,
    why: 'too-many',
    isToCheck: isToCheck(risk),
    isPlain: isPlain(risk),
  };
}

function concernAt({ risk }: SurveyedValue): number {
  return concernOf[risk ?? 'number'];
}

/** Puts lines in the order in which they should be read, a part at a time. */
export type RemainingOrder = {
  readonly add: (rows: readonly RemainingRow[]) => void;
  /** What a person reads, the most telling first; then plain values in the order of their attributes. */
  readonly parts: () => Iterable<readonly RemainingRow[]>;
};

export function createRemainingOrder(): RemainingOrder {
  const plain: RemainingRow[] = [];
  const byPlace = new Map<number, RemainingRow[]>();
  return {
    add: (rows) => {
      for (const row of rows) {
        const others = row.isPlain ? plain : byPlace.get(placeOf(row));
        if (others) others.push(row);
        else byPlace.set(placeOf(row), [row]);
      }
    },
    parts: function* () {
      for (const [, rows] of [...byPlace].sort(([one], [other]) => one - other)) yield rows.sort(byFiles);
      yield plain;
    },
  };
}

/** A stable sort: equal ones stay in the order of their attributes. */
function byFiles(one: RemainingRow, other: RemainingRow): number {
  return other.files - one.files;
}

const traces: readonly PatientTrace[] = ['patient-name', 'patient-id', 'birth-date'];

function placeOf({ why, isToCheck: isTold }: RemainingRow): number {
  // Values that nobody has seen come after those that can be read.
  if (why === 'too-many') return isTold ? concernOf.uid - 0.5 : concernOf.time - 0.5;
  return isTrace(why) ? traces.indexOf(why) - traces.length : concernOf[why];
}
