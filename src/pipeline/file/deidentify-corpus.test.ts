import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { PresetId } from '../../profile/profile.ts';
import { assembleOutput } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { createEngine } from '../contracts/engine.ts';
import type { DirectoryListing, FileOutcome, FirstLook } from '../contracts/file-outcome.ts';
import { directoryOutcome } from './list-directory.ts';
import { outcomeOf, planFile } from './plan-file.ts';
import { produceFile } from './produce-file.ts';
import { scanFile } from './scan-file.ts';

const folder = process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev';
const isThere = existsSync(`${folder}/index.json`);
if (!isThere) console.warn(`SKIPPED: no corpus at ${folder}; set NESCIO_CORPUS to run over real files.`);

const paths = isThere
  ? (JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { files: { path: string }[] }).files.map(
      ({ path }) => path,
    )
  : [];

function engineFor(preset: PresetId) {
  const settings = { profile: createProfile(preset), projectKey: new Uint8Array(32).fill(9), patients: null };
  return createEngine(settings, () => undefined);
}

function kindOf(outcome: FileOutcome): string {
  switch (outcome.kind) {
    case 'deidentified':
      return 'deidentified';
    case 'held':
      return `held: ${[...new Set(outcome.holds.map(({ kind }) => kind))].join(' + ')}`;
    default:
      return `${outcome.kind}: ${outcome.code}`;
  }
}

/** True when the first look promised no more than the plan keeps. An archive is opened by the batch and never put out. */
function agrees(scan: Exclude<FirstLook, DirectoryListing>, outcome: FileOutcome): boolean {
  switch (scan.kind) {
    case 'dicom':
      return outcome.kind === 'held' || (outcome.kind === 'deidentified' && scan.holds.length === 0);
    case 'archive':
      return outcome.kind === 'skipped';
    default:
      return scan.kind === outcome.kind && scan.code === outcome.code;
  }
}

describe.skipIf(!isThere)('over real files', () => {
  it.each<PresetId>(['qmenta-guarded', 'ps315-basic', 'qmenta'])(
    '%s gives each one outcome, as its scan foretold',
    async (preset) => {
      const engine = engineFor(preset);
      const counts: Record<string, number> = {};
      const surprises: string[] = [];
      for (const path of paths) {
        const input = plainInput(readFileSync(`${folder}/${path}`));
        const look = await scanFile(input, engine);
        const scan = look.kind === 'directory' ? directoryOutcome(path, look, () => false) : look;
        const plan = await planFile({ input, release: null }, engine, 0);
        const outcome = plan.kind === 'planned' ? outcomeOf(plan) : plan;
        const kind = kindOf(outcome);
        counts[kind] = (counts[kind] ?? 0) + 1;
        const isAgreed = agrees(scan, outcome);
        if (!isAgreed || /internal|self-check/.test(kind)) surprises.push(`${path}: ${kind}`);
      }
      console.log(preset, counts);
      expect(surprises).toEqual([]);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(paths.length);
    },
  );

  it('gives the same bytes however a file is read, and in every worker', async () => {
    const preset = 'qmenta-guarded';
    const release = {
      reason: 'Test.',
      pixels: allSeen,
      atIso: '2026-01-02T03:04:05Z',
      shown: 'the reasons of the hold',
    };
    const different: string[] = [];
    let compared = 0;
    for (const path of paths) {
      const bytes = new Uint8Array(readFileSync(`${folder}/${path}`));
      const job = { input: plainInput(bytes), release };
      const windowed = await planFile(job, engineFor(preset), 0);
      const whole = await produceFile(job, engineFor(preset));
      if (windowed.kind !== 'planned' || windowed.holds.length > 0) {
        if (whole.kind === 'produced') different.push(path);
        continue;
      }
      compared++;
      const inflated = windowed.input.bytes ?? bytes;
      const isSame =
        whole.kind === 'produced' &&
        Buffer.compare(assembleOutput(whole.parts, bytes), assembleOutput(windowed.parts, inflated)) === 0;
      if (!isSame) different.push(path);
    }
    console.log(`${compared} outputs compared`);
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(400);
  });
});
