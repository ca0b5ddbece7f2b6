import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { attributePath } from '../dicom/dataset-access.ts';
import { readText } from '../dicom/value-codec.ts';
import type { OptionName } from '../profile/profile.ts';
import { tryIndexBytes } from '../testing/build-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';
import { isDummyDate } from './dummy-value.ts';

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to run over real files.`);

/** Each set over a third of the files; over all of them with CORPUS_OPTIONS=all. */
const runsAll = process.env['CORPUS_OPTIONS'] === 'all';

const sets: readonly (readonly OptionName[])[] = [
  ['retainUids'],
  ['retainDeviceIdentity'],
  ['retainInstitutionIdentity'],
  ['retainPatientCharacteristics'],
  ['retainFullDates'],
  ['retainModifiedDates'],
  ['retainRelativeTimes', 'retainSafePrivate'],
  [
    'retainUids',
    'retainDeviceIdentity',
    'retainInstitutionIdentity',
    'retainPatientCharacteristics',
    'retainModifiedDates',
  ],
];

describe.skipIf(!hasCorpus)('the corpus with options', () => {
  const listed: readonly { readonly path: string }[] = hasCorpus
    ? JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')).files
    : [];
  const readable = listed.flatMap(({ path }) => {
    const bytes = new Uint8Array(readFileSync(join(corpus, path)));
    return tryIndexBytes(bytes).kind === 'indexed' ? [{ path, bytes }] : [];
  });

  it.each(sets.map((options, turn) => ({ options, turn, name: options.join(' + ') })))(
    'passes its checks with $name',
    ({ options, turn }) => {
      const files = runsAll ? readable : readable.filter((_, index) => index % 3 === turn % 3);
      const codes = new Map<string, number>();
      const held = new Set<string>();
      const faults: string[] = [];
      for (const { path, bytes } of files) {
        const { plan, checked } = deidentifyBytes(bytes, { options });
        for (const { code } of [...plan.findings, ...checked.findings]) codes.set(code, (codes.get(code) ?? 0) + 1);
        for (const { kind, path: at, reason } of checked.holds) {
          if (kind !== 'residual-identifier') faults.push(`${path} ${at}: ${reason}`);
          else held.add(path);
        }
      }
      console.info(options.join(' + '), Object.fromEntries(codes), [...held]);
      expect(faults).toEqual([]);
      expect(held.size).toBeLessThanOrEqual(files.length / 40);
    },
  );

  it('moves every date of a file by the same days, or leaves none of it', () => {
    for (const { path, bytes } of readable) {
      const { input, plan } = deidentifyBytes(bytes, { options: ['retainModifiedDates'] });
      const kept = plan.changes.filter(
        ({ element, tag, effect }) =>
          effect === 'kept' &&
          lookUpAttribute(tag)?.vr === 'DA' &&
          readText(input, element).some((value) => value.trim() !== '' && !isDummyDate(value.trim())),
      );
      expect(
        kept.map(({ element }) => attributePath(input, element)),
        path,
      ).toEqual([]);
      expect(plan.identity.dateShiftDays, path).toBeLessThan(0);
    }
  });
});
