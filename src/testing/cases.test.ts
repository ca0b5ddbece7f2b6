import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allCases, casesOf } from './cases.ts';

/** Kinds that no test runs yet. Each is listed with every run. */
const pendingKinds: readonly string[] = [];

/** Which tests run the cases of each other kind. */
const coveredBy: Readonly<Record<string, readonly string[]>> = {
  archives: ['src/pipeline/batch/scan-archives.test.ts'],
  'bytes-beside-pixels': ['src/pipeline/file/pixel-cases.test.ts'],
  converters: ['src/deidentify/converters/lost-needs.test.ts', 'src/deidentify/private/own-list.test.ts'],
  csv: ['src/report/csv.test.ts'],
  'empty-payload': ['src/deidentify/lost-content.test.ts'],
  labels: ['src/deidentify/clean-text/clean-text-cases.test.ts'],
  grids: ['src/pipeline/file/pixel-cases.test.ts'],
  'image-flags': ['src/pipeline/file/pixel-cases.test.ts'],
  'kept-identifiers': ['src/deidentify/disguised-sequences.test.ts', 'src/deidentify/kept-identifiers.test.ts'],
  'local-codes': ['src/deidentify/codes/local-codes.test.ts'],
  malformed: ['src/pipeline/file/malformed-cases.test.ts'],
  'output-order': ['src/embed/output-order.test.ts'],
  'report-ages': ['src/deidentify/structured-content/report-ages.test.ts'],
  'roi-names': ['src/deidentify/clean-text/clean-text-cases.test.ts'],
  'series-names': ['src/deidentify/clean-text/clean-text-cases.test.ts'],
  'structure-sets': ['src/deidentify/keyed-names/keyed-names.test.ts'],
  words: ['src/deidentify/clean-text/clean-text-cases.test.ts'],
  'residual-forms': ['src/pipeline/file/residual-cases.test.ts'],
  'time-and-numbers': [
    'src/pipeline/file/crafted-headers.test.ts',
    'src/pipeline/file/pixel-cases.test.ts',
    'src/pipeline/file/wrong-numbers.test.ts',
  ],
  'words-of-the-page': ['src/pipeline/file/malformed-cases.test.ts'],
};

it('has each kind of case run by a test that asks for it', () => {
  for (const [kind, files] of Object.entries(coveredBy)) {
    expect(files, kind).not.toEqual([]);
    for (const file of files) expect(readFileSync(file, 'utf8'), file).toContain(`casesOf('${kind}')`);
  }
});

describe.skipIf(allCases.length === 0)('the cases', () => {
  it('are each of a kind that a test runs, or that is pending', () => {
    const known = new Set([...pendingKinds, ...Object.keys(coveredBy)]);
    expect([...new Set(allCases.map(({ kind }) => kind))].filter((kind) => !known.has(kind))).toEqual([]);
    expect(pendingKinds.filter((kind) => kind in coveredBy)).toEqual([]);
  });

  it('can each be read and says what is right for it', () => {
    for (const one of allCases) {
      expect(one.read().length, one.file).toBeGreaterThan(0);
      expect(one.expect, one.file).not.toBe('');
    }
  });

  it('lists the kinds that are pending', () => {
    for (const kind of pendingKinds) console.info(`PENDING: ${casesOf(kind).length} cases of kind ${kind}`);
    expect(allCases.length).toBeGreaterThan(pendingKinds.length);
  });

  it('refuses a kind that has no case', () => {
    expect(() => casesOf('no such kind')).toThrow('No case of kind');
  });
});
