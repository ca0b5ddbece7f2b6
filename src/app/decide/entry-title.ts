import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { formatDate } from '../ui/format.ts';
import { decideStrings } from '../ui/strings/decide.ts';

/** What an entry is called where series of several patients stand together. */
export function fullTitleOf(entry: WaitingEntry): string {
  return [titleOf(entry), entry.patient, formatDate(entry.date)].filter(Boolean).join(' · ');
}

/** What an entry is called. */
export function titleOf({ title }: Pick<WaitingEntry, 'title'>): string {
  return title || decideStrings.untitled;
}
