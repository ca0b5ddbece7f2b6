import { parseDecisions } from '../report/decisions/parse-decisions.ts';
import type { SavedDecisions } from '../report/decisions/saved-decisions.ts';

/** @throws TypeError for what is no `decisions.json`; the message quotes no value of it. */
export function readDecisions(json: string | undefined): SavedDecisions | null {
  if (json === undefined) return null;
  const parsed = parseDecisions(json);
  if (!('problems' in parsed)) return parsed;
  const [first] = parsed.problems;
  throw new TypeError(`The decisions cannot be used. ${first?.path}: ${first?.message}`);
}
