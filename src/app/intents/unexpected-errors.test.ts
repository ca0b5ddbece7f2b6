import { describe, expect, it } from 'vitest';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { Source } from '../../pipeline/contracts/source.ts';
import { eventually } from '../../testing/eventually.ts';
import { deidentified, fakeFile } from '../../testing/fake-batch.ts';
import { type FakeAnswers, fakeServices } from '../../testing/fake-services.ts';
import { openPage, openResult } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';

/** Workers whose planning throws once `fail` is called. */
function failingPool(answers: FakeAnswers = {}) {
  const { pool } = fakeServices(answers).services;
  const state = { isBroken: false };
  const deidentify: Pool['deidentify'] = async function* (jobs, signal, urgency) {
    if (state.isBroken) throw new Error('A bug.');
    yield* pool.deidentify(jobs, signal, urgency);
  };
  const fail = () => {
    state.isBroken = true;
  };
  return { pool: { ...pool, deidentify }, fail };
}

describe('an error that nobody expects', () => {
  it('while files are read ends the reading, keeps what was read, and is told', async () => {
    const { sources } = fakeServices().services;
    const broken: Source = {
      async *list() {
        yield { kind: 'file', path: 'a', open: async () => ({ kind: 'plain', blob: new Blob(), lastModifiedMs: 0 }) };
        throw new Error('A bug.');
      },
    };
    const { intents, state } = await openPage({}, { sources: { ...sources, sample: () => broken } });
    intents.addSample();
    await eventually(() => expect(state().notice).toBe(strings.broken));
    expect(state().scan).toBeNull();
    expect(['start', 'review']).toContain(state().step);
    intents.addFiles([new File([], 'b')]);
    await eventually(() => expect(state().files.map(({ path }) => path)).toContain('b'));
  });

  it('while files are judged again ends the judging, so that decisions can be taken, and is told', async () => {
    const answers: FakeAnswers = {
      scan: () => fakeFile(0, { sopInstanceUid: '2.25.77' }).scan,
      outcome: () => deidentified,
      fingerprint: () => 'SAME',
    };
    const { pool, fail } = failingPool(answers);
    const { intents, state } = await openResult(answers, { pool });
    fail();
    const left = intents.leaveOut([0]);
    expect(state().recounting).toBeGreaterThan(0);
    await left;
    expect(state()).toMatchObject({ step: 'result', recounting: 0, notice: strings.broken });
    await intents.leaveOut([1]);
    expect(state().leftOut.size).toBe(2);
  });

  it('in a run ends it with an outcome for each file, and is told', async () => {
    const { pool, fail } = failingPool();
    fail();
    const { intents, state } = await openPage({}, { pool });
    intents.addSample();
    await eventually(() => expect(state().forecast.phase).toBe('broken'));
    await intents.deidentify();
    expect(state()).toMatchObject({ step: 'result', run: null, notice: strings.broken });
    expect(state().files.map(({ outcome }) => outcome?.kind)).toEqual(Array(3).fill('skipped'));
  });

  it('that leaves a plan without any outcome breaks the plan off, and a run, instead of planning for ever', async () => {
    const { pool } = fakeServices().services;
    const deidentify: Pool['deidentify'] = async function* () {};
    const { intents, state } = await openPage({}, { pool: { ...pool, deidentify } });
    intents.addSample();
    await eventually(() => expect(state().forecast.phase).toBe('broken'));
    await intents.deidentify();
    expect(state()).toMatchObject({ step: 'result', run: null, notice: strings.broken });
  });
});
