import type { Series } from './study-nodes.ts';
import { studiesStrings } from './ui/strings/studies.ts';

/** What a series is called: its number and description; a number alone says what it is the number of. '' without both. */
export function seriesName({ label }: Pick<Series, 'label'>): string {
  return /^\d+$/.test(label) ? studiesStrings.numbered(label) : label;
}
