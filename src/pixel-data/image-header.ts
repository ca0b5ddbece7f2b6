import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readInteger } from '../dicom/read-integer.ts';
import { isPrivate, type Tag, tagOf } from '../dicom/tag.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';

/** What the class of an image is decided from. Texts are trimmed and in upper case, '' when absent. */
export type ImageHeader = {
  readonly sopClassUid: string;
  readonly modality: string;
  readonly imageType: readonly string[];
  readonly conversionType: string;
  readonly seriesDescription: string;
  readonly burnedInAnnotation: string;
  readonly recognizableVisualFeatures: string;
  readonly samplesPerPixel: number;
  /** The smaller of Bits Allocated and Bits Stored; 0 when neither is there. */
  readonly bits: number;
  readonly hasEncapsulatedDocument: boolean;
  readonly hasPixels: boolean;
  readonly hasNestedPixels: boolean;
  readonly hasAcquisitionValues: boolean;
  /** Where the slice lies in the patient and how large its pixels are: a page of text has neither. */
  readonly hasGeometry: boolean;
  readonly specimenLabelInImage: string;
};

const tags = {
  imageType: tagOf(0x0008, 0x0008),
  sopClassUid: tagOf(0x0008, 0x0016),
  modality: tagOf(0x0008, 0x0060),
  conversionType: tagOf(0x0008, 0x0064),
  seriesDescription: tagOf(0x0008, 0x103e),
  samplesPerPixel: tagOf(0x0028, 0x0002),
  bitsAllocated: tagOf(0x0028, 0x0100),
  bitsStored: tagOf(0x0028, 0x0101),
  burnedInAnnotation: tagOf(0x0028, 0x0301),
  recognizableVisualFeatures: tagOf(0x0028, 0x0302),
  encapsulatedDocument: tagOf(0x0042, 0x0011),
  specimenLabelInImage: tagOf(0x0048, 0x0010),
  imagePositionPatient: tagOf(0x0020, 0x0032),
  imageOrientationPatient: tagOf(0x0020, 0x0037),
  pixelSpacing: tagOf(0x0028, 0x0030),
  iconImageSequence: tagOf(0x0088, 0x0200),
} as const;

const geometryTags: readonly Tag[] = [tags.imagePositionPatient, tags.imageOrientationPatient, tags.pixelSpacing];

/** Pixel Data, Float Pixel Data, Double Float Pixel Data (PS3.3 C.7.6.3, C.7.6.24, C.7.6.25). */
const pixelTags: ReadonlySet<Tag> = new Set([tagOf(0x7fe0, 0x0008), tagOf(0x7fe0, 0x0009), tagOf(0x7fe0, 0x0010)]);

/** Values that a scanner writes and a capture of its screen lacks: kVp, repetition and echo times, radiopharmaceuticals. */
const acquisitionTags: ReadonlySet<Tag> = new Set([
  tagOf(0x0018, 0x0060),
  tagOf(0x0018, 0x0080),
  tagOf(0x0018, 0x0081),
  tagOf(0x0018, 0x0087),
  tagOf(0x0018, 0x9082),
  tagOf(0x0054, 0x0012),
  tagOf(0x0054, 0x0016),
]);

/** Functional groups, where multi-frame images have these values (PS3.3 C.7.6.16). */
const functionalGroupTags: ReadonlySet<Tag> = new Set([tagOf(0x5200, 0x9229), tagOf(0x5200, 0x9230)]);

