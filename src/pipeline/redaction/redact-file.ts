import type { Hold } from '../../deidentify/change.ts';
import type { Deidentified } from '../../deidentify/deidentify-dataset.ts';
import { renewedUid } from '../../deidentify/renew-blanked-uid.ts';
import { tags } from '../../deidentify/tags.ts';
import { blankStretch } from '../../dicom/blanks.ts';
import { bytesAt } from '../../dicom/dataset-access.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { holdsNestedPixels } from '../../pixel-data/image-header.ts';
import { type PlannedRedaction, planRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import {
  type RedactedArea,
  type Redaction,
  redactionProblems,
  reviewOf,
} from '../../pixel-data/redaction/redaction.ts';
import type { Profile } from '../../profile/profile.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { replacePixels } from '../output/output-parts.ts';
import { aroundText } from '../text/around-text.ts';
import { automaticAreas } from './automatic-areas.ts';
import { countFrames } from './count-frames.ts';
import type { Blanking } from './judge-pixels.ts';

/** What is blanked in one file, or why it is not, which holds the file. */
export type FileRedaction = {
  readonly planned: PlannedRedaction | null;
  readonly blanking: Blanking | null;
  readonly holds: readonly Hold[];
};

const nothing: FileRedaction = { planned: null, blanking: null, holds: [] };

/**
 * Decides by the header what of an image is blanked: what the profile has blanked, and what somebody decided about this
 * file. Boxes that cannot be blanked hold the file: it would show what they hide.
 * @param asked the decision; absent where there is none
 * @param search under the policy `clean`, texts that were found are blanked where nobody has decided
 */
export function redactFile(
  dataset: IndexedDataset,
  asked: Redaction | undefined,
  profile: Profile,
  search?: SearchFacts,
): FileRedaction {
  const automatic = automaticAreas(dataset, profile);
  const found = asked === undefined && profile.pixels === 'clean' ? foundAreas(search) : [];
  const areas = [...(asked?.areas ?? []), ...automatic.areas, ...found];
  if (asked === undefined && areas.length === 0) return nothing;
  const planned = asked?.areas.length === 0 ? 'no-boxes' : planRedaction(dataset, areas);
  if (typeof planned === 'string') {
    const problem = redactionProblems[planned];
    return { ...nothing, holds: [asked === undefined ? cannotClean(problem) : cannotBlank(problem)] };
  }
  const review = asked === undefined ? 'by-program' : reviewOf(asked, countFrames(dataset));
  const { keepsRegions } = automatic;
  const blanking = { review, areas, keepsRegions, ...(asked?.textLeft && { textLeft: asked.textLeft }) };
  return { planned, blanking, holds: [] };
}

/** Each text in all frames: one that stands still may have been missed in some. */
function foundAreas(search: SearchFacts | undefined): readonly RedactedArea[] {
  if (search?.kind !== 'searched' || search.hits.length === 0) return [];
  return [{ kind: 'blank', frames: 'all', rectangles: search.hits.map(aroundText) }];
}

/**
 * The parts of an output with its pixels written over. What is inflated is written over in `blankInflated`, compressed frames
 * in `finishParts`.
 */
export function blankParts(
  parts: readonly OutputPart[],
  dataset: IndexedDataset,
  redaction: PlannedRedaction | null,
): readonly OutputPart[] {
  if (redaction?.method.kind !== 'in-place' || dataset.isInflated) return parts;
  const { pixel, method } = redaction;
  const { blanks } = method;
  const start = dataset.elements.valueOffsets[pixel.element]!;
  return replacePixels(parts, start, (pixels) => ({ ...pixels, kind: 'blanked', blanks }));
}

/**
 * Compressed pixels that are still to be made anew: until then their place holds nothing, so that no way out of a plan leads
 * to what the boxes hide.
 */
export function sealParts(
  parts: readonly OutputPart[],
  dataset: IndexedDataset,
  redaction: PlannedRedaction | null,
): readonly OutputPart[] {
  if (redaction === null || redaction.method.kind === 'in-place') return parts;
  const start = dataset.elements.valueOffsets[redaction.pixel.element]!;
  return replacePixels(parts, start, sealed);
}

function sealed(part: Extract<OutputPart, { kind: 'range' }>): OutputPart {
  const bits = part.lengthBytes * 8;
  const all = {
    frames: 'all',
    firstBit: 0,
    runBits: bits,
    strideBits: bits,
    runs: 1,
    pattern: Uint8Array.of(0),
  } as const;
  return { ...part, kind: 'blanked', blanks: { frameBits: bits, frames: 1, fills: [all], areBytesSwapped: false } };
}

/**
 * A run with what is blanked by edits. A deflated data set has no stretches to pass through: its blanked pixels are an edit
 * like others.
 */
export function withPixelEdits(
  deidentified: Deidentified,
  dataset: IndexedDataset,
  redaction: PlannedRedaction | null,
): Deidentified {
  if (!dataset.isInflated || redaction?.method.kind !== 'in-place') return deidentified;
  const { element } = redaction.pixel;
  const { valueOffsets, valueLengths } = dataset.elements;
  const value = bytesAt(dataset.segments, valueOffsets[element]!, valueLengths[element]!).slice();
  blankStretch(value, 0, redaction.method.blanks);
  return { ...deidentified, edits: [...deidentified.edits, { kind: 'replace', element, value }] };
}

/** What keeps a file with blanked pixels back for other reasons than its image. */
export function holdsBesideBlanked(
  deidentified: Deidentified,
  output: IndexedDataset | null,
  blankedInstances: ReadonlySet<string>,
): readonly Hold[] {
  const isRenewed = deidentified.changes.some(
    ({ tag, reason }) => tag === tags.sopInstanceUid && reason === renewedUid.reason,
  );
  return [
    ...(output !== null && holdsNestedPixels(output) ? [nestedImage] : []),
    ...(isRenewed && !blankedInstances.has(deidentified.identity.instanceUidOld) ? [unfollowed] : []),
  ];
}

const nestedImage: Hold = {
  kind: 'pixels',
  reason:
    'What the file shows is blanked, and another image inside a sequence stays as it is. Look at the attributes, then release the file or leave it out.',
  isReleasable: true,
};

const unfollowed: Hold = {
  kind: 'pixels',
  reason:
    'The profile keeps UIDs, and a blanked image gets a new one: references to it in the other files of the batch would not follow. Choose a profile that replaces UIDs, or leave the file out.',
  isReleasable: false,
};

/** Who has looked at the image may let it go as it is. */
function cannotClean(problem: string): Hold {
  return {
    kind: 'pixels',
    reason: `The profile asks for parts of this image to be blanked, and they are not. ${problem}.`,
    isReleasable: true,
  };
}

function cannotBlank(problem: string): Hold {
  return {
    kind: 'pixels',
    reason: `The image has boxes that are not blanked. ${problem}. Leave the file out, or take the boxes back.`,
    isReleasable: false,
  };
}
