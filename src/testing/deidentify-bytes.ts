import { alignOutput } from '../deidentify/align-output.ts';
import { checkOutput } from '../deidentify/check-output.ts';
import type { DeidentifyContext, PatientEntry } from '../deidentify/context.ts';
import { type Deidentified, deidentifyDataset } from '../deidentify/deidentify-dataset.ts';
import type { PixelVerdict } from '../deidentify/pixel-verdict.ts';
import { collectIdentifiers } from '../deidentify/residual/matcher.ts';
import { applyEdits } from '../dicom/apply-edits.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { compileProfile } from '../profile/compile-profile.ts';
import { createProfile } from '../profile/create-profile.ts';
import type { OptionName, PresetId, Profile } from '../profile/profile.ts';
import { assembleOutput, indexBytes } from './build-dataset.ts';

export type DeidentifiedBytes = {
  readonly input: IndexedDataset;
  readonly plan: Deidentified;
  readonly bytes: Uint8Array;
  readonly output: IndexedDataset;
  readonly checked: ReturnType<typeof checkOutput>;
};

export type TestRun = {
  readonly preset?: PresetId;
  readonly options?: readonly OptionName[];
  /** Fields of the profile that differ from what the preset and the options give. */
  readonly profile?: Partial<Profile>;
  readonly patients?: readonly PatientEntry[] | null;
  readonly pixels?: PixelVerdict;
  readonly key?: number;
  readonly release?: DeidentifyContext['release'];
  readonly values?: DeidentifyContext['values'];
  readonly document?: DeidentifyContext['document'];
  readonly unsettledStudies?: readonly string[];
};

/** A context whose key is one byte, repeated. */
export function testContext({
  preset = 'ps315-basic',
  options = [],
  profile = {},
  patients = null,
  key = 7,
  release = null,
  values,
  document,
  unsettledStudies = [],
}: TestRun = {}): DeidentifyContext {
  return {
    rules: compileProfile({ ...createProfile(preset, options), ...profile }),
    projectKey: new Uint8Array(32).fill(key),
    patients: patients && new Map(patients.map((entry) => [entry.oldId, entry])),
    release,
    ...(values && { values }),
    ...(document && { document }),
    unsettledStudies: new Set(unsettledStudies),
  };
}

/** Takes a whole file through the pure part of the engine, checks included. @throws when it fails. */
export function deidentifyBytes(file: Uint8Array, run: TestRun = {}): DeidentifiedBytes {
  const context = testContext(run);
  const input = indexBytes(file);
  const plan = deidentifyDataset(input, context, run.pixels ?? 'clean');
  if (plan.kind === 'error') throw new Error(`${plan.code}: ${plan.message}`);
  const parts = applyEdits(input, plan.edits, plan.meta);
  if ('kind' in parts) throw new Error(`${parts.code}: ${parts.message}`);
  const bytes = assembleOutput(parts, file);
  const output = indexBytes(bytes);
  return {
    input,
    plan,
    bytes,
    output,
    checked: checkOutput(
      input,
      plan,
      output,
      alignOutput(input, plan.edits, output),
      collectIdentifiers(input, context.rules),
      context,
    ),
  };
}
