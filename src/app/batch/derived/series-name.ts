import { studiesStrings } from '../../ui/strings/studies.ts';
import type { Series } from './study-nodes.ts';

/** Returns the name of a series: its number and description. A number alone gets a word before it. Returns '' without both. */
export function seriesName({ label }: Pick<Series, 'label'>): string {
  return /^\d+$/.test(label) ? studiesStrings.numbered(label) : label;
}
