import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Vr } from '../../dicom/vr.ts';
import { keepsTo, parseValueLimit, type ValueLimit } from '../../profile/private-values.ts';
import { hasIdentifyingWord, isIdentifyingNumber } from './identifying-values.ts';

/** May a number stay that stands in a private element or block: within what is listed, and none that identifies this patient? */
export function numberMayStay(dataset: IndexedDataset, text: string, limit: ValueLimit, vr: Vr): boolean {
  return keepsTo(limit, text) && !isIdentifyingNumber(dataset, Number(text), vr);
}

/** The same of a text of a closed form: no word of this patient may be in it. */
export function textMayStay(dataset: IndexedDataset, text: string, limit: ValueLimit): boolean {
  return keepsTo(limit, text) && !hasIdentifyingWord(dataset, text);
}

/** @throws where a list that comes with the program says nothing of a value that is to stay */
export function listedLimit(text: string): ValueLimit {
  const limit = parseValueLimit(text);
  if (limit === null) throw new Error(`What is kept needs a limit, not ${text}.`);
  return limit;
}
