import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { PresetId } from '../../profile/profile.ts';
import { assembleOutput } from '../../testing/build-dataset.ts';
import { allCases, casesOf } from '../../testing/cases.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from './deidentify-file.ts';
import { produceFile } from './produce-file.ts';

const presets: readonly PresetId[] = ['qmenta-guarded', 'ps315-basic', 'qmenta'];

/** What the cases have beside their pixels. */
const planted = /Zqxforeign|Quxworthy/;
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function engineOf(preset: PresetId) {
  const settings = { profile: createProfile(preset), projectKey: new Uint8Array(32).fill(9), patients: null };
  return createEngine(settings, () => undefined);
}

async function outcomesOf(bytes: Uint8Array) {
  const job = { input: plainInput(bytes), release: null };
  return Promise.all(presets.map((preset) => deidentifyFile(job, engineOf(preset))));
}

describe.skipIf(allCases.length === 0)('cases of pixel data', () => {
  it('cuts bytes beside the pixels, or holds the file', async () => {
    const framed = casesOf('time-and-numbers').filter(({ file }) => file.includes('frames_'));
    let cut = 0;
    for (const one of [...casesOf('bytes-beside-pixels'), ...framed]) {
      const bytes = one.read();
      for (const preset of presets) {
        const made = await produceFile({ input: plainInput(bytes), release: null }, engineOf(preset));
        if (made.kind === 'produced') {
          cut++;
          expect(planted.test(latin1(bytes)), one.file).toBe(true);
          expect(planted.test(latin1(assembleOutput(made.parts, bytes))), one.file).toBe(false);
          continue;
        }
        const { outcome } = made;
        expect(outcome.kind === 'held' && outcome.holds.map(({ kind }) => kind), one.file).toContain('pixels');
      }
    }
    expect(cut).toBe(4 * presets.length);
  });

  it('holds what the header itself calls a label, a capture or a screen', async () => {
    for (const one of casesOf('image-flags')) {
      for (const outcome of await outcomesOf(one.read())) {
        expect(outcome, one.file).toMatchObject({ kind: 'held', holds: [{ kind: 'pixels', isReleasable: true }] });
      }
    }
  });

  it('lets numbers and masks pass', async () => {
    for (const one of casesOf('grids')) {
      for (const outcome of await outcomesOf(one.read())) expect(outcome.kind, one.file).toBe('deidentified');
    }
  });
});
