import { describe, expect, it } from 'vitest';
import type { RecordsRequest } from '../../report/records-input.ts';
import { createGate } from '../../testing/gate.ts';
import { openResult } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';

describe('records', () => {
  it('are built of the whole batch as the person asks, and downloaded', async () => {
    const requests: RecordsRequest[] = [];
    const build = async (request: RecordsRequest) => {
      requests.push(request);
      return new Blob(['zip']);
    };
    const { intents, state, calls } = await openResult({}, { buildRecords: build, buildReceipt: build });
    await intents.saveRecords(true);
    await intents.saveRecords(false);
    await intents.saveReceipt();
    expect(calls.slice(-3)).toEqual(['download records.zip', 'download records.zip', 'download receipt.zip']);
    expect(requests.map(({ includesOriginalValues }) => includesOriginalValues)).toEqual([true, false, false]);
    expect(requests[0]).toMatchObject({ files: state().files, profile: state().profile, uploads: [] });
    expect(state().records).toEqual({ kind: 'idle' });
  });

  it.each([
    ['records', 'saveRecords'],
    ['receipt', 'saveReceipt'],
  ] as const)('%s are not downloaded once they are given up', async (what, intent) => {
    const gate = createGate();
    const build = async ({ signal }: RecordsRequest) => {
      await gate.isOpen;
      signal.throwIfAborted();
      return new Blob(['zip']);
    };
    const { intents, state, calls } = await openResult({}, { buildRecords: build, buildReceipt: build });
    const saving = intents[intent](false);
    expect(state().records).toEqual({ kind: 'building', what, isWaiting: false });
    intents.cancelRecords();
    expect(state().records).toEqual({ kind: 'idle' });
    gate.open();
    await saving;
    expect(state().records).toEqual({ kind: 'idle' });
    expect(calls.filter((call) => call.startsWith('download'))).toEqual([]);
  });

  it('that were built although they were given up are not downloaded', async () => {
    const gate = createGate();
    const buildRecords = async () => {
      await gate.isOpen;
      return new Blob(['zip']);
    };
    const { intents, calls } = await openResult({}, { buildRecords });
    const saving = intents.saveRecords(false);
    const again = intents.saveRecords(false);
    gate.open();
    await Promise.all([saving, again]);
    expect(calls.filter((call) => call.startsWith('download'))).toEqual(['download records.zip']);
  });

  it('that fail say so', async () => {
    const { intents, state } = await openResult();
    await intents.saveRecords(false);
    expect(state().records).toEqual({ kind: 'failed', message: strings.records.failed });
  });
});
