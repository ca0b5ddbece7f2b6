import type { ActionResult, Subject } from './action.ts';

/** K: the bytes stay; what is inside a sequence is decided element by element (PS3.15 E.1). */
export function keep({ isSequence }: Subject): ActionResult {
  return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: isSequence };
}
