import { expect, it, vi } from 'vitest';
import type { NetworkAnswer } from '../../pipeline/contracts/network-answer.ts';
import { eventually } from '../../testing/eventually.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { openPage } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';
import { watchPool } from './watch-pool.ts';

async function watch(ready: Promise<void>, network: NetworkAnswer = 'refused') {
  const { services } = fakeServices();
  const { store, state } = await openPage();
  const root = { setAttribute: vi.fn() };
  const pool = { ...services.pool, ready, networkAnswer: () => network };
  void watchPool(store, { ...services, pool }, root as unknown as HTMLElement);
  return { state, root };
}

it.each(['refused', 'refused-unread', 'not-refused'] as const)(
  'says when the workers are ready, and whether the network is shut: %s',
  async (network) => {
    const { state, root } = await watch(Promise.resolve(), network);
    expect(state().pool).toEqual({ kind: 'starting' });
    expect(root.setAttribute).not.toHaveBeenCalled();
    await eventually(() => expect(state().pool).toEqual({ kind: 'ready', network }));
    expect(root.setAttribute).toHaveBeenCalledWith('data-ready', 'true');
  },
);

it('says when no worker starts, and that the page is not ready', async () => {
  const { state, root } = await watch(Promise.reject(new Error('None.')));
  await eventually(() => expect(state().pool).toEqual({ kind: 'failed', message: strings.pool.failed }));
  expect(root.setAttribute).not.toHaveBeenCalled();
});
