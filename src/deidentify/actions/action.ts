import type { Edit } from '../../dicom/edit.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Tag } from '../../dicom/tag.ts';
import type { Vr } from '../../dicom/vr.ts';
import type { Cleaning } from '../../profile/compiled-profile.ts';
import type { Change, Finding } from '../change.ts';
import type { WordDecision } from '../clean-text/word-decision.ts';

/** One element for an action to act on. */
export type Subject = {
  readonly dataset: IndexedDataset;
  /** Entry of the element index. */
  readonly element: number;
  readonly tag: Tag;
  /** What the value means: the dictionary's VR where the element says UN, else the VR as written. */
  readonly vr: Vr;
  /** True for an element whose value was walked: its content is entries of the index. */
  readonly isSequence: boolean;
};

/** What an action did. `edit` is null when the bytes stay as they are. */
export type ActionResult = {
  readonly kind: 'acted';
  readonly edit: Edit | null;
  readonly effect: Change['effect'];
  readonly after: string | null;
  /** True when the elements inside are decided one by one; false when they share the fate of this one. */
  readonly entersItems: boolean;
  /** True when the items that are entered keep none of their values: a sequence under D. */
  readonly makesDummies?: true;
  /** How the elements inside are cleaned, for a sequence under C that is entered. */
  readonly cleansItems?: Cleaning;
  /** What became of each word of a free text that was cleaned. */
  readonly words?: readonly WordDecision[];
  /** What a person should know about this element's value; its path is added by who asked. */
  readonly finding?: Omit<Finding, 'path'>;
};
