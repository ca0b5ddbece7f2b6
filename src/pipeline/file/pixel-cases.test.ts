import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { PresetId } from '../../profile/profile.ts';
import { allCases, casesOf } from '../../testing/cases.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from './deidentify-file.ts';

const presets: readonly PresetId[] = ['qmenta-guarded', 'ps315-basic', 'qmenta'];

async function outcomesOf(bytes: Uint8Array) {
  const job = { input: plainInput(bytes), release: null };
  return Promise.all(
    presets.map((preset) => {
      const settings = { profile: createProfile(preset), projectKey: new Uint8Array(32).fill(9), patients: null };
      return deidentifyFile(
        job,
        createEngine(settings, () => undefined),
      );
    }),
  );
}

describe.skipIf(allCases.length === 0)('cases of pixel data', () => {
  it('holds bytes beside the pixels', async () => {
    const framed = casesOf('time-and-numbers').filter(({ file }) => file.includes('frames_'));
    for (const one of [...casesOf('bytes-beside-pixels'), ...framed]) {
      for (const outcome of await outcomesOf(one.read())) {
        expect(outcome, one.file).toMatchObject({ kind: 'held' });
        expect(outcome.kind === 'held' && outcome.holds.map(({ kind }) => kind), one.file).toContain('pixels');
      }
    }
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
