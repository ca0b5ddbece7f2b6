import { type InForce, othersDecisions, whyOthers } from '../report/decisions/made-under.ts';
import { parseDecisions } from '../report/decisions/parse-decisions.ts';
import type { SavedDecisions } from '../report/decisions/saved-decisions.ts';

/** @throws TypeError for what is no `decisions.json`, or one of another key or profile; the message quotes no value of it. */
export function readDecisions(json: string | undefined, here: InForce): SavedDecisions | null {
  if (json === undefined) return null;
  const parsed = parseDecisions(json);
  if (!('problems' in parsed)) {
    const others = othersDecisions(parsed, here);
    if (others === null) return parsed;
    throw new TypeError(`The decisions cannot be used. ${whyOthers[others]}`);
  }
  const [first] = parsed.problems;
  throw new TypeError(`The decisions cannot be used. ${first?.path}: ${first?.message}`);
}
