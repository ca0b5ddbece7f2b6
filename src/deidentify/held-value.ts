import { attributePath, valueBytes } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readText } from '../dicom/value-codec.ts';
import { isText } from '../dicom/vr.ts';
import type { HeldValue } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import { startKeyedHash, toBase32 } from './keyed-hash.ts';
import { patientKeyOf } from './patient-key.ts';
import type { Identifiers } from './residual/matcher.ts';
import { subjectAt } from './subject-at.ts';

/** Describes one value in which something was found; `input` is the original, whose patient it is. */
export type DescribeHeld = (output: IndexedDataset, entry: number, label: string) => HeldValue;

/** Digits of five bits: 100 bits, so that no two values of any batch meet. */
const digits = 20;

/** In longer values nobody is shown the places, and to look for them would take long. */
const largestLocated = 64 * 1024;

/** As many as `decisions.json` takes. */
const mostTokens = 64;

/** @param context whose key makes the marks: without it they tell nothing */
export function createDescribeHeld(
  input: IndexedDataset,
  identifiers: Identifiers,
  { projectKey, rules }: Pick<DeidentifyContext, 'projectKey' | 'rules'>,
): DescribeHeld {
  const patient = patientKeyOf(input, rules.profile.usesIssuerOfPatientId).text;
  // The published table holds nothing, so that nobody decides.
  const holdsNothing = rules.profile.preset === 'qmenta';
  const mark = (purpose: 'held-token' | 'held-value', head: readonly string[], bytes: Uint8Array = nothing): string => {
    const hash = startKeyedHash(projectKey, purpose, JSON.stringify(head));
    hash.update(bytes);
    return toBase32(hash.digest(), digits);
  };
  const valueAt = (output: IndexedDataset, entry: number, bytes: Uint8Array): Value => {
    const { vr } = subjectAt(output, entry);
    const attribute = attributePath(output, entry).replace(/\[\d+\]/g, '[]');
    return {
      output,
      entry,
      likeness: mark('held-value', [patient, attribute, vr], bytes),
      texts: isText(vr) && bytes.length <= largestLocated ? readText(output, entry) : [],
    };
  };
  let last: Value | null = null;
  return (output, entry, label) => {
    const { tag } = subjectAt(output, entry);
    const bytes = holdsNothing ? null : valueBytes(output, entry);
    if (bytes === null) return { tag, label, places: [], tokens: [], likeness: null };
    // Much may be found in one value; it is read and hashed once.
    if (last?.output !== output || last.entry !== entry) last = valueAt(output, entry, bytes);
    const { likeness, texts } = last;
    const { letters, places } = identifiers.text.locate(texts, label);
    const canPoint = letters.size > 0 && letters.size <= mostTokens;
    const tokens = canPoint
      ? [...letters].map((found) => mark('held-token', [label, found]))
      : // Where nobody can point at it the statement is about this very value.
        [mark('held-token', [label, likeness])];
    return { tag, label, places, tokens: tokens.sort(), likeness };
  };
}

type Value = {
  readonly output: IndexedDataset;
  readonly entry: number;
  readonly likeness: string;
  readonly texts: readonly string[];
};

const nothing = new Uint8Array(0);
