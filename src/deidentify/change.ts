import type { Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { ShownAction } from '../profile/action-code.ts';
import type { WordDecision } from './clean-text/word-decision.ts';

/** What became of one element. Every element of a file has exactly one, "keep" included. */
export type Change = {
  /** Entry of the element index; -1 for an element that the run added. */
  readonly element: number;
  readonly tag: Tag;
  readonly vr: Vr;
  readonly action: ShownAction;
  readonly reason: string;
  /** `removed` takes the subtree with it: no changes are listed below a removed sequence. */
  readonly effect: 'kept' | 'removed' | 'emptied' | 'replaced' | 'added';
  /** Text of the new value for `replaced` and `added` (values joined by `\`), else null. */
  readonly after: string | null;
  /** What became of each word of a free text that was cleaned word by word. */
  readonly words?: readonly WordDecision[];
};

/** Something a person should know about a file. Never quotes a value. */
export type Finding = { readonly code: string; readonly message: string; readonly path?: string };

/** Why a file is held, and whether a person may release it. */
export type Hold = {
  readonly kind:
    | 'pixels'
    | 'encapsulated-document'
    | 'structured-content'
    | 'residual-identifier'
    | 'unknown-structure'
    | 'patient-not-listed'
    | 'self-check';
  readonly reason: string;
  readonly isReleasable: boolean;
  readonly path?: string;
};
