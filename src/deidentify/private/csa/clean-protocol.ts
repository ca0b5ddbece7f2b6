import type { IndexedDataset } from '../../../dicom/indexed-dataset.ts';
import { isPlainNumber, type ValueLimit } from '../../../profile/private-values.ts';
import { listedLimit, numberMayStay, textMayStay } from '../may-stay.ts';
import { protocolRules } from './kept-values.ts';

const begin = '### ASCCONV BEGIN';
const end = '### ASCCONV END ###';

/** The two texts that may stay, each by its closed form: the first coil, and the elements that received. */
const textRules = [
  {
    pattern: /\.sCoilElementID\.tCoilID$/,
    key: 'sCoilSelectMeas.aRxCoilSelectData[0].asList[0].sCoilElementID.tCoilID',
    limit: listedLimit('form:coilName'),
  },
  {
    pattern: /^sCoilSelectMeas\.sCoilStringForConversion$/,
    key: 'sCoilSelectMeas.sCoilStringForConversion',
    limit: listedLimit('form:coil'),
  },
] as const;

/**
 * Makes a protocol anew of the listed lines `key = number` of the first ASCCONV part of a text. The key is one of the list, with
 * its index as written; the number is written anew.
 * @returns null when there is no such part, or nothing in it stays
 */
export function cleanProtocol(text: string, dataset: IndexedDataset): string | null {
  const start = text.indexOf(begin);
  const stop = start < 0 ? -1 : text.indexOf(end, start);
  if (stop < 0) return null;
  const lines = new Map<string, string>();
  for (const line of text.slice(start, stop).split('\n')) {
    const equals = line.indexOf('=');
    const key = equals < 0 ? '' : line.slice(0, equals).trim();
    const limit = limitOf(key);
    if (limit !== undefined && !lines.has(key)) {
      const value = numberOf(line.slice(equals + 1), limit, dataset);
      if (value !== null) lines.set(key, value);
    }
    const rule = limit === undefined ? textRules.find(({ pattern }) => pattern.test(key)) : undefined;
    if (rule && !lines.has(rule.key)) {
      const value = quotedTextOf(line.slice(equals + 1), rule.limit, dataset);
      if (value !== null) lines.set(rule.key, value);
    }
  }
  if (lines.size === 0) return null;
  return [`${begin} ###`, ...[...lines].map(([key, value]) => `${key}\t = \t${value}`), end].join('\n');
}

/** An index is a number of up to three digits, and stays one. */
function limitOf(key: string): ValueLimit | undefined {
  return protocolRules.get(key.includes('[') ? key.replace(/\[\d{1,3}\]/g, '[]') : key);
}

function numberOf(written: string, limit: ValueLimit, dataset: IndexedDataset): string | null {
  const text = (written.split('#', 1)[0] ?? '').trim();
  const isHexadecimal = /^0x[\da-f]{1,8}$/i.test(text);
  if (!isHexadecimal && !isPlainNumber(text)) return null;
  const value = Number(text);
  if (!numberMayStay(dataset, String(value), limit, 'FD')) return null;
  return isHexadecimal ? `0x${value.toString(16)}` : String(value);
}

function quotedTextOf(written: string, limit: ValueLimit, dataset: IndexedDataset): string | null {
  const text = written.replaceAll('"', '').trim();
  if (text === '' || !textMayStay(dataset, text, limit)) return null;
  // Quotes are doubled, as within the protocol that the part is taken from.
  return `""${text}""`;
}
