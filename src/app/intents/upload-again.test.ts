import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { RecordsRequest } from '../../report/records-input.ts';
import { stubNetwork, target } from '../../testing/fake-server.ts';
import { keyFile } from '../../testing/open-page.ts';
import { notSent, openWithServer, refused } from '../../testing/open-with-server.ts';

beforeEach(() => void stubNetwork());
afterEach(() => void vi.unstubAllGlobals());

describe('what a server has acknowledged', () => {
  it('is not sent again, and counts as stored', async () => {
    const { send, sent, state } = await openWithServer((id) => [{ kind: 'stored' } as const, refused, notSent][id]!);
    await send();
    await send();
    expect(sent).toEqual([
      [0, 1, 2],
      [1, 2],
    ]);
    expect(state().upload).toMatchObject({ counts: { stored: 1, refused: 1, notSent: 1 } });
  });

  it.each([
    ['server', { ...target, url: 'https://other.example.org/studies' }],
    ['project', { ...target, project: 'TWO' }],
  ])('is sent to another %s', async (_, other) => {
    const { send, sent } = await openWithServer();
    await send();
    await send(other);
    await send();
    expect(sent).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });

  it('is sent again under another profile', async () => {
    const { send, sent, intents, state } = await openWithServer();
    await send();
    await intents.changeProfile({ ...createProfile('ps315-basic'), capsAges: false });
    await intents.deidentify();
    expect(state().step).toBe('result');
    await send();
    expect(sent[1]).toEqual([0, 1, 2]);
  });

  it('is sent again under another key', async () => {
    const { send, sent, intents, state } = await openWithServer();
    await send();
    await intents.openKey(keyFile('ab'));
    expect(state().step).toBe('result');
    await send();
    expect(sent[1]).toEqual([0, 1, 2]);
  });

  it('stands in the receipt, but not in that of the next batch', async () => {
    const requests: RecordsRequest[] = [];
    const buildReceipt = async (request: RecordsRequest) => {
      requests.push(request);
      return new Blob();
    };
    const { send, intents, review, sent } = await openWithServer(undefined, { buildReceipt });
    await send();
    await intents.saveReceipt();
    expect(requests[0]!.uploads.map(({ id, status }) => [id, status.kind])).toEqual([
      [0, 'stored'],
      [1, 'stored'],
      [2, 'stored'],
    ]);
    await intents.startOver();
    await review();
    await intents.deidentify();
    await intents.saveReceipt();
    expect(requests[1]!.uploads).toEqual([]);
    await send();
    expect(sent[1]).toEqual([0, 1, 2]);
  });
});
