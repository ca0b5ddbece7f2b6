import type { FailedOutcome, SkippedOutcome } from './file-outcome.ts';
import type { InputContent } from './input-file.ts';

/**
 * One thing a source found: a file that can be opened when its turn comes, or one that is already settled (a hidden
 * system file, an encrypted zip member, a zip that cannot be opened). Each becomes exactly one outcome.
 */
export type SourceItem =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly open: () => Promise<InputContent | FailedOutcome>;
      /** Lists what is in it, should it turn out to be an archive; absent inside an archive. */
      readonly unpack?: (signal: AbortSignal) => AsyncIterable<SourceItem>;
    }
  | { readonly kind: 'settled'; readonly path: string; readonly outcome: SkippedOutcome | FailedOutcome };

/** A place files come from. Items are paths first; `open` reads nothing but metadata; what it
 * cannot open is a failure of this file alone. */
export type Source = {
  readonly list: (signal: AbortSignal) => AsyncIterable<SourceItem>;
  /** Everything is known beforehand: after an abort it still lists the rest, without waiting for anything. */
  readonly isKnown?: boolean;
};
