import type { IndexedDataset } from '../../../dicom/indexed-dataset.ts';
import { cleanProtocol } from './clean-protocol.ts';
import { fieldRules, keptValue } from './kept-values.ts';
import { csaText, readCsa } from './read-csa.ts';
import { type CsaField, writeCsa } from './write-csa.ts';

/** The protocol of a Series Header, by its names in newer and older software. */
const protocolNames: ReadonlySet<string> = new Set(['MrPhoenixProtocol', 'MrProtocol']);

/**
 * Makes a CSA header anew of the listed fields. A field with one value that may not stay goes whole: what is left would
 * mean something else.
 * @returns null when the header cannot be read, or nothing of it stays
 */
export function cleanCsa(bytes: Uint8Array, dataset: IndexedDataset): Uint8Array | null {
  const tags = readCsa(bytes);
  if (tags === null) return null;
  const fields: CsaField[] = [];
  const seen = new Set<string>();
  for (const { name, items } of tags) {
    if (seen.has(name) || items.length === 0) continue;
    seen.add(name);
    const field = protocolNames.has(name) ? protocolOf(name, items, dataset) : fieldOf(name, items, dataset);
    if (field !== null) fields.push(field);
  }
  return fields.length === 0 ? null : writeCsa(fields);
}

function fieldOf(name: string, items: readonly Uint8Array[], dataset: IndexedDataset): CsaField | null {
  const rule = fieldRules.get(name);
  if (rule === undefined || items.length > mostValues) return null;
  const values: string[] = [];
  for (const item of items) {
    if (item.length > longestValue) return null;
    const value = keptValue(csaText(item), rule, dataset);
    if (value === null) return null;
    values.push(value);
  }
  while (values.at(-1) === '') values.pop();
  // What stands behind a gap would move to another place.
  if (values.includes('')) return null;
  return values.length === 0 ? null : { name, vr: rule.vr, values };
}

/** A mosaic has as many acquisition times as slices. */
const mostValues = 4096;
const longestValue = 256;

function protocolOf(name: string, [item]: readonly Uint8Array[], dataset: IndexedDataset): CsaField | null {
  const text = item === undefined ? null : cleanProtocol(csaText(item), dataset);
  return text === null ? null : { name, vr: 'UN', values: [text] };
}
