import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { formatTag } from '../dicom/tag.ts';
import type { CompiledProfile, Rule } from './compiled-profile.ts';
import { additionalRows, gapRows, type TableRow, tableE11 } from './rule-data.ts';
import { tagsOfRow } from './rule-set.ts';

/** One line of the rules of a profile, ready to show. */
export type EffectiveRule = {
  /** `(0010,0020)`, `(60xx,3000)`, or `(gggg,eeee), gggg odd`. */
  readonly tag: string;
  readonly name: string;
  readonly action: Rule['action'];
  readonly reason: string;
  readonly rule: Rule;
};

/** Lists what a compiled profile does with every row of Table E.1-1 and with the rows beyond it. */
export function effectiveRules(compiled: CompiledProfile): readonly EffectiveRule[] {
  return [...tableE11, ...[...gapRows, ...additionalRows].map(withPrintedName)].map((row) => {
    const rule = ruleOfRow(compiled, row);
    return { tag: printId(row.id), name: row.name, action: rule.action, reason: rule.reason, rule };
  });
}

/** The rule of a row's elements: they all have the same one. */
function ruleOfRow(compiled: CompiledProfile, row: TableRow): Rule {
  if (row.id === 'private') return compiled.privateAttributes;
  const tag = tagsOfRow(row)[0];
  if (tag !== undefined) return compiled.byTag.get(tag) ?? compiled.fallback;
  return compiled.byRepeatingGroup.get(Number.parseInt(row.id.slice(0, 2), 16) << 8) ?? compiled.fallback;
}

/** Rows beyond the table carry keywords; people read names. */
function withPrintedName(row: TableRow): TableRow {
  return { ...row, name: lookUpAttribute(tagsOfRow(row)[0] ?? 0)?.name ?? row.name };
}

function printId(id: string): string {
  if (id === 'private') return '(gggg,eeee), gggg odd';
  return id.includes('x') ? `(${id.slice(0, 4)},${id.slice(4)})` : formatTag(Number.parseInt(id, 16));
}
