import { assertNever } from '../../../dicom/assert-never.ts';
import type { Hold } from '../outcomes.ts';

/** Why something waits for a person, strongest first: the queue is grouped in this order. */
export const waitReasons = [
  // Whatever else is decided about its files, they cannot leave before their patient has a new ID.
  'patient',
  'may-show-text',
  'geometry',
  'identifier',
  'report',
  'document',
  'not-understood',
  'other',
] as const;
export type WaitReason = (typeof waitReasons)[number];

/** A value by its place, and by what it shares with the same value elsewhere; null where it shares nothing. */
export type HeldPlace = { readonly path: string; readonly likeness: string | null };

/** The key under which a file waits that is held for these; null where nothing holds it. */
export function entryKeyFor(holds: readonly Hold[], seriesKey: string): string | null {
  const reason = strongestOf(new Set(holds.map(reasonOf)));
  return reason === undefined ? null : entryKey(reason, seriesKey);
}

/** Of these reasons the one that is decided first; undefined where there is none. */
export function strongestOf(reasons: ReadonlySet<WaitReason>): WaitReason | undefined {
  return waitReasons.find((reason) => reasons.has(reason));
}

/** The key of what waits in a series for a reason. */
export function entryKey(reason: WaitReason, seriesKey: string): string {
  return `${reason} ${seriesKey}`;
}

/** True when a hold is about this value. Values that share nothing are told by their place alone. */
export function isAbout({ path, held }: Hold, value: HeldPlace): boolean {
  const likeness = held?.likeness ?? null;
  return value.likeness === null ? likeness === null && path === value.path : likeness === value.likeness;
}

/** The reason under which a hold of this kind waits. */
export function reasonOf({ kind }: Hold): WaitReason {
  switch (kind) {
    case 'pixels':
      return 'may-show-text';
    case 'geometry-change':
      return 'geometry';
    case 'residual-identifier':
      return 'identifier';
    case 'structured-content':
      return 'report';
    case 'encapsulated-document':
      return 'document';
    case 'unknown-structure':
    case 'lost-content':
    case 'self-check':
      return 'not-understood';
    case 'patient-not-listed':
      return 'patient';
    case 'same-instance':
      return 'other';
    default:
      return assertNever(kind);
  }
}
