import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { groupOf, tagOf } from '../dicom/tag.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { numberOf } from './image-header.ts';

/** What the header itself tells of content that no attribute shows: overlays in pixel cells, sound. */
export function hiddenByHeader(dataset: IndexedDataset): 'embedded-overlay' | 'audio' | null {
  if (hasAudio(dataset)) return 'audio';
  return overlayGroupsOf(dataset).some((group) => isEmbeddedOverlay(dataset, group)) ? 'embedded-overlay' : null;
}

const sopClassUid = tagOf(0x0008, 0x0016);
const modality = tagOf(0x0008, 0x0060);
const waveformSequence = tagOf(0x5400, 0x0100);

/** Basic Voice Audio and General Audio Waveform Storage (PS3.4 B.5). */
const audioClasses: ReadonlySet<string> = new Set(['1.2.840.10008.5.1.4.1.1.9.4.1', '1.2.840.10008.5.1.4.1.1.9.4.2']);

function hasAudio(dataset: IndexedDataset): boolean {
  const uid = readSingleText(dataset, sopClassUid) || dataset.meta.mediaStorageSopClassUid;
  if (audioClasses.has(uid.trim())) return true;
  return readSingleText(dataset, modality).trim() === 'AU' && findElement(dataset, waveformSequence) >= 0;
}

/** Planes that the data set has, up to sixteen, in even groups 6000 to 601E (PS3.3 C.9.2). */
function overlayGroupsOf({ elements: { count, tags, subtreeEnds } }: IndexedDataset): readonly number[] {
  const groups = new Set<number>();
  for (let at = 0; at < count; at = subtreeEnds[at] ?? count) {
    const group = groupOf(tags[at] ?? 0);
    if ((group & 0xff01) === 0x6000) groups.add(group);
  }
  return [...groups];
}

/**
 * A plane without data of its own whose bits are said to lie in the pixel cells, as DICOM allowed until 2004: the
 * group is removed, its bits are not.
 */
function isEmbeddedOverlay(dataset: IndexedDataset, group: number): boolean {
  const data = findElement(dataset, tagOf(group, 0x3000));
  if (data >= 0 && dataset.elements.valueLengths[data] !== 0) return false;
  return numberOf(dataset, tagOf(group, 0x0100)) > 1 || numberOf(dataset, tagOf(group, 0x0102)) > 0;
}
