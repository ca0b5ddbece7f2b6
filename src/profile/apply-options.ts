import type { Cleaning, Rule } from './compiled-profile.ts';
import type { OptionName } from './profile.ts';
import { additionalRows, gapRows, type TableRow, tableE11 } from './rule-data.ts';
import { type RuleSet, rulesByVr, tagsOfRow } from './rule-set.ts';
import { allOptions, dateOptions } from './supported-options.ts';

/**
 * Lays options over the rules of a preset, each by its own column of Table E.1-1 (PS3.15 E.3). Where several options name
 * a row, K comes before C and C before the preset's action. What the table leaves open follows the option that its
 * relatives follow: other dates, other UIDs, the rest of an overlay group, and rows of our own.
 */
export function applyOptions(rules: RuleSet, options: readonly OptionName[]): RuleSet {
  const active = compatible(options);
  if (active.length === 0) return rules;
  const named = [...tableE11, ...gapRows, ...additionalRows].flatMap((row) => {
    const rule = ruleUnder(row, active);
    return rule ? [{ row, rule }] : [];
  });
  return {
    ...rules,
    byTag: new Map([
      ...rules.byTag,
      ...named.flatMap(({ row, rule }) => tagsOfRow(row).map((tag) => [tag, rule] as const)),
    ]),
    byRepeatingGroup: new Map([...rules.byRepeatingGroup, ...groupsUnder(active)]),
    privateAttributes: named.find(({ row }) => row.id === 'private')?.rule ?? rules.privateAttributes,
    byVr: new Map([...rules.byVr, ...vrsUnder(active)]),
  };
}

/** Full, modified and relative dates exclude each other; a profile that has several all the same gets the strictest. */
function compatible(options: readonly OptionName[]): readonly OptionName[] {
  const dates = dateOptions.find((option) => options.includes(option));
  // The standard's own order says which option gives its name to a row that several keep or clean.
  return allOptions.filter((option) => options.includes(option) && (option === dates || !dateOptions.includes(option)));
}

function ruleUnder(row: TableRow, active: readonly OptionName[]): Rule | null {
  const keeping = active.find((option) => row.options[option] === 'K');
  if (keeping) return { action: 'K', reason: `PS3.15 E.1-1 · ${labels[keeping]} · K` };
  const cleaning = active.find((option) => row.options[option] === 'C');
  return cleaning ? cleanRule(cleaning) : null;
}

function cleanRule(option: OptionName): Rule {
  return { action: 'C', cleaning: cleanings[option] ?? 'descriptors', reason: `PS3.15 E.1-1 · ${labels[option]} · C` };
}

/** Rows, columns and bits of a kept plane are kept with it; the cleaner decides element by element. */
function groupsUnder(active: readonly OptionName[]): readonly (readonly [number, Rule])[] {
  if (!active.includes('cleanGraphics')) return [];
  return [
    [0x5000, cleanRule('cleanGraphics')],
    [0x6000, { action: 'C', cleaning: 'graphics', reason: 'Nescio · overlay follows its data · C' }],
  ];
}

function vrsUnder(active: readonly OptionName[]): RuleSet['byVr'] {
  return rulesByVr([
    ...(active.includes('retainUids') ? [[['UI'], { action: 'K', reason: 'Nescio · UIDs by VR · K' }] as const] : []),
    ...(active.includes('retainFullDates')
      ? [[['DA', 'DT', 'TM'], { action: 'K', reason: 'Nescio · dates by VR · K' }] as const]
      : []),
    ...(active.includes('retainModifiedDates')
      ? [[['DA', 'DT', 'TM'], { action: 'C', cleaning: 'dates', reason: 'Nescio · dates by VR · C' }] as const]
      : []),
  ]);
}

const labels: Readonly<Record<OptionName, string>> = {
  retainSafePrivate: 'Safe private',
  retainUids: 'UIDs',
  retainDeviceIdentity: 'Device',
  retainInstitutionIdentity: 'Institution',
  retainPatientCharacteristics: 'Patient chars',
  retainFullDates: 'Full dates',
  retainModifiedDates: 'Dates',
  retainRelativeTimes: 'Relative times',
  cleanDescriptors: 'Descriptors',
  cleanStructuredContent: 'Structured content',
  cleanGraphics: 'Graphics',
};

/** Options whose column has a C, and who carries it out. */
const cleanings: Readonly<Partial<Record<OptionName, Cleaning>>> = {
  retainSafePrivate: 'private',
  retainDeviceIdentity: 'device',
  retainPatientCharacteristics: 'characteristics',
  retainModifiedDates: 'dates',
  retainRelativeTimes: 'relative-times',
  cleanDescriptors: 'descriptors',
  cleanStructuredContent: 'structured-content',
  cleanGraphics: 'graphics',
};
