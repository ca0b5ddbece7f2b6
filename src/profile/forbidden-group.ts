import { elementOf, groupOf, type Tag } from '../dicom/tag.ts';

/** Command, file meta, directory and 0006 groups, and the odd groups that PS3.5 7.1 forbids. */
const forbiddenGroups: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 7, 0xffff]);

/**
 * True for elements that no data set may hold, whatever the profile says: groups of commands, file meta and
 * directories, invalid odd groups, and group lengths, whose values are stale after any edit.
 * @see PS3.15 E.1.1, PS3.5 7.1 and 7.2
 */
export function isForbiddenGroup(tag: Tag): boolean {
  return elementOf(tag) === 0 || forbiddenGroups.has(groupOf(tag));
}
