import type { Tag } from '../../dicom/tag.ts';
import type { Rule } from '../compiled-profile.ts';
import { qmentaRows, type TableRow } from '../rule-data.ts';
import { pseudonymTags, type RuleSet, rulesByTag } from '../rule-set.ts';
import { ps315Basic } from './ps315-basic.ts';
import { qmentaRule } from './qmenta.ts';

/** The Basic Profile as the floor, QMENTA's action where it is stricter and the IOD stays valid. */
export const qmentaGuarded: RuleSet = {
  ...ps315Basic,
  byTag: new Map([...ps315Basic.byTag, ...rulesByTag(qmentaRows, guardedRule)]),
};

function guardedRule(row: TableRow, tag: Tag): Rule {
  const basic = ps315Basic.byTag.get(tag);
  if (!basic || basic.action === row.action || pseudonymTags.has(tag)) return qmentaRule(row, tag);
  // A compound code says that some IOD needs the attribute present or filled (PS3.15 E.1), and `D` alone that each
  // does: a content item without its value is invalid (PS3.3 C.17.3.2, Type 1C). QMENTA's letter yields there.
  return { ...basic, reason: `QMENTA · ${row.action}, kept valid as PS3.15 E.1-1 · ${basic.action}` };
}
