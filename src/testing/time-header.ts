import { createEngine } from '../pipeline/contracts/engine.ts';
import { outcomeOf, planFile } from '../pipeline/file/plan-file.ts';
import { scanFile } from '../pipeline/file/scan-file.ts';
import { createProfile } from '../profile/create-profile.ts';
import type { OptionName, PresetId } from '../profile/profile.ts';
import { plainInput } from './ct-slice.ts';

type Timed = { readonly cpuMs: number; readonly profile: string; readonly outcome: string };

/** Profiles that go different ways through the engine. */
const profiles: readonly (readonly [string, PresetId, readonly OptionName[]])[] = [
  ['Basic', 'ps315-basic', []],
  ['guarded', 'qmenta-guarded', []],
  ['QMENTA', 'qmenta', []],
  [
    'options',
    'ps315-basic',
    [
      'cleanDescriptors',
      'cleanStructuredContent',
      'cleanGraphics',
      'retainSafePrivate',
      'retainDeviceIdentity',
      'retainPatientCharacteristics',
      'retainModifiedDates',
    ],
  ],
];

/**
 * CPU time of a file's first look and plan under the profile that takes longest. Work of other programs is not in it.
 * @param only the name of a profile, to try no other
 */
export async function slowestProfile(file: Uint8Array, only?: string): Promise<Timed> {
  let slowest: Timed = { cpuMs: 0, profile: '', outcome: '' };
  for (const [profile, preset, options] of profiles) {
    if (only !== undefined && profile !== only) continue;
    const settings = {
      profile: createProfile(preset, options),
      projectKey: new Uint8Array(32).fill(7),
      patients: null,
    };
    const engine = createEngine(settings, () => undefined);
    const input = plainInput(file);
    const before = process.cpuUsage();
    await scanFile(input, engine);
    const plan = await planFile({ input, release: null }, engine, 1 << 26);
    const cpuMs = process.cpuUsage(before).user / 1000;
    const outcome = plan.kind === 'planned' ? outcomeOf(plan).kind : plan.kind;
    if (cpuMs > slowest.cpuMs) slowest = { cpuMs, profile, outcome };
  }
  return slowest;
}
