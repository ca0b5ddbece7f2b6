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
    | 'lost-content'
    | 'geometry-change'
    | 'patient-not-listed'
    | 'self-check'
    | 'same-instance';
  readonly reason: string;
  readonly isReleasable: boolean;
  readonly path?: string;
  /** Of `residual-identifier`: what a decision about the value needs. */
  readonly held?: HeldValue;
  /** Of `encapsulated-document`: a blank page can take its place. */
  readonly canBlankPage?: true;
};

/**
 * A value that holds what identifies the patient. For the person's own screen: `label` says what kind of thing was found, the
 * places where it stands, and nothing here is the value or can be traced to it without the project key.
 */
export type HeldValue = {
  readonly tag: Tag;
  /** As `family name of Patient's Name`. */
  readonly label: string;
  /**
   * From and to (behind the last), in UTF-16 units of the value as the row of the tag changes shows it. Empty where it cannot be
   * told, as in values that are no text.
   */
  readonly places: readonly (readonly [from: number, to: number])[];
  /** Keyed marks of what was found, for *Not an identifier*; empty where that cannot be stated. */
  readonly tokens: readonly string[];
  /** A keyed mark that the same value of the same attribute of the same patient shares; null where there is none. */
  readonly likeness: string | null;
};
