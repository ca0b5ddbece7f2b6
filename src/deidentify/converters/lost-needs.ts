import { attributePath, findElement, privateCreatorOf } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { elementOf, groupOf, tagOf } from '../../dicom/tag.ts';
import { readNumbers, readText } from '../../dicom/value-codec.ts';
import type { Change, Finding, Hold } from '../change.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import { lostTimes } from './lost-times.ts';
import { gridCount, gridFrames, mayBeNeeded, mosaicCount, mosaicHeader, type Need, nameOf, needOf } from './needs.ts';

/** What converters would miss in the output: a hold where images would be taken apart wrongly, else findings. */
export type LostNeeds = { readonly holds: readonly Hold[]; readonly findings: readonly Finding[] };

/** Looks through the plan for what programs read of private data and times, before anything is saved. */
export function lostNeeds(dataset: IndexedDataset, run: Run, changes: readonly Change[]): LostNeeds {
  const lost = lostPrivate(dataset, changes);
  return {
    holds: changedGeometry(dataset, run, lost),
    findings: [...privateFindings(dataset, run, lost), ...lostTimes(dataset, run, changes)],
  };
}

/** An element that converters read and the plan takes away. `name` is its creator, group and place within the block. */
type Lost = { readonly element: number; readonly name: string; readonly need: Need | null };

function lostPrivate(dataset: IndexedDataset, changes: readonly Change[]): readonly Lost[] {
  const { count, tags: allTags, valueLengths, subtreeEnds } = dataset.elements;
  const found: Lost[] = [];
  for (let element = 0; element < count; element++) {
    const tag = allTags[element] ?? 0;
    if (!mayBeNeeded(tag) || (valueLengths[element] === 0 && subtreeEnds[element] === element + 1)) continue;
    const creator = privateCreatorOf(dataset, element);
    const need = needOf(creator, tag);
    if (need !== undefined) found.push({ element, name: nameOf(creator, groupOf(tag), elementOf(tag) & 0xff), need });
  }
  if (found.length === 0) return found;
  const kept = new Set<number>();
  for (const { element, tag, action, effect } of changes) {
    const stays = (action === 'K' || action === 'C' || action === 'U') && (effect === 'kept' || effect === 'replaced');
    if (stays && mayBeNeeded(tag)) kept.add(element);
  }
  return found.filter(({ element }) => !kept.has(element));
}

function privateFindings(dataset: IndexedDataset, run: Run, lost: readonly Lost[]): readonly Finding[] {
  const first = new Map<Need, number>();
  for (const { need, element } of lost) if (need !== null && !first.has(need)) first.set(need, element);
  return [...first].map(([{ what, readers }, element]) => ({
    code: 'needed-by-converters',
    message: `Needed by converters: ${what} (${readers}), in private data that goes. ${wayOn(run)}`,
    path: attributePath(dataset, element),
  }));
}

function wayOn({ context: { rules } }: Run): string {
  const { preset, options } = rules.profile;
  if (options.includes('retainSafePrivate'))
    return 'It is not in the form that Retain Safe Private knows; an own rule can keep it.';
  return preset === 'qmenta'
    ? 'This profile takes no options; Retain Safe Private of another keeps it.'
    : 'Retain Safe Private keeps it.';
}

function changedGeometry(dataset: IndexedDataset, run: Run, lost: readonly Lost[]): readonly Hold[] {
  const names = new Map(lost.map(({ name, element }) => [name, element]));
  const at = (place: typeof mosaicCount) => names.get(nameOf(place.creator, place.group, place.element));
  const header = at(mosaicHeader) ?? at(mosaicCount);
  const mosaic = header !== undefined && isMosaic(dataset) ? header : undefined;
  const frames = at(gridCount) ?? at(gridFrames);
  const element = mosaic ?? (frames !== undefined && hasGrid(dataset) ? frames : undefined);
  if (element === undefined) return [];
  return [
    {
      kind: 'geometry-change',
      reason: `${
        mosaic === undefined
          ? 'The image is a grid of slices (United Imaging)'
          : 'The image is a mosaic of slices (Siemens)'
      }, and how they lie in space stands in private data that goes: converters would give other slices, in another order or mirrored. ${wayOn(run)} Or release the file with a note, when its geometry does not matter.`,
      isReleasable: true,
      path: attributePath(dataset, element),
    },
  ];
}

function isMosaic(dataset: IndexedDataset): boolean {
  const imageType = findElement(dataset, tags.imageType);
  if (imageType >= 0 && readText(dataset, imageType).some((term) => term.trim() === 'MOSAIC')) return true;
  return countAt(dataset, mosaicCount) > 1;
}

function hasGrid(dataset: IndexedDataset): boolean {
  // Without a number that can be read it is a grid all the same where its frames are listed.
  return countAt(dataset, gridCount) > 1 || privateAt(dataset, gridFrames) >= 0;
}

function countAt(dataset: IndexedDataset, place: typeof mosaicCount): number {
  const element = privateAt(dataset, place);
  return element < 0 ? 0 : (readNumbers(dataset, element)[0] ?? 0);
}

/** On top level, in any block. */
function privateAt(dataset: IndexedDataset, { creator, group, element }: typeof mosaicCount): number {
  for (let block = 0x10; block <= 0xff; block++) {
    const at = findElement(dataset, tagOf(group, (block << 8) | element));
    if (at >= 0 && privateCreatorOf(dataset, at) === creator) return at;
  }
  return -1;
}
