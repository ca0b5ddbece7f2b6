import type { CompiledProfile, Rule } from './compiled-profile.ts';
import { standardUidRule } from './rule-set.ts';
import type { RuleLine } from './rule-table.ts';

/** What happens to elements that no row names, in order of precedence. */
export function classRows(compiled: CompiledProfile): readonly RuleLine[] {
  const { byVr, byRepeatingGroup, unknownAttributes, fallback } = compiled;
  return [
    classRow('forbidden', '(0000–0006,eeee)', 'Command, file meta and directory elements', '', forbidden),
    classRow('overlays', '(60xx,eeee)', 'Other attributes of overlays', '', byRepeatingGroup.get(0x6000) ?? fallback),
    classRow('zonal', '(10xx,eeee)', 'Retired compression tables', '', byRepeatingGroup.get(0x1000) ?? fallback),
    classRow('variable', '(7Fxx,eeee)', 'Retired Variable Pixel Data', '', byRepeatingGroup.get(0x7f00) ?? fallback),
    classRow('structural', 'any other', 'UIDs of classes, syntaxes and schemes', 'UI', standardUidRule),
    classRow('uids', 'any other', 'Other UIDs', 'UI', byVr.get('UI') ?? fallback),
    ...(['DA', 'DT', 'TM'] as const).map((vr) =>
      classRow(vr, 'any other', `Other ${dateNames[vr]}`, vr, byVr.get(vr) ?? fallback),
    ),
    classRow('names', 'any other', 'Other names of persons', 'PN', byVr.get('PN') ?? fallback),
    classRow('unknown', 'any other', 'Attributes in no dictionary', '', unknownAttributes),
    classRow('rest', 'any other', 'All other attributes', '', fallback),
  ];
}

const dateNames = { DA: 'dates', DT: 'dates with time', TM: 'times' } as const;

/** `isForbiddenGroup` says so, whatever the profile. File Meta Information is written anew. */
const forbidden: Rule = { action: 'X', reason: 'PS3.15 E.1.1 · X' };

function classRow(key: string, tag: string, name: string, vr: string, rule: Rule): RuleLine {
  return { key: `class ${key}`, tag, name, keyword: '', vr, rule };
}
