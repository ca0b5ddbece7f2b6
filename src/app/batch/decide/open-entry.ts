import type { WaitingEntry } from './waiting-entries.ts';

/**
 * The entry that is open: the one with this key. Where that is settled, its series is opened, should it wait for another reason. Else
 * the person stays in its place: next is what stood behind it, else what stood before it.
 * @param before the queue as it was while the entry waited
 */
export function openEntry(
  entries: readonly WaitingEntry[],
  key: string | null,
  before: readonly Pick<WaitingEntry, 'key'>[] = [],
): WaitingEntry | null {
  // Asked with each rendering, and mostly the entry still waits.
  const open = entries.find((entry) => entry.key === key);
  if (open !== undefined || key === null) return open ?? entries[0] ?? null;
  const seriesKey = seriesOf(key);
  const sameSeries = entries.find((entry) => entry.seriesKey === seriesKey);
  if (sameSeries !== undefined) return sameSeries;
  const waiting = new Map(entries.map((entry) => [entry.key, entry]));
  const at = before.findIndex((entry) => entry.key === key);
  const behind = at < 0 ? [] : [...before.slice(at + 1), ...before.slice(0, at).reverse()];
  const near = behind.find((entry) => waiting.has(entry.key));
  return (near && waiting.get(near.key)) ?? entries[0] ?? null;
}

/** The entry so many places behind this one, round the ends of the queue; null where there is no other. */
export function entryBeside(entries: readonly WaitingEntry[], key: string, step: 1 | -1): WaitingEntry | null {
  const at = entries.findIndex((entry) => entry.key === key);
  const beside = entries[(at + step + entries.length) % entries.length];
  return beside === undefined || beside.key === key ? null : beside;
}

/** The series of a patient without a new ID, which are one thing to decide; the entry alone where it waits for another reason. */
export function entriesOfPatient(entries: readonly WaitingEntry[], entry: WaitingEntry): readonly WaitingEntry[] {
  if (entry.reason !== 'patient') return [entry];
  return entries.filter(({ reason, patientKey }) => reason === 'patient' && patientKey === entry.patientKey);
}

/** The series of an entry's key: no reason has a space in its name. */
function seriesOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
