import type { ItemStatus } from '../../pipeline/contracts/upload.ts';
import { isObject } from './is-object.ts';

/** What a Store Instances Response lists, by SOP Instance UID (PS3.18 10.5.3, Annex I). */
export type StowLists = {
  readonly stored: ReadonlySet<string>;
  /** With Failure Reason (0008,1197), 0 when absent or no number. */
  readonly failed: ReadonlyMap<string, number>;
};

const referencedSopSequence = '00081199';
const failedSopSequence = '00081198';
const referencedSopInstanceUid = '00081155';
const failureReason = '00081197';

/** Reads the answer in the DICOM JSON model (PS3.18 F). @returns null when it is something else */
export function parseStowResponse(text: string): StowLists | null {
  const dataset = parseObject(text);
  if (dataset === null) return null;
  const stored = new Set(
    itemsOf(dataset[referencedSopSequence]).flatMap((item) => uidsIn(item[referencedSopInstanceUid])),
  );
  const failed = new Map(
    itemsOf(dataset[failedSopSequence]).flatMap((item) =>
      uidsIn(item[referencedSopInstanceUid]).map((uid) => [uid, reasonIn(item[failureReason])] as const),
    ),
  );
  return { stored, failed };
}

/** Reads what a search for instances found (PS3.18 10.6). @returns null when it is something else */
export function sopInstanceUidsOf(text: string): readonly string[] | null {
  const list = parseJson(text);
  if (!Array.isArray(list)) return null;
  return list.filter(isObject).flatMap((item) => uidsIn(item['00080018']));
}

/** PS3.5 9.1. */
const mostUidCharacters = 64;

/** The one UID of an element; none where it is something else. */
function uidsIn(element: unknown): readonly string[] {
  const uid = firstOf(element);
  return typeof uid === 'string' && uid.length <= mostUidCharacters ? [uid] : [];
}

/** @returns 0 where there is none, or something else than a value of US */
function reasonIn(element: unknown): number {
  const reason = firstOf(element);
  return typeof reason === 'number' && Number.isInteger(reason) && reason > 0 && reason <= 0xffff ? reason : 0;
}

type JsonDataset = Readonly<Record<string, unknown>>;

function parseObject(text: string): JsonDataset | null {
  const value = parseJson(text);
  // Some servers wrap the one data set into an array.
  const dataset: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(dataset) ? dataset : null;
}

/** @returns null when it is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function itemsOf(element: unknown): readonly JsonDataset[] {
  const values = isObject(element) ? element['Value'] : undefined;
  return Array.isArray(values) ? values.filter(isObject) : [];
}

/** The first value of an element in the DICOM JSON model (PS3.18 F.2.2); undefined where it has none. */
export function firstOf(element: unknown): unknown {
  const values = isObject(element) ? element['Value'] : undefined;
  return Array.isArray(values) ? values[0] : undefined;
}

/** Refused: duplicate SOP Instance (PS3.4 Table GG.4-1; PS3.7 C.5.9). */
export const duplicateInstance = 0x0111;

/** @returns null when the answer does not mention the file */
export function statusOf(sopInstanceUid: string, { stored, failed }: StowLists): ItemStatus | null {
  const reason = failed.get(sopInstanceUid);
  if (reason !== undefined) return { kind: 'refused', code: 'rejected', reason: failureText(reason) };
  return stored.has(sopInstanceUid) ? { kind: 'stored' } : null;
}

/** PS3.18 I.2.2: what the codes of Failure Reason mean. */
function failureText(reason: number): string {
  const code = reason.toString(16).toUpperCase().padStart(4, '0');
  if (reason === duplicateInstance) return `The server already has an instance with this UID (${code}).`;
  if (reason >= 0xa700 && reason <= 0xa7ff) return `The server is out of room (${code}).`;
  if (reason >= 0xa900 && reason <= 0xa9ff) return `The server says the data set does not fit its SOP Class (${code}).`;
  if (reason >= 0xc000 && reason <= 0xcfff) return `The server cannot understand the data set (${code}).`;
  if (reason === 0x0122) return `The server does not take this SOP Class (${code}).`;
  return reason === 0 ? 'The server refused this file and gave no reason.' : `The server refused this file (${code}).`;
}
