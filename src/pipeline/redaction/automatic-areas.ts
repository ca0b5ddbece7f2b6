import { tags } from '../../deidentify/tags.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import { familyOfModality, familyOfSopClass } from '../../pixel-data/image-family.ts';
import { numberOf } from '../../pixel-data/image-header.ts';
import type { RedactedArea } from '../../pixel-data/redaction/redaction.ts';
import { ultrasoundRegions } from '../../pixel-data/ultrasound-regions.ts';
import { type Device, isOfDevice } from '../../profile/device-match.ts';
import type { DeviceTemplate, Profile } from '../../profile/profile.ts';

/** What the profile has blanked in an image without a decision of anybody. */
export type AutomaticAreas = {
  readonly areas: readonly RedactedArea[];
  /** Everything outside of the regions that the image itself names goes, in all frames. A template names none of this image. */
  readonly keepsRegions: boolean;
};

/** Device templates hold under every profile that has them, ultrasound regions under the policy `clean`. */
export function automaticAreas(dataset: IndexedDataset, { pixels, templates = [] }: Profile): AutomaticAreas {
  const regions = pixels === 'clean' ? regionsOf(dataset) : [];
  if (templates.length === 0) return { areas: regions, keepsRegions: regions.length > 0 };
  const device = deviceOf(dataset);
  const areas = [...regions, ...templates.filter(({ match }) => isOfDevice(device, match)).map(areaOf)];
  return { areas, keepsRegions: regions.length > 0 };
}

function areaOf({ kind, frames, rectangles }: DeviceTemplate): RedactedArea {
  return { kind, frames, rectangles };
}

const rows = tagOf(0x0028, 0x0010);
const columns = tagOf(0x0028, 0x0011);

/** Regions that are the screen, or nearly, say nothing about where its text is. */
const mostOfImage = 0.9;

function regionsOf(dataset: IndexedDataset): readonly RedactedArea[] {
  const families = [familyOfSopClass(sopClassOf(dataset)), familyOfModality(textOf(dataset, tags.modality))];
  const rectangles = families.includes('ultrasound') ? ultrasoundRegions(dataset) : null;
  if (rectangles === null) return [];
  const image = numberOf(dataset, rows) * numberOf(dataset, columns);
  const isScreen = rectangles.some((one) => one.columns * one.rows > mostOfImage * image);
  return isScreen ? [] : [{ kind: 'keep', frames: 'all', rectangles }];
}

/** Templates of a profile name no station. */
function deviceOf(dataset: IndexedDataset): Device {
  return {
    manufacturer: textOf(dataset, tags.manufacturer),
    model: textOf(dataset, tags.manufacturerModelName),
    station: '',
    sopClass: sopClassOf(dataset),
    rows: numberOf(dataset, rows),
    columns: numberOf(dataset, columns),
  };
}

function sopClassOf(dataset: IndexedDataset): string {
  return textOf(dataset, tags.sopClassUid) || dataset.meta.mediaStorageSopClassUid;
}

function textOf(dataset: IndexedDataset, tag: Tag): string {
  return readSingleText(dataset, tag).trim().toUpperCase();
}
