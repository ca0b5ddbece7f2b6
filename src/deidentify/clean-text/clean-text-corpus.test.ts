import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attributePath } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readText } from '../../dicom/value-codec.ts';
import { tryIndexBytes } from '../../testing/build-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import type { Change } from '../change.ts';
import { foldText, tokensOf } from '../residual/fold-text.ts';
import { cleanText } from './clean-text.ts';
import { patientWordsOf } from './patient-words.ts';

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to clean the texts of real files.`);

const options = ['cleanDescriptors', 'cleanStructuredContent', 'cleanGraphics'] as const;

describe.skipIf(!hasCorpus)('the texts of the corpus', () => {
  const files: readonly { readonly path: string }[] = hasCorpus
    ? JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')).files
    : [];

  it('keep no word of their patient, and pass their checks', { timeout: 120_000 }, () => {
    const counts = { whole: 0, inPart: 0, nothing: 0 };
    const held: string[] = [];
    for (const { path } of files) {
      const bytes = new Uint8Array(readFileSync(join(corpus, path)));
      if (tryIndexBytes(bytes).kind !== 'indexed') continue;
      const { input, plan, checked } = deidentifyBytes(bytes, { options });
      const faults = checked.holds.filter(({ kind }) => kind !== 'residual-identifier');
      expect(faults, path).toEqual([]);
      if (checked.holds.length > 0) held.push(path);
      for (const kind of kindsOfTexts(input, plan.changes, path)) counts[kind]++;
    }
    console.info(`texts kept whole, in part, not at all: ${counts.whole}, ${counts.inPart}, ${counts.nothing}`);
    console.info(`held by the residual scan: ${held.join(', ')}`);
    expect(counts.whole).toBeGreaterThan(counts.nothing);
    expect(held.length).toBeLessThanOrEqual(files.length / 100);
  });
});

type Kind = 'whole' | 'inPart' | 'nothing';

/** Expects each cleaned text of a file to be clean. @returns how much of each was kept */
function kindsOfTexts(input: IndexedDataset, changes: readonly Change[], path: string): readonly Kind[] {
  return changes.flatMap((change) => {
    const text = cleanedTextOf(input, change);
    if (text === null) return [];
    expectClean(input, text, `${path} ${attributePath(input, change.element)}`);
    return [text === '' ? 'nothing' : change.effect === 'kept' ? 'whole' : 'inPart'] as const;
  });
}

/** What is left of a text that was cleaned; '' for dummies. @returns null for other changes */
function cleanedTextOf(input: IndexedDataset, { element, effect, after, words }: Change): string | null {
  if (words === undefined) return null;
  if (effect === 'kept') return readText(input, element).join('\\');
  return words.some(({ isKept }) => isKept) ? (after ?? '') : '';
}

function expectClean(input: IndexedDataset, text: string, place: string): void {
  const own = patientWordsOf(input);
  const tokens = tokensOf(foldText(text)).filter((token) => token.length > 3 || !/^\d+$/.test(token));
  expect(tokens.filter(own.isPatientWord).length, place).toBe(0);
  for (const value of text.split('\\')) expect(cleanText(value, own).text === value, place).toBe(true);
}
