import type { ProfileComparison } from '../profile/compare-profiles.ts';
import { type RuleLine, wordsOf } from '../profile/rule-table.ts';
import { csvRow } from './csv.ts';

/** The rules of a profile as CSV, a row per line of the table. `action` is the code as Table E.1-1 prints it. */
export function rulesCsv(lines: readonly RuleLine[]): string {
  const rows = lines.map((line) => {
    const { tag, name, vr, rule } = line;
    return csvRow([tag, name, vr, rule === null ? '' : actionCode(rule.action), wordsOf(line), rule?.reason ?? '']);
  });
  return csvRow(['tag', 'attribute', 'vr', 'action', 'what_happens', 'reason']) + rows.join('');
}

/** What two profiles do differently, a row per attribute and then one per setting. */
export function comparisonCsv({ rules, settings }: ProfileComparison, a: string, b: string): string {
  const head = ['tag', 'attribute', 'vr', a, b, `reason, ${a}`, `reason, ${b}`];
  const ruleRows = rules.map((rule) =>
    csvRow([rule.tag, rule.name, rule.vr, rule.a.words, rule.b.words, rule.a.reason, rule.b.reason]),
  );
  const settingRows = settings.map((setting) => csvRow(['', setting.label, '', setting.a, setting.b, '', '']));
  return csvRow(head) + ruleRows.join('') + settingRows.join('');
}

/** Own values are written in place of the value, which is a D (PS3.15 E.1). */
export function actionCode(action: NonNullable<RuleLine['rule']>['action']): string {
  return action === 'replace' ? 'D' : action;
}
