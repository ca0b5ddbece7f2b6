import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attributePath, findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readText } from '../../dicom/value-codec.ts';
import { packVr } from '../../dicom/vr.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { OptionName, PresetId } from '../../profile/profile.ts';
import { supportedOptions } from '../../profile/supported-options.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { optionsTogether } from '../../testing/options-together.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { createEngine, type Engine } from '../contracts/engine.ts';
import { planFile } from './plan-file.ts';

const folder = process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev';
const isThere = existsSync(`${folder}/index.json`);
if (!isThere) console.warn(`SKIPPED: no corpus at ${folder}; set NESCIO_CORPUS to run over real files.`);
/** The presets, every option alone, and as many options together as may be: over the whole corpus with SECOND_PASS=all. */
const runsAll = process.env['SECOND_PASS'] === 'all';

type Kind = { readonly name: string; readonly preset: PresetId; readonly options: readonly OptionName[] };
type Output = { readonly bytes: Uint8Array; readonly codes: readonly string[]; readonly shape: readonly string[] };

const together = optionsTogether(supportedOptions.filter((option) => option !== 'retainFullDates'));
const kinds: readonly Kind[] = [
  { name: 'ps315-basic', preset: 'ps315-basic', options: [] },
  { name: 'qmenta-guarded', preset: 'qmenta-guarded', options: [] },
  { name: 'qmenta', preset: 'qmenta', options: [] },
  ...(runsAll
    ? supportedOptions.map((option): Kind => ({ name: option, preset: 'ps315-basic', options: [option] }))
    : []),
  ...(together.length > 0
    ? [{ name: 'all options that go together', preset: 'ps315-basic', options: together } as const]
    : []),
];

const files = isThere
  ? (JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { files: { path: string; bytes: number }[] }).files
  : [];
/** Every fourth file, and all of them when asked: the passes cost four runs a file and kind. */
const chosen = files.filter(({ bytes }, number) => runsAll || (number % 4 === 0 && bytes < 1_500_000));

function engineOf({ preset, options }: Kind, key: number): Engine {
  const settings = {
    profile: createProfile(preset, options),
    projectKey: new Uint8Array(32).fill(key),
    patients: null,
  };
  return createEngine(settings, () => undefined);
}

/** The output of a file whose pixels somebody looked at; null when nothing comes of it. */
async function outputOf(bytes: Uint8Array, engine: Engine): Promise<Output | null> {
  const release = { reason: 'Test.', pixels: allSeen, atIso: '2026-01-01T00:00:00Z', shown: 'Nothing.' };
  const plan = await planFile({ input: plainInput(bytes), release }, engine, 1 << 26);
  if (plan.kind !== 'planned' || plan.holds.some(({ kind }) => kind === 'encapsulated-document')) return null;
  const output = assembleOutput(plan.parts, plan.input.bytes ?? bytes);
  const codes = [...plan.findings.map(({ code }) => code), ...plan.holds.map(({ kind }) => `hold ${kind}`)];
  return { bytes: output, codes, shape: shapeOf(indexBytes(output)) };
}

function shapeOf(dataset: IndexedDataset): readonly string[] {
  return Array.from({ length: dataset.elements.count }, (_, element) => attributePath(dataset, element));
}

/** Patients, UIDs: what is made from the key, wherever it stands, by path. */
function pseudonymsIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  const dataset = indexBytes(bytes);
  const found = new Map<string, string>();
  for (let element = 0; element < dataset.elements.count; element++) {
    const tag = dataset.elements.tags[element]!;
    const isPatient = tag === 0x00100020 || tag === 0x00100010;
    const text = isPatient || isUid(dataset, element) ? readText(dataset, element).join('\\') : '';
    if (text !== '' && (isPatient || /(^|\\)2\.25\./.test(text))) found.set(attributePath(dataset, element), text);
  }
  return found;
}

function isUid({ elements }: IndexedDataset, element: number): boolean {
  return elements.vrs[element] === packVr('UI') && elements.valueLengths[element]! < 1024;
}

type Engines = { readonly first: Engine; readonly again: Engine; readonly other: Engine };
type Compared = { readonly faults: readonly string[]; readonly pseudonyms: number };

/** All that is asked of one file; null when nothing comes of it. */
async function compareRuns(file: Uint8Array, engines: Engines): Promise<Compared | null> {
  const output = await outputOf(file, engines.first);
  if (output === null) return null;
  const again = await outputOf(file, engines.again);
  const isSame = again !== null && Buffer.compare(again.bytes, output.bytes) === 0;
  const { faults, pseudonyms } = await compareKeys(file, output, engines.other);
  return {
    faults: [...(isSame ? [] : ['other bytes']), ...faults, ...(await secondPass(output, engines))],
    pseudonyms,
  };
}

async function compareKeys(file: Uint8Array, output: Output, engine: Engine): Promise<Compared> {
  const hasPatientId = findElement(indexBytes(file), 0x00100020) >= 0;
  const original = pseudonymsIn(file);
  const other = await outputOf(file, engine);
  const others = other === null ? new Map<string, string>() : pseudonymsIn(other.bytes);
  const made = [...pseudonymsIn(output.bytes)].filter(
    ([path, text]) => original.get(path) !== text && (hasPatientId || path !== '(0010,0020)'),
  );
  const faults = made
    .filter(([path, text]) => others.get(path) === text)
    .map(([path]) => `${path}: the same pseudonym by another key`);
  return { faults, pseudonyms: made.length };
}

async function secondPass(output: Output, { first }: Engines): Promise<readonly string[]> {
  const second = await outputOf(output.bytes, first);
  if (second === null) return ['nothing comes of a second pass'];
  const news = second.codes.filter((code) => !output.codes.includes(code));
  return [
    ...news.map((code) => `new in a second pass: ${code}`),
    ...(second.shape.join() === output.shape.join() ? [] : ['another structure after a second pass']),
  ];
}

describe.skipIf(!isThere)('the output of a real file', () => {
  it.each(kinds)('is the same for the same key, another for another, and passes again ($name)', async (kind) => {
    const engines = { first: engineOf(kind, 9), again: engineOf(kind, 9), other: engineOf(kind, 10) };
    const faults: string[] = [];
    let compared = 0;
    let pseudonyms = 0;
    for (const { path } of chosen) {
      const result = await compareRuns(new Uint8Array(readFileSync(`${folder}/${path}`)), engines);
      if (result === null) continue;
      compared++;
      pseudonyms += result.pseudonyms;
      faults.push(...result.faults.map((fault) => `${path}: ${fault}`));
    }
    console.info(`${kind.name}: ${compared} outputs, ${pseudonyms} pseudonyms compared`);
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(chosen.length / 2);
  });
});
