import type { FailureCode, SkipCode } from '../pipeline/contracts/file-outcome.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';

export type SettledItem = Extract<SourceItem, { readonly kind: 'settled' }>;

/** An item that its source leaves out. @param reason a sentence for people. */
export function skippedItem(path: string, code: SkipCode, reason: string): SettledItem {
  return { kind: 'settled', path, outcome: { kind: 'skipped', code, reason } };
}

/** An item that its source could not take. @param reason a sentence for people that says what to do. */
export function failedItem(path: string, code: FailureCode, reason: string): SettledItem {
  return { kind: 'settled', path, outcome: { kind: 'failed', code, reason } };
}
