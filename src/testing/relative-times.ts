import { readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import type { OptionName } from '../profile/profile.ts';
import type { TestRun } from './deidentify-bytes.ts';
import { runWithOptions } from './run-with-options.ts';

export const relativeTimes: readonly OptionName[] = ['retainRelativeTimes'];

export const textElement = (tag: number, vr: ElementDescription['vr'], ...values: string[]) =>
  ({ tag, vr, values }) as ElementDescription;

/** The start of a study that none of our dummies equals. */
export const studyStart = [textElement(0x00080020, 'DA', '20200301'), textElement(0x00080030, 'TM', '233010.250000')];

export type RelativeRun = ReturnType<typeof runRelative>;

/** What becomes of elements under relative times. */
export const runRelative = (elements: readonly ElementDescription[], more: TestRun = {}) =>
  runWithOptions(elements, relativeTimes, more);

export const codesOf = ({ plan }: RelativeRun) => plan.findings.map(({ code, path }) => `${code} ${path ?? ''}`.trim());

/** Every text of an output, the marks of this program aside. */
export function textsOf({ output }: RelativeRun): string {
  return Array.from({ length: output.elements.count }, (_, n) =>
    (output.elements.tags[n] ?? 0) >>> 16 === 0x0012 ? '' : readText(output, n).join('|'),
  ).join('|');
}
