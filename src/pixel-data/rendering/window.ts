import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { tagOf } from '../../dicom/tag.ts';
import { macroItem, numbersIn, textIn } from './item-access.ts';
import { type LookupTable, lookUp, readSequenceTable } from './lookup-table.ts';

type WindowShape = 'linear' | 'linear-exact' | 'sigmoid';

/** Which values the grey scale is spread over, in units of the modality (PS3.3 C.11.2.1.2). */
export type Window = { readonly centre: number; readonly width: number; readonly shape: WindowShape };

/** How values become grey: a window, or the table that the file brings. */
export type Voi = ({ readonly kind: 'window' } & Window) | { readonly kind: 'table'; readonly table: LookupTable };

const frameVoiLut = tagOf(0x0028, 0x9132);
const voiLutSequence = tagOf(0x0028, 0x3010);

/** The first window of a frame, else its VOI LUT. @returns null when the header says neither, or nothing usable */
export function readVoi(dataset: IndexedDataset, frame: number, isSigned: boolean): Voi | null {
  const item = macroItem(dataset, frameVoiLut, frame);
  const [centre] = numbersIn(dataset, item, tagOf(0x0028, 0x1050));
  const [width] = numbersIn(dataset, item, tagOf(0x0028, 0x1051));
  const shape = shapeOf(textIn(dataset, item, tagOf(0x0028, 0x1056)));
  if (centre !== undefined && width !== undefined && Number.isFinite(centre) && width > 0 && Number.isFinite(width)) {
    // Below 1 the linear function is not defined (PS3.3 C.11.2.1.2.1); who writes that means the exact one.
    return { kind: 'window', centre, width, shape: shape === 'linear' && width < 1 ? 'linear-exact' : shape };
  }
  const table = readSequenceTable(dataset, item, voiLutSequence, isSigned);
  return table === null ? null : { kind: 'table', table };
}

/** The window that spreads the grey scale over all values. */
export function wholeWindow(range: { readonly min: number; readonly max: number }): Window {
  const width = range.max - range.min;
  return { centre: (range.min + range.max) / 2, width: width > 0 ? width : 1, shape: 'linear-exact' };
}

/** Grey from 0 to 1 of a value. Never falls as the value rises. @see PS3.3 C.11.2.1.2.1 to C.11.2.1.3.2 */
export function greyOf(value: number, { centre, width, shape }: Window): number {
  switch (shape) {
    case 'linear':
      // A width of 1 is a threshold.
      if (width <= 1) return value > centre - 0.5 ? 1 : 0;
      return clamp((value - (centre - 0.5)) / (width - 1) + 0.5);
    case 'linear-exact':
      return clamp((value - centre) / width + 0.5);
    default:
      return 1 / (1 + Math.exp((-4 * (value - centre)) / width));
  }
}

export function greyByVoi(value: number, voi: Voi): number {
  if (voi.kind === 'window') return greyOf(value, voi);
  return clamp(lookUp(voi.table, value) / (2 ** voi.table.bits - 1));
}

function clamp(grey: number): number {
  return Math.min(1, Math.max(0, grey));
}

function shapeOf(term: string): WindowShape {
  if (term === 'SIGMOID') return 'sigmoid';
  return term === 'LINEAR_EXACT' ? 'linear-exact' : 'linear';
}
