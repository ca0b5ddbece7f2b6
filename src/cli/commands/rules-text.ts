import type { Profile } from '../../profile/profile.ts';
import { type RuleLine, ruleTable, wordsOf } from '../../profile/rule-table.ts';
import { actionCode, rulesCsv } from '../../report/rules-csv.ts';

export type RulesFormat = 'table' | 'csv' | 'json';

/** What a profile does with each attribute, in the order of Table E.1-1. */
export function rulesText(profile: Profile, format: RulesFormat): string {
  const lines = ruleTable(profile);
  switch (format) {
    case 'csv':
      return rulesCsv(lines);
    case 'json':
      return `${JSON.stringify(lines.map(ruleObject), null, 2)}\n`;
    case 'table':
      return lines.map(tableRow).join('');
  }
}

function ruleObject(line: RuleLine) {
  const { tag, name, keyword, vr, rule } = line;
  const action = rule === null ? null : actionCode(rule.action);
  return { tag, name, keyword, vr, action, whatHappens: wordsOf(line), reason: rule?.reason ?? '' };
}

function tableRow(line: RuleLine): string {
  const action = line.rule === null ? '' : actionCode(line.rule.action);
  return `${line.tag.padEnd(12)} ${action.padEnd(6)} ${line.name.padEnd(48)} ${wordsOf(line)}\n`;
}
