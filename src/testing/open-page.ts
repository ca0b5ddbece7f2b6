import { expect } from 'vitest';
import { createBatchState } from '../app/batch/batch-state.ts';
import { createBatchStore } from '../app/batch/batch-store.ts';
import { isForetold } from '../app/batch/forecast-state.ts';
import { createIntents } from '../app/intents/create-intents.ts';
import type { AppServices } from '../app/intents/services.ts';
import { createProfile } from '../profile/create-profile.ts';
import { eventually } from './eventually.ts';
import { type FakeAnswers, fakeServices } from './fake-services.ts';

/**
 * A page without components: store, intents and services that answer as told.
 * @param own services in place of the usual ones
 */
export async function openPage(answers: FakeAnswers = {}, own: Partial<AppServices> = {}) {
  const { services, calls, downloads } = fakeServices(answers);
  const store = createBatchStore(createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32)));
  const intents = createIntents(store, { ...services, ...own });
  await intents.apply();
  const state = () => store.getState();
  /** Adds three files, a, b and c, and waits until all are planned. */
  const review = async () => {
    intents.addSample();
    await eventually(() => {
      expect(state().step).toBe('review');
      expect(isForetold(state().files) && state().forecast.phase === 'resting').toBe(true);
    });
  };
  return { store, intents, calls, downloads, state, review };
}

/** The same with the result of three files. */
export async function openResult(answers: FakeAnswers = {}, own: Partial<AppServices> = {}) {
  const page = await openPage(answers, own);
  await page.review();
  await page.intents.deidentify();
  return page;
}

/** A file that holds a project key of 32 times this byte, two hexadecimal digits. */
export function keyFile(byte: string): File {
  const json = { format: 'nescio-project-key', formatVersion: 1, key: byte.repeat(32) };
  return new File([JSON.stringify(json)], 'key.json');
}