export function readImageHeader(dataset: IndexedDataset): ImageHeader {
  return {
    sopClassUid: readSingleText(dataset, tags.sopClassUid) || dataset.meta.mediaStorageSopClassUid,
    modality: textOf(dataset, tags.modality),
    imageType: textsOf(dataset, tags.imageType),
    conversionType: textOf(dataset, tags.conversionType),
    seriesDescription: textOf(dataset, tags.seriesDescription),
    burnedInAnnotation: textOf(dataset, tags.burnedInAnnotation),
    recognizableVisualFeatures: textOf(dataset, tags.recognizableVisualFeatures),
    samplesPerPixel: numberOf(dataset, tags.samplesPerPixel),
    bits: bitsOf(dataset),
    hasEncapsulatedDocument: findElement(dataset, tags.encapsulatedDocument) >= 0,
    hasGeometry: geometryTags.every((tag) => hasValue(dataset, tag)),
    specimenLabelInImage: textOf(dataset, tags.specimenLabelInImage),
    ...surveyElements(dataset),
  };
}

/** The whole number of a top-level element, at most 2,147,483,647; 0 when it is absent or anything else. */
export function numberOf(dataset: IndexedDataset, tag: Tag): number {
  const reading = readInteger(dataset, tag);
  return reading.kind === 'integer' ? reading.value : 0;
}

function hasValue(dataset: IndexedDataset, tag: Tag): boolean {
  const element = findElement(dataset, tag);
  return element >= 0 && dataset.elements.valueLengths[element] !== 0;
}

function bitsOf(dataset: IndexedDataset): number {
  const given = [numberOf(dataset, tags.bitsAllocated), numberOf(dataset, tags.bitsStored)].filter((bits) => bits > 0);
  return given.length > 0 ? Math.min(...given) : 0;
}

function textsOf(dataset: IndexedDataset, tag: Tag): readonly string[] {
  const element = findElement(dataset, tag);
  return element < 0 ? [] : readText(dataset, element).map((text) => text.trim().toUpperCase());
}

function textOf(dataset: IndexedDataset, tag: Tag): string {
  return textsOf(dataset, tag)[0] ?? '';
}

type Survey = Pick<ImageHeader, 'hasPixels' | 'hasNestedPixels' | 'hasAcquisitionValues'>;

/** One pass over the index: no value is read, and large multi-frame headers have 100,000 entries and more. */
function surveyElements(dataset: IndexedDataset): Survey {
  const { count, tags: allTags, depths, valueLengths } = dataset.elements;
  let hasPixels = false;
  let hasNestedPixels = false;
  let hasAcquisitionValues = false;
  for (let element = 0; element < count; element++) {
    const tag = allTags[element] ?? 0;
    if (valueLengths[element] === 0) continue;
    if (pixelTags.has(tag)) {
      if (depths[element] === 0) hasPixels = true;
      else if (!hasNestedPixels) hasNestedPixels = isNestedImage(dataset, element);
    } else if (!hasAcquisitionValues && acquisitionTags.has(tag)) {
      hasAcquisitionValues = depths[element] === 0 || functionalGroupTags.has(rootTagOf(dataset, element));
    }
  }
  return { hasPixels, hasNestedPixels, hasAcquisitionValues };
}

/** Is there an image inside a sequence, of whatever kind? */
export function holdsNestedPixels({ elements }: IndexedDataset): boolean {
  const { count, tags: allTags, depths, valueLengths } = elements;
  for (let element = 0; element < count; element++) {
    if (depths[element] !== 0 && valueLengths[element] !== 0 && pixelTags.has(allTags[element] ?? 0)) return true;
  }
  return false;
}

/** Icons and private thumbnails are copies that the rules remove with their sequence. */
function isNestedImage(dataset: IndexedDataset, element: number): boolean {
  const { tags: allTags, parents } = dataset.elements;
  for (let at = parents[element] ?? -1; at >= 0; at = parents[at] ?? -1) {
    const tag = allTags[at] ?? 0;
    if (tag === tags.iconImageSequence || isPrivate(tag)) return false;
  }
  return true;
}

function rootTagOf(dataset: IndexedDataset, element: number): Tag {
  const { tags: allTags, parents } = dataset.elements;
  let at = element;
  for (let parent = parents[at] ?? -1; parent >= 0; parent = parents[at] ?? -1) at = parent;
  return allTags[at] ?? 0;
}
