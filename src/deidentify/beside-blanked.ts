import { isTopLevelPixelData, valueBytes } from '../dicom/dataset-access.ts';
import { groupOf, type Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { ActionResult, Subject } from './actions/action.ts';
import { remove } from './actions/remove.ts';
import { replaced } from './actions/replace-text.ts';
import { paddedAscii, trimmedAscii } from './ascii.ts';
import { type Decision, removal } from './decision.ts';
import type { Plan } from './place-marks.ts';
import { writtenVr } from './subject-at.ts';
import { tags } from './tags.ts';

const reason = 'Nescio · parts of the image are blanked';

/** How a value that was changed for that is recorded. */
export const amended = { action: 'C', reason } as const;

/**
 * What the blanked parts may have made untrue: smallest and largest value of the image and of its series, and the places of
 * compressed frames, which the Basic Offset Table has (PS3.3 C.7.6.3.1.8).
 */
const stale: ReadonlySet<Tag> = new Set([
  ...[0x00280106, 0x00280107, 0x00280108, 0x00280109, 0x00280110, 0x00280111],
  ...[0x7fe00001, 0x7fe00002, 0x7fe00003],
]);

/**
 * What shows again what was blanked, or is not true any more: overlay planes, icons, extremes of the values, tables of places. It goes
 * whatever the profile keeps. @returns null for everything else
 */
export function decideBesideBlanked({ dataset, element, tag }: Subject): Decision | null {
  if (tag === tags.iconImageSequence) return removal(reason);
  if (dataset.elements.depths[element] !== 0) return null;
  const isOverlay = (groupOf(tag) & 0xff01) === 0x6000;
  return isOverlay || stale.has(tag) ? removal(reason) : null;
}

/** The value of an element once pixels of its image were changed. @param before null where there is none */
type Amendment = { readonly tag: Tag; readonly vr: Vr; readonly amend: (before: Uint8Array | null) => Uint8Array };

const derivation = 'Parts of the image blanked by Nescio';
const longestDescription = 1024;

const amendments: readonly Amendment[] = [
  // Value 1 says that pixels derive from others; the others stay (PS3.3 C.7.6.1.1.2).
  {
    tag: tags.imageType,
    vr: 'CS',
    amend: (before) => {
      const [, ...rest] = before === null ? [] : trimmedAscii(before).split('\\');
      return paddedAscii(before === null ? 'DERIVED\\SECONDARY' : ['DERIVED', ...rest].join('\\'));
    },
  },
  // What the profile leaves of an older description stays in front, on bytes: it may be in any character set.
  {
    tag: tags.derivationDescription,
    vr: 'ST',
    amend: (before) => {
      const text = before === null ? '' : trimmedAscii(before);
      const isKnown = text.endsWith(derivation) || text.length + derivation.length + 3 > longestDescription;
      if (isKnown) return before!;
      return paddedAscii(text === '' ? derivation : `${text}; ${derivation}`);
    },
  },
];

/** What becomes of an element beside a blanked image, given what the rules make of it. */
export function amendBesideBlanked(subject: Subject, result: ActionResult, plan: Plan): ActionResult {
  const { dataset, element, tag } = subject;
  if (isTopLevelPixelData(dataset, element) && result.effect === 'kept')
    return { ...result, effect: 'replaced', after: 'parts blanked' };
  const amendment = amendments.find((one) => one.tag === tag);
  if (amendment === undefined || dataset.elements.depths[element] !== 0) return result;
  const before = result.edit?.kind === 'replace' ? result.edit.value : valueBytes(dataset, element);
  const isWritable = result.effect !== 'removed' && before !== null && writtenVr(dataset, element) === amendment.vr;
  // A second element of the tag, or one written as something else, makes room for the right one.
  if (!isWritable || plan.marked.has(tag)) return remove(subject);
  plan.marked.add(tag);
  const value = amendment.amend(before);
  return replaced(element, value, trimmedAscii(value));
}

/** Amendments that found no element to go into. */
export function insertBesideBlanked({ marked, edits, changes }: Plan): void {
  for (const { tag, vr, amend } of amendments) {
    if (marked.has(tag)) continue;
    const value = amend(null);
    edits.push({ kind: 'insert', tag, vr, value });
    changes.push({ element: -1, tag, vr, action: '+', reason, effect: 'added', after: trimmedAscii(value) });
  }
}
