import type { Tag } from '../../dicom/tag.ts';
import type { Rule } from '../compiled-profile.ts';
import { additionalRows, gapRows, structuralUidTags, type TableRow, tableE11 } from '../rule-data.ts';
import { keepRule, pseudonymTags, type RuleSet, rulesByTag, rulesByVr, standardUidRule } from '../rule-set.ts';

/**
 * The Basic Application Level Confidentiality Profile without options (PS3.15 E.2): every row of Table E.1-1, and what
 * the table leaves open closed by attribute, by VR and by group.
 */
export const ps315Basic: RuleSet = {
  byTag: new Map([
    ...[...structuralUidTags].map((tag) => [tag, standardUidRule] as const),
    ...rulesByTag(gapRows, ({ action }) => ({ action, reason: `PS3.15 gap · ${action}` })),
    ...rulesByTag(additionalRows, ({ action }) => ({ action, reason: `Nescio · follows E.1-1 · ${action}` })),
    ...rulesByTag(tableE11, basicRule),
  ]),
  // Overlays and curves go whole: without Overlay Data the rest of the group is broken, and its labels are free text.
  byRepeatingGroup: new Map<number, Rule>([
    [0x5000, { action: 'X', reason: 'PS3.15 E.1-1 · Basic · X' }],
    [0x6000, { action: 'X', reason: 'Nescio · overlay goes whole · X' }],
    // Retired with ACR-NEMA; nothing reads them, and anything may stand in them.
    [0x1000, { action: 'X', reason: 'Nescio · retired group goes whole · X' }],
    [0x7f00, { action: 'X', reason: 'Nescio · retired group goes whole · X' }],
  ]),
  privateAttributes: { action: 'X', reason: 'PS3.15 E.1-1 · Basic · X' },
  byVr: rulesByVr([
    [['UI'], { action: 'U', reason: 'Nescio · UIDs by VR · U' }],
    // Z, not X: nothing proves that the IOD lets these attributes be absent.
    [['DA', 'DT', 'TM'], { action: 'Z', reason: 'Nescio · dates by VR · Z' }],
    [['PN'], { action: 'Z', reason: 'Nescio · names by VR · Z' }],
  ]),
  unknownAttributes: { action: 'X', reason: 'Nescio · unknown attribute · X' },
  fallback: keepRule,
};

function basicRule({ action }: TableRow, tag: Tag): Rule {
  const reason = `PS3.15 E.1-1 · Basic · ${action}`;
  return { action, reason: pseudonymTags.has(tag) ? `${reason} · pseudonym` : reason };
}
