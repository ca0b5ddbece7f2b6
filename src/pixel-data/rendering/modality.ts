import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { tagOf } from '../../dicom/tag.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import { macroItem, numbersIn } from './item-access.ts';
import { type LookupTable, lookUp, readSequenceTable } from './lookup-table.ts';

/** From stored values to units of the modality, Hounsfield units for instance (PS3.3 C.11.1). */
export type Modality =
  | { readonly kind: 'linear'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'table'; readonly table: LookupTable };

const pixelValueTransformation = tagOf(0x0028, 0x9145);
const modalityLutSequence = tagOf(0x0028, 0x3000);

export function readModality(dataset: IndexedDataset, frame: number, isSigned: boolean): Modality {
  const table = isForProcessing(dataset) ? null : readSequenceTable(dataset, -1, modalityLutSequence, isSigned);
  if (table !== null) return { kind: 'table', table };
  const item = macroItem(dataset, pixelValueTransformation, frame);
  const [intercept = 0] = numbersIn(dataset, item, tagOf(0x0028, 0x1052));
  const [slope = 1] = numbersIn(dataset, item, tagOf(0x0028, 0x1053));
  const isUsable = Number.isFinite(slope) && slope !== 0 && Number.isFinite(intercept);
  return isUsable ? { kind: 'linear', slope, intercept } : { kind: 'linear', slope: 1, intercept: 0 };
}

/**
 * In X-ray angiography and fluoroscopy the table undoes a logarithm for subtraction; it is not part of showing the image
 * (PS3.3 C.8.7.1.1.2).
 */
function isForProcessing(dataset: IndexedDataset): boolean {
  const sopClassUid = readSingleText(dataset, tagOf(0x0008, 0x0016)).trim();
  return sopClassUid.startsWith('1.2.840.10008.5.1.4.1.1.12.');
}

export function modalityValue(stored: number, modality: Modality): number {
  return modality.kind === 'linear' ? stored * modality.slope + modality.intercept : lookUp(modality.table, stored);
}
