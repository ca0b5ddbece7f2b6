import type { Tag } from '../../dicom/tag.ts';
import type { Rule } from '../compiled-profile.ts';
import { qmentaRows, type TableRow } from '../rule-data.ts';
import { keepRule, pseudonymTags, type RuleSet, rulesByTag } from '../rule-set.ts';

/** QMENTA's 53 actions as published, at every depth; everything else stays. */
export const qmenta: RuleSet = {
  byTag: rulesByTag(qmentaRows, qmentaRule),
  byRepeatingGroup: new Map(),
  privateAttributes: keepRule,
  byVr: new Map(),
  unknownAttributes: keepRule,
  fallback: keepRule,
};

/** Z allows a dummy (PS3.15 E.1), so Patient's Name and Patient ID get the pseudonym: empty ones would merge patients. */
export function qmentaRule({ action }: Pick<TableRow, 'action'>, tag: Tag): Rule {
  return { action, reason: pseudonymTags.has(tag) ? `QMENTA · ${action} · pseudonym` : `QMENTA · ${action}` };
}
