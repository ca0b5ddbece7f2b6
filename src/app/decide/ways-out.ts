import { areAllSeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';

/** What a person can do about an entry. */
export type WayOut =
  | 'blank'
  | 'look'
  /** Until the search for text has come to these images: it may find what a person has overlooked. */
  | 'wait'
  | 'nothing'
  | 'leave-out'
  | 'leave-document'
  | 'let-through'
  | 'switch-purpose'
  | 'blank-page'
  | 'pages'
  | 'remove-value'
  | 'replace'
  | 'not-an-identifier';

/** Ways out that ask for a line of text first. */
type TextWay = 'let-through' | 'replace' | 'not-an-identifier';

/** What is asked; `over-text`: for nothing identifying, over a text that was found to name the patient. */
export type AskingWay = TextWay | 'over-text';

/** What *Look* goes on to: the next part of the picture, the next image where this one was seen, the next page of a sheet, one image by itself where its tiles are too small, or the picture with its boxes blanked. */
export type LookOn = 'part' | 'image' | 'page' | 'one' | 'boxes';

export type WaysOut = {
  /** The proposal: what Enter does. */
  readonly primary: WayOut;
  readonly others: readonly WayOut[];
};

/** What is known of images beside what was seen of them. */
type Known = {
  /** False until something was displayed of what would be blanked: the way is named, and refused. */
  readonly isBlankable: boolean;
  /** True while text is still looked for in them. */
  readonly isSearching: boolean;
};

/**
 * The ways out of an entry, the proposal first. Images are looked at before anything is said of them: there is no way to let
 * them go unseen.
 * @param boxes how many are ticked and not in force yet
 */
export function waysOut(
  entry: Pick<WaitingEntry, 'reason' | 'isReleasable' | 'value' | 'canBlankPage'>,
  boxes: number,
  seen: SeenCounts,
  known: Known = { isBlankable: true, isSearching: false },
): WaysOut {
  if (entry.reason !== 'may-show-text') {
    const released: readonly WayOut[] = entry.isReleasable ? ['let-through'] : [];
    if (entry.reason === 'geometry') return { primary: 'switch-purpose', others: ['leave-out', ...released] };
    if (entry.reason === 'identifier') {
      if (entry.value === null) return { primary: 'leave-out', others: [] };
      return { primary: 'remove-value', others: ['replace', 'not-an-identifier', 'leave-out'] };
    }
    if (entry.reason === 'document')
      return { primary: 'leave-document', others: entry.canBlankPage ? ['blank-page', 'pages'] : [] };
    return { primary: 'leave-out', others: released };
  }
  return waysOutOfImages(entry.isReleasable, boxes, seen, known);
}

function waysOutOfImages(
  isReleasable: boolean,
  boxes: number,
  seen: SeenCounts,
  { isBlankable, isSearching }: Known,
): WaysOut {
  if (boxes > 0) {
    const others: readonly WayOut[] = isReleasable ? ['nothing', 'leave-out'] : ['leave-out'];
    return isBlankable ? { primary: 'blank', others } : { primary: 'look', others: ['blank', ...others] };
  }
  if (!isReleasable) return { primary: 'leave-out', others: [] };
  if (areAllSeen(seen) && !isSearching) return { primary: 'nothing', others: ['leave-out'] };
  // Nothing is proposed that the search may contradict a second later: Enter would have said it then.
  if (areAllSeen(seen)) return { primary: 'wait', others: ['nothing', 'leave-out'] };
  return { primary: 'look', others: ['nothing', 'leave-out'] };
}

export function asksForText(way: WayOut): way is TextWay {
  return way === 'let-through' || way === 'replace' || way === 'not-an-identifier';
}
