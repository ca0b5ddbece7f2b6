import { describe, expect, it } from 'vitest';
import type { OutputPart } from '../../dicom/edit.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { casesOf } from '../../testing/cases.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from './deidentify-file.ts';
import { planFile } from './plan-file.ts';

/** What the cases of the shared folder have planted, in every form. */
const planted =
  /quxworthy|zebulon|qzx.?73519|19370418|370418|18\.4\.37|18-apr-37|18 okt 1937|brandshausen|vandermeulen|2031-08-22|case |view|smith/i;

/** The text of an output without its pixels and zeros, so that UTF-16 reads like ASCII. */
function headOf(parts: readonly OutputPart[]): string {
  const bytes = parts.flatMap((part) => (part.kind === 'bytes' ? [Buffer.from(part.bytes)] : []));
  return Buffer.concat(bytes).toString('latin1').replaceAll('\0', '');
}

const engineFor = (preset: 'ps315-basic' | 'qmenta-guarded') =>
  createEngine(
    { profile: createProfile(preset), projectKey: new Uint8Array(32).fill(3), patients: null },
    () => undefined,
  );

describe.each(['ps315-basic', 'qmenta-guarded'] as const)('identifiers in kept elements under %s', (preset) => {
  const engine = engineFor(preset);

  it('hold every case of the shared folder or go, and the hold names the element', async () => {
    for (const { file, read } of casesOf('residual-forms')) {
      const plan = await planFile({ input: plainInput(read()), release: null }, engine, 1 << 26);
      if (plan.kind !== 'planned') throw new Error(`${file}: ${plan.reason}`);
      const residual = plan.holds.filter(({ kind }) => kind === 'residual-identifier');
      // What is cleaned away has nothing to hold the file for.
      if (residual.length === 0) {
        expect(headOf(plan.parts), file).not.toMatch(planted);
        continue;
      }
      expect(
        residual.filter(({ path }) => path === undefined),
        file,
      ).toEqual([]);
    }
  });

  it.each([
    ['at its end', (text: string, size: number) => `${'a '.repeat(size / 2)} ${text}`],
    ['at its beginning', (text: string, size: number) => `${text} ${'a '.repeat(size / 2)}`],
    ['glued', (text: string, size: number) => `${'a '.repeat(size / 4)}Dr${text}01 ${'b '.repeat(size / 4)}`],
  ])('hold a text that is too large to be kept in memory: %s', async (_, write) => {
    for (const name of ['Smith', 'Ottersbach', 'M\u00fcller']) {
      const file = buildFile([
        { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] },
        { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
        { tag: 0x00100010, vr: 'PN', values: [`${name}^Al`] },
        { tag: 0x00189941, vr: 'UT', values: [write(name, 400_000)] },
      ]);
      const outcome = await deidentifyFile({ input: plainInput(file), release: null }, engine);
      expect(outcome.kind === 'held' && outcome.holds.map(({ path }) => path), name).toContain('(0018,9941)');
    }
  });
});
