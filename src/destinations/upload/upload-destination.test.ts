import { describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../pipeline/contracts/destination.ts';
import type { ReceiptLine } from '../../pipeline/contracts/upload.ts';
import { allStored, scriptedProtocol, stillSurroundings, uploadItem } from '../../testing/fake-upload.ts';
import { createGate } from '../../testing/gate.ts';
import { settled } from '../../testing/settled.ts';
import { type UploadOptions, uploadDestination } from './upload-destination.ts';

const text = (value: string) => new TextEncoder().encode(value);

/** A file of one part of its own and one range of the input. */
function delivery(id: number, head: string): Delivery {
  const blob = new Blob(['0123456789']);
  const input = { id, path: 'Doe/John.dcm', content: { kind: 'plain', blob, lastModifiedMs: 0 } } as const;
  const parts = [
    { kind: 'bytes', bytes: text(head) },
    { kind: 'range', offsetBytes: 2, lengthBytes: 3 },
  ] as const;
  const sizeBytes = head.length + 3;
  return { path: `N-1/${id}.dcm`, input, file: { parts, sizeBytes, crc32: null } } as unknown as Delivery;
}

function destination(
  known: ReadonlyMap<number, ReceiptLine> = new Map(),
  whenSent = async () => undefined as unknown,
  refusal: UploadOptions['refusal'] = async () => null,
) {
  const settled: ReceiptLine[] = [];
  const bodies: string[] = [];
  const { protocol, requests } = scriptedProtocol(async (items) => {
    for (const { body } of items) bodies.push(await body.text());
    await whenSent();
    return allStored(items);
  });
  const opened = uploadDestination({
    protocol,
    surroundings: stillSurroundings(),
    identifiersOf: (id) => uploadItem(id).identifiers,
    earlier: async () => null,
    refusal,
    acknowledged: (id) => known.get(id) ?? null,
    onSettled: (line) => settled.push(line),
    onSent: () => undefined,
    onPaused: () => undefined,
  });
  return { ...opened, settled, requests, bodies };
}

describe('an upload', () => {
  it('sends nothing where an earlier one stands in its way, and says why and which', async () => {
    const refusal = async () => ({ runId: 'run-1', reason: 'Under another profile.' });
    const { takesNothing, close, settled, requests } = destination(undefined, undefined, refusal);
    expect(await takesNothing?.()).toBe(true);
    expect(await close()).toEqual({ kind: 'uploaded', stoppedBy: 'Under another profile.', brokenOff: 'run-1' });
    expect([requests, settled]).toEqual([[], []]);
    expect(await destination().takesNothing?.()).toBe(false);
  });

  it('sends parts and ranges in order, and knows the hash of the whole', async () => {
    const { write, close, settled, bodies } = destination();
    expect(await write(delivery(1, 'head-'))).toEqual({ kind: 'written' });
    expect(await close()).toEqual({ kind: 'uploaded', stoppedBy: null, brokenOff: null });
    expect(bodies).toEqual(['head-234']);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text('head-234')));
    expect(settled).toMatchObject([{ id: 1, sizeBytes: 8, sha256: Buffer.from(digest).toString('hex') }]);
  });

  it('sends what a server has acknowledged only when its bytes have changed', async () => {
    const first = destination();
    await first.write(delivery(1, 'a'));
    await first.write(delivery(2, 'b'));
    await first.close();
    const second = destination(new Map(first.settled.map((line) => [line.id, line])));
    await second.write(delivery(1, 'a'));
    await second.write(delivery(2, 'B'));
    await second.close();
    expect(second.requests).toEqual([[2]]);
    expect(second.settled.map(({ id, status }) => [id, status.kind])).toEqual([
      [1, 'stored'],
      [2, 'stored'],
    ]);
  });

  it.each(['hash', 'send'] as const)(
    'tells nothing more of a file held at the step %s once it has stopped',
    async (step) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const isThere = createGate();
      const goOn = createGate();
      const digest = vi.spyOn(crypto.subtle, 'digest');
      if (step === 'hash') {
        digest.mockImplementation(async () => {
          isThere.open();
          await goOn.isOpen;
          return new ArrayBuffer(32);
        });
      }
      const {
        write,
        abort,
        settled: lines,
      } = destination(new Map(), async () => {
        isThere.open();
        await goOn.isOpen;
      });
      const writing = write(delivery(1, 'a')).then(() => (step === 'send' ? write(delivery(2, 'b')) : null));
      const filled =
        step === 'send' ? writing.then(() => Promise.all([3, 4].map((id) => write(delivery(id, 'c'))))) : null;
      await settled(isThere.isOpen);
      await settled(abort());
      const told = lines.length;
      goOn.open();
      await settled(Promise.all([writing, filled]));
      await settled(new Promise((resolve) => setTimeout(resolve, 3000)));
      expect(lines).toHaveLength(told);
      digest.mockRestore();
      vi.useRealTimers();
    },
  );
});
