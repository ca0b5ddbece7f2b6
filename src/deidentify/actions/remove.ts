import type { ActionResult, Subject } from './action.ts';

/** X: the element goes, a sequence with all its items (PS3.15 E.1). */
export function remove({ element }: Subject): ActionResult {
  return {
    kind: 'acted',
    edit: { kind: 'remove', element },
    effect: 'removed',
    after: null,
    entersItems: false,
  };
}
