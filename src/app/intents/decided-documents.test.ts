import { describe, expect, it, vi } from 'vitest';
import { fakeServices } from '../../testing/fake-services.ts';
import { openPage, openResult } from '../../testing/open-page.ts';
import { createBatchControls } from './start-batch.ts';

describe('a decision about documents', () => {
  const decided = (id: number) =>
    ({ id, release: null, values: [], document: { kind: 'pages', drawn: 1 } as never }) as const;

  async function decide(ids: readonly number[], step: 'review' | 'result') {
    const page = step === 'result' ? await openResult() : await openPage();
    if (step === 'review') await page.review();
    const { services, calls } = fakeServices();
    const tell = vi.fn(async () => void calls.push('told'));
    const controls = createBatchControls(page.store, services);
    const act = () => controls.decideFiles({ kind: 'files-decided', entries: ids.map(decided) }, tell);
    await act();
    return { calls, act, tell };
  }

  it('tells the workers which instances are blanked now, and then has those files of a result judged', async () => {
    const { calls, act, tell } = await decide([0, 2], 'result');
    expect(calls).toEqual(['told', 'plan a usual', 'plan c usual']);
    await act();
    expect(tell, 'no other instance is blanked than before').toHaveBeenCalledTimes(1);
  });

  it('leaves the files of a review to the plan', async () => {
    const { calls } = await decide([1], 'review');
    expect(calls).toEqual(['told']);
  });
});
