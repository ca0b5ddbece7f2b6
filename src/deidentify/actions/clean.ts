import type { ActionResult, Subject } from './action.ts';
import { remove } from './remove.ts';

/**
 * C: clean (PS3.15 E.1). No cleaner is part of this version and no shipped profile asks for C, so a rule that does is
 * met by removing the element: the stricter answer.
 */
export function clean(subject: Subject): ActionResult {
  return remove(subject);
}
