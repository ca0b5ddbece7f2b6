import type { IndexedDataset } from '../../../dicom/indexed-dataset.ts';
import type { Vr } from '../../../dicom/vr.ts';
import type { ValueLimit } from '../../../profile/private-values.ts';
import { listedLimit, numberMayStay, textMayStay } from '../may-stay.ts';
import fieldsJson from './data/csa-fields.json' with { type: 'json' };

/** What one field may say, and the VR that it is written with. */
export type FieldRule = { readonly vr: string; readonly limit: ValueLimit };

/** Fields of Image and Series Header that stay, by name. */
export const fieldRules: ReadonlyMap<string, FieldRule> = new Map(
  (fieldsJson.fields as unknown as readonly [string, string, string][]).map(([name, vr, limit]) => [
    name,
    { vr, limit: listedLimit(limit) },
  ]),
);

/** Lines of a protocol that stay, by key, with every index as `[]`. */
export const protocolRules: ReadonlyMap<string, ValueLimit> = new Map(
  (fieldsJson.protocolKeys as unknown as readonly [string, string][]).map(([key, limit]) => [key, listedLimit(limit)]),
);

const wholeNumbers: ReadonlySet<string> = new Set(['IS', 'SL', 'SS', 'UL', 'US']);

/**
 * Writes a value anew from what it says. @returns null for one that is out of its limits or identifies this patient
 */
export function keptValue(text: string, { vr, limit }: FieldRule, dataset: IndexedDataset): string | null {
  if (text === '') return '';
  if (limit.kind !== 'range') return textMayStay(dataset, text, limit) ? text : null;
  if (!numberMayStay(dataset, text, limit, vr as Vr)) return null;
  const value = Number(text);
  if (wholeNumbers.has(vr)) return Number.isInteger(value) ? String(value) : null;
  // Eight places, as Siemens writes them, unless there are more.
  return Number(value.toFixed(8)) === value ? value.toFixed(8) : String(value);
}
