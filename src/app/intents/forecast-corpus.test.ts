import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deidentifyBatch, saveBatch, scanSource } from '../../pipeline/batch/run-batch.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { Destination } from '../../pipeline/contracts/destination.ts';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { Source } from '../../pipeline/contracts/source.ts';
import { createInProcessPool } from '../../pipeline/pool/in-process-pool.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { Profile } from '../../profile/profile.ts';
import { supportedOptions } from '../../profile/supported-options.ts';
import { eventually } from '../../testing/eventually.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { isForetold } from '../batch/forecast-state.ts';
import { countOutcomes, countStandings } from '../batch/outcomes.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import { createIntents } from './create-intents.ts';

const folder = process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev';
const isThere = existsSync(`${folder}/index.json`);
if (!isThere) console.warn(`SKIPPED: no corpus at ${folder}; set NESCIO_CORPUS to run over real files.`);

const projectKey = new Uint8Array(32).fill(9);
const presets: readonly Profile[] = [createProfile('qmenta-guarded'), createProfile('ps315-basic')];
/** The third preset, and each option alone, take minutes: `.ci/nightly` asks for them. */
const withOptions = [
  createProfile('qmenta'),
  ...(['qmenta-guarded', 'ps315-basic'] as const).flatMap((preset) =>
    supportedOptions.map((option) => createProfile(preset, [option])),
  ),
];
const profiles = process.env['FORECAST_OPTIONS'] === 'each' ? withOptions : presets;

/** Every file of the corpus, and two of them once more: copies of one instance share an output path. */
function corpus(): Source {
  const { files } = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { files: { path: string }[] };
  const paths = files.map(({ path }) => path);
  return {
    async *list() {
      for (const path of [...paths, ...paths.slice(0, 2)]) {
        const blob = new Blob([readFileSync(`${folder}/${path}`)]);
        yield { kind: 'file', path, open: async () => ({ kind: 'plain', blob, lastModifiedMs: 0 }) };
      }
    },
  };
}

describe.skipIf(!isThere)('the forecast over real files', () => {
  it.each(profiles)('is what a run and a save say: $name $options', async (profile) => {
    const pool = createInProcessPool();
    const { services } = fakeServices();
    const store = createBatchStore(createBatchState(profile, null, projectKey));
    const intents = createIntents(store, { ...services, pool, sources: { ...services.sources, fromFiles: corpus } });
    await intents.apply();
    intents.addFiles([]);
    await eventually(() => expect(store.getState().step).toBe('review'));
    await eventually(() => expect(isForetold(store.getState().files)).toBe(true));
    const forecast = countStandings(store.getState().files, standingRulesOf(store.getState()));
    console.log(profile.name, profile.options.join(' '), forecast);
    expect(forecast.ready).toBe(0);
    expect(forecast.deidentified).toBeGreaterThan(0);

    await intents.deidentify();
    const { files } = store.getState();
    const { ready: _, ...result } = forecast;
    expect(countOutcomes(files)).toEqual(result);
    expect(differences(files, await runAnew(profile))).toEqual([]);

    const changed: unknown[] = [];
    const saved = await saveBatch(
      pool,
      nowhere,
      files,
      (event) => event.kind === 'outcome' && changed.push(event),
      never,
    );
    expect(changed).toEqual([]);
    expect(saved).toMatchObject({ kind: 'saved', files: result.deidentified });
  });
});

/** What a run gives that nothing was planned for. */
async function runAnew(profile: Profile): Promise<ReadonlyMap<number, FileOutcome>> {
  const pool = createInProcessPool();
  await pool.configure({ profile, projectKey, patients: null });
  const files: BatchFile[] = [];
  for await (const event of scanSource(pool, corpus(), 0, never)) if (event.kind === 'read') files.push(...event.files);
  const outcomes = new Map<number, FileOutcome>();
  for await (const settled of deidentifyBatch(pool, files, never)) {
    for (const { id, outcome } of settled) outcomes.set(id, outcome);
  }
  return outcomes;
}

function differences(files: readonly BatchFile[], anew: ReadonlyMap<number, FileOutcome>): readonly string[] {
  return files.filter(({ id, outcome }) => said(outcome) !== said(anew.get(id))).map(({ path }) => path);
}

function said(outcome: FileOutcome | null | undefined): string {
  return JSON.stringify(outcome, (key, value) => (key === 'fragments' ? undefined : value));
}

const never = new AbortController().signal;

const nowhere: Destination<null> = {
  write: async () => ({ kind: 'written' }),
  close: async () => null,
  abort: async () => undefined,
};
