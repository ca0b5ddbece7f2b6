import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Release } from '../../src/deidentify/context.ts';
import { createEngine } from '../../src/pipeline/contracts/engine.ts';
import { planFile } from '../../src/pipeline/file/plan-file.ts';
import { createProfile } from '../../src/profile/create-profile.ts';
import type { OptionName, PresetId } from '../../src/profile/profile.ts';
import { allOptions, dateOptions, supportedOptions } from '../../src/profile/supported-options.ts';
import { assembleOutput } from '../../src/testing/build-dataset.ts';
import { plainInput } from '../../src/testing/ct-slice.ts';
import { allSeen } from '../../src/testing/pixel-statements.ts';

/** One way of running the engine over all files. */
export type RunOf = { readonly name: string; readonly preset: PresetId; readonly options: readonly OptionName[] };

/** What became of the files of a run; `written` lists the outputs, by the input's path. */
export type Outputs = {
  readonly written: readonly string[];
  /** Why files have no output: outcome and code, with their number. */
  readonly without: Readonly<Record<string, number>>;
  /** Files that would be held for another reason than their pixels or their kind, by kind of hold. */
  readonly held: Readonly<Record<string, readonly string[]>>;
};

export const corpusFolder = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
export const hasCorpus = existsSync(join(corpusFolder, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpusFolder}; set NESCIO_CORPUS to run over real files.`);

/** Everybody who would look has looked and found nothing: so that every file is written and scored. */
const release: Release = {
  reason: 'Scored by a program.',
  pixels: allSeen,
  atIso: '2026-01-01T00:00:00Z',
  shown: 'Nothing.',
};
const projectKey = new Uint8Array(32).fill(5);
const wholeBytes = 64 * 1024 * 1024;

/** Runs the engine over files and writes what it would emit. @param paths relative to `inputs`, and to `outputs`. */
export async function writeOutputs(
  run: RunOf,
  paths: readonly string[],
  inputs: string,
  outputs: string,
): Promise<Outputs> {
  const profile = createProfile(run.preset, run.options);
  const engine = createEngine({ profile, projectKey, patients: null }, () => undefined);
  const written: string[] = [];
  const without: Record<string, number> = {};
  const held: Record<string, string[]> = {};
  rmSync(outputs, { recursive: true, force: true });
  for (const path of paths) {
    const bytes = new Uint8Array(readFileSync(join(inputs, path)));
    const plan = await planFile({ input: plainInput(bytes), release }, engine, wholeBytes);
    const why = plan.kind === 'planned' ? documentHold(plan.holds) : `${plan.kind}: ${plan.code}`;
    if (plan.kind !== 'planned' || why !== null) {
      without[why ?? ''] = (without[why ?? ''] ?? 0) + 1;
      if (plan.kind === 'failed') console.info(`${run.name}: ${path}: ${plan.code}, ${plan.reason}`);
      continue;
    }
    for (const { kind } of plan.holds) held[kind] = [...(held[kind] ?? []), path];
    const target = join(outputs, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, assembleOutput(plan.parts, plan.input.bytes ?? bytes));
    written.push(path);
  }
  return { written, without, held };
}

function documentHold(holds: readonly { readonly kind: string; readonly isReleasable: boolean }[]): string | null {
  return holds.some(({ kind, isReleasable }) => kind === 'encapsulated-document' && !isReleasable)
    ? 'held: encapsulated document, can only be left out'
    : null;
}

/** The presets, each supported option alone, and each allowed pair. Says aloud what is left out. */
export function allRuns(): readonly RunOf[] {
  const missing = allOptions.filter((option) => !supportedOptions.includes(option));
  if (missing.length > 0) console.warn(`NOT SCORED, as this version does not carry them out: ${missing.join(', ')}`);
  const basic = (options: readonly OptionName[]): RunOf => ({
    name: ['ps315-basic', ...options].join(' + '),
    preset: 'ps315-basic',
    options,
  });
  const pairs = supportedOptions
    .flatMap((one, at) => supportedOptions.slice(at + 1).map((other) => [one, other] as const))
    // Dates are kept, shifted or counted, and not two of them (PS3.15 E.3.6).
    .filter((pair) => !pair.every((option) => dateOptions.includes(option)));
  return [
    basic([]),
    { name: 'qmenta-guarded', preset: 'qmenta-guarded', options: [] },
    { name: 'qmenta', preset: 'qmenta', options: [] },
    ...supportedOptions.map((option) => basic([option])),
    ...pairs.map(basic),
  ];
}

export function corpusPaths(): readonly string[] {
  const index = JSON.parse(readFileSync(join(corpusFolder, 'index.json'), 'utf8')) as { files: { path: string }[] };
  return index.files.map(({ path }) => path);
}
