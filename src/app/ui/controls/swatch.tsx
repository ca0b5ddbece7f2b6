import type { ReasonKind } from '../../batch/derived/group-reasons.ts';

const SWATCH: Readonly<Record<ReasonKind, string>> = { held: 'held', failed: 'fail', skipped: 'skip' };

/** The small square that repeats an outcome's colour beside its word. */
export function Swatch({ kind }: { kind: ReasonKind | 'ok' }) {
  return <span className={`swatch ${kind === 'ok' ? '' : SWATCH[kind]}`} aria-hidden="true" />;
}
