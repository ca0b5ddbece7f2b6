import { vi } from 'vitest';
import type { AppServices } from '../app/intents/services.ts';
import type { Delivery, DeliveryResult } from '../pipeline/contracts/destination.ts';
import { countedAs, type ItemStatus, type ReceiptLine, type UploadTarget } from '../pipeline/contracts/upload.ts';

export const target: UploadTarget = {
  kind: 'stow-rs',
  url: 'https://pacs.example.org/studies',
  credentials: { kind: 'none' },
  project: '',
};

type Batch = Parameters<AppServices['openUpload']>[1];

/**
 * Uploads that are answered as told; `sent` lists what each upload sent, by id. What the page calls acknowledged is passed over.
 * @param before waited for before each answer
 */
export function fakeServer(
  answer: (id: number) => ItemStatus = () => ({ kind: 'stored' }),
  before = async () => undefined as unknown,
) {
  const sent: number[][] = [];
  const batches: Batch[] = [];
  const abort = vi.fn(async () => undefined);
  const lineOf = (id: number): ReceiptLine => ({
    id,
    sopInstanceUid: `2.25.${id}`,
    sizeBytes: 10,
    sha256: `${id}`,
    status: answer(id),
    settledAt: '2026-01-02T03:04:05.000Z',
    attempts: 1,
  });
  const openUpload: AppServices['openUpload'] = (_target, batch) => {
    const mine: number[] = [];
    sent.push(mine);
    batches.push(batch);
    const write = async ({ input: { id } }: Delivery): Promise<DeliveryResult> => {
      const known = batch.acknowledged(id);
      if (known === null) {
        mine.push(id);
        await before();
        batch.onSent(10);
      }
      batch.onSettled(known ?? lineOf(id));
      return { kind: 'written' };
    };
    return { write, close: async () => ({ kind: 'uploaded', stoppedBy: null, brokenOff: null }), abort };
  };
  return {
    openUpload,
    sent,
    batches,
    abort,
    stored: () => sent.flat().filter((id) => countedAs(answer(id)) === 'stored'),
  };
}

/** Uploads listen to whether the network is there. @returns what tells them that it came or went. */
export function stubNetwork() {
  const listeners = new Map<string, Set<() => void>>();
  const network = { onLine: true };
  vi.stubGlobal('addEventListener', (kind: string, listener: () => void) => {
    listeners.set(kind, (listeners.get(kind) ?? new Set()).add(listener));
  });
  vi.stubGlobal('removeEventListener', (kind: string, listener: () => void) => listeners.get(kind)?.delete(listener));
  vi.stubGlobal('navigator', network);
  return {
    go: (kind: 'online' | 'offline') => {
      network.onLine = kind === 'online';
      for (const listener of listeners.get(kind) ?? []) listener();
    },
    listeners: () => [...listeners.values()].reduce((sum, some) => sum + some.size, 0),
  };
}
