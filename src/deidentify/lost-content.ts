import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { elementOf, groupOf, isPrivate, isPrivateCreator, type Tag, tagOf } from '../dicom/tag.ts';
import type { Change, Hold } from './change.ts';

/**
 * Holds a file whose whole content goes: it has no image, waveform, report, spectrum, plan or the like that stays, and
 * what it has stands in private attributes, curves or overlays that the profile takes away (Hologic SCO, raw data,
 * spectra of vendors). The output would be a header of nothing.
 */
export function lostContent(dataset: IndexedDataset, changes: readonly Change[]): readonly Hold[] {
  const { depths, valueLengths } = dataset.elements;
  let lostBytes = 0;
  for (const { element, tag, effect } of changes) {
    const bytes = element < 0 ? 0 : valueLengths[element]!;
    if (bytes === 0) continue;
    const isGone = effect === 'removed' || effect === 'emptied';
    if (!isGone && depths[element] === 0 && isContent(tag)) return [];
    if (isGone && (isContent(tag) || mayBeContent(tag))) lostBytes += bytes;
  }
  if (lostBytes < fewestBytes) return [];
  return [
    {
      kind: 'lost-content',
      reason:
        'All content of the file stands in private attributes (or in curves and overlays), which the profile removes; only a header would be left. Release it when that is enough, or keep what you need of it: Retain Safe Private, or own rules.',
      isReleasable: true,
    },
  ];
}

/** A few numbers of a vendor beside a header without an image are no content. */
const fewestBytes = 64;

/** Where content is looked for that a profile takes away as a group. */
function mayBeContent(tag: Tag): boolean {
  if (isPrivate(tag)) return !isPrivateCreator(tag);
  const high = tag >>> 24;
  return high === 0x50 || high === 0x60 || (high === 0x7f && groupOf(tag) !== 0x7fe0);
}

/** Attributes that hold what an instance is made for, whatever its class (PS3.3 C.7.6.3, C.10.9, C.17.3, C.8.14.4 …). */
const contentTags: ReadonlySet<Tag> = new Set([
  tagOf(0x7fe0, 0x0008),
  tagOf(0x7fe0, 0x0009),
  tagOf(0x7fe0, 0x0010),
  tagOf(0x5400, 0x0100), // Waveform Sequence
  tagOf(0x5600, 0x0020), // Spectroscopy Data
  tagOf(0x0042, 0x0011), // Encapsulated Document
  tagOf(0x0040, 0xa730), // Content Sequence
  tagOf(0x0040, 0x0340), // Performed Series Sequence
  tagOf(0x3004, 0x0050), // DVH Sequence
]);

/** Groups whose sequences are content: measurements, registrations, surfaces, presentations, templates, radiotherapy. */
const contentGroups: ReadonlySet<number> = new Set([
  0x0022, 0x0024, 0x0044, 0x0046, 0x0064, 0x0066, 0x0068, 0x006a, 0x0070, 0x0072, 0x0074, 0x0076, 0x0078, 0x0080,
  0x0082, 0x3006, 0x3008, 0x300a, 0x300c, 0x3010, 0x4010,
]);

function isContent(tag: Tag): boolean {
  if (contentTags.has(tag)) return true;
  // Protocols define acquisitions, reconstructions and storage by sequences of their own (PS3.3 C.34).
  const isProtocol = groupOf(tag) === 0x0018 && elementOf(tag) >= 0x990c && elementOf(tag) <= 0x993f;
  return (contentGroups.has(groupOf(tag)) || isProtocol) && lookUpAttribute(tag)?.vr === 'SQ';
}
