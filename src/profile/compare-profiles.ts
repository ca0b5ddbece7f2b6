import { describeSettings } from './describe-settings.ts';
import type { OptionName, Profile } from './profile.ts';
import { type RuleLine, ruleTable, wordsOf } from './rule-table.ts';
import { type Fate, fateOf } from './rule-words.ts';

/** One attribute, or one kind of attribute, that two profiles treat differently. */
export type RuleDifference = {
  readonly key: string;
  readonly tag: string;
  readonly name: string;
  readonly keyword: string;
  readonly vr: string;
  readonly a: RuleSide;
  readonly b: RuleSide;
};

/** What one profile does, in words and with its reason. */
type RuleSide = { readonly fate: Fate | null; readonly words: string; readonly reason: string };

/** A point besides the rules, as `Dates` or `Patient IDs`, in both profiles' words. */
export type SettingDifference = { readonly label: string; readonly a: string; readonly b: string };

export type ProfileComparison = {
  readonly options: { readonly onlyA: readonly OptionName[]; readonly onlyB: readonly OptionName[] };
  readonly settings: readonly SettingDifference[];
  /** In the order of the table. Empty exactly when both profiles do the same to every attribute. */
  readonly rules: readonly RuleDifference[];
  /** The differences of the rules by what becomes of the values, the most frequent first. */
  readonly counts: readonly FateCount[];
};

/** `A keeps 31 attributes that B removes`. */
type FateCount = { readonly a: Fate | null; readonly b: Fate | null; readonly count: number };

/**
 * Compares what two profiles do, attribute by attribute. Own rules and options count; reasons do not: two rules that do the
 * same for different reasons are no difference. Swapping the profiles swaps the sides and changes nothing else.
 */
export function compareProfiles(a: Profile, b: Profile): ProfileComparison {
  const linesOfA = ruleTable(a, selectorsOf(b));
  const linesOfB = new Map(ruleTable(b, selectorsOf(a)).map((line) => [line.key, line]));
  const rules = linesOfA.flatMap((line): RuleDifference[] => {
    const other = linesOfB.get(line.key);
    const [sideA, sideB] = [sideOf(line), sideOf(other)];
    const { key, tag, name, keyword, vr } = line;
    return sideA.words === sideB.words ? [] : [{ key, tag, name, keyword, vr, a: sideA, b: sideB }];
  });
  return {
    options: { onlyA: optionsBeyond(a, b), onlyB: optionsBeyond(b, a) },
    settings: differentSettings(a, b),
    rules,
    counts: countFates(rules),
  };
}

/** True when the two do the same to every file. */
export function isSameProfile({ settings, rules }: ProfileComparison): boolean {
  return settings.length === 0 && rules.length === 0;
}

/** The comparison in sentences, for people who do not read tables: `PS3.15 Basic keeps 31 attributes that QMENTA removes.` */
export function comparisonSentences({ counts }: ProfileComparison, a: string, b: string): readonly string[] {
  return counts.map((count) => {
    const attributes = `${count.count} ${count.count === 1 ? 'attribute' : 'attributes'}`;
    if (count.a === null || count.b === null) {
      const [ruled, other] = count.a === null ? [b, a] : [a, b];
      return `${ruled} has ${count.count} own ${count.count === 1 ? 'rule' : 'rules'} that ${other} has not.`;
    }
    if (count.a === count.b) return `Both ${plurals[count.a]} ${attributes}, but not in the same way.`;
    return `${a} ${count.a} ${attributes} that ${b} ${count.b}.`;
  });
}

const plurals: Readonly<Record<Fate, string>> = {
  keeps: 'keep',
  cleans: 'clean',
  replaces: 'replace',
  empties: 'empty',
  removes: 'remove',
  'empties or replaces': 'empty or replace',
};

const selectorsOf = ({ ownRules }: Profile) => ownRules.map(({ selector }) => selector);

function sideOf(line: RuleLine | undefined): RuleSide {
  const rule = line?.rule ?? null;
  const words = line === undefined ? '' : wordsOf(line);
  return rule === null ? { fate: null, words, reason: '' } : { fate: fateOf(rule), words, reason: rule.reason };
}

/** The published table takes no options, whatever the profile says. */
function optionsBeyond(one: Profile, other: Profile): readonly OptionName[] {
  const others = effectiveOptions(other);
  return effectiveOptions(one).filter((option) => !others.includes(option));
}

const effectiveOptions = ({ preset, options }: Profile) => (preset === 'qmenta' ? [] : options);

function differentSettings(a: Profile, b: Profile): readonly SettingDifference[] {
  const textsOfB = new Map(describeSettings(b).map(({ label, text }) => [label, text]));
  return describeSettings(a).flatMap(({ label, text }) => {
    const other = textsOfB.get(label) ?? '';
    return other === text ? [] : [{ label, a: text, b: other }];
  });
}

function countFates(rules: readonly RuleDifference[]): readonly FateCount[] {
  const counts = new Map<string, FateCount>();
  for (const { a, b } of rules) {
    const key = `${a.fate} ${b.fate}`;
    counts.set(key, { a: a.fate, b: b.fate, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count || (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** The same whichever side is A, so that swapping the profiles keeps the order. */
function keyOf({ a, b }: FateCount): string {
  return [`${a}`, `${b}`].sort().join(' ');
}
