import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryOutput } from '../testing/memory-output.ts';
import { createByteSink } from './byte-sink.ts';

const megabyte = 1024 * 1024;

describe('createByteSink', () => {
  it('gathers small pieces into writes of a megabyte', async () => {
    const output = memoryOutput();
    const sink = createByteSink(output);
    for (let i = 0; i < 4096; i++) await sink.append(new Uint8Array(1000).fill(i));
    expect(await sink.finish()).toBe(4_096_000);
    expect(output.calls()).toBeLessThanOrEqual(5);
  });

  it('patches bytes that straddle what is written and what is waiting', async () => {
    const output = memoryOutput();
    const sink = createByteSink(output);
    await sink.append(new Uint8Array(megabyte - 2));
    await sink.append(new Uint8Array(10));
    await sink.patch(megabyte - 4, Uint8Array.of(1, 2, 3, 4));
    await sink.finish();
    expect([...output.bytes().subarray(megabyte - 5, megabyte + 1)]).toEqual([0, 1, 2, 3, 4, 0]);
  });

  it('gives the same file as a plain array for any appends, patches and rewinds', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), length: fc.integer({ min: 0, max: 1_500_000 }) }),
      fc.record({ kind: fc.constant('patch' as const), place: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('rewind' as const), place: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const output = memoryOutput();
        const sink = createByteSink(output);
        let model = new Uint8Array(0);
        for (const [number, action] of steps.entries()) {
          if (action.kind === 'append') {
            const bytes = new Uint8Array(action.length).fill(number + 1);
            await sink.append(bytes);
            model = Uint8Array.from(Buffer.concat([model, bytes]));
          } else if (action.kind === 'rewind') {
            const to = Math.floor(action.place * model.length);
            sink.rewind(to);
            model = model.slice(0, to);
          } else if (model.length >= 4) {
            const at = Math.floor(action.place * (model.length - 4));
            await sink.patch(at, new Uint8Array(4).fill(200 + number));
            model.fill(200 + number, at, at + 4);
          }
          if (sink.positionBytes() !== model.length) return false;
        }
        await sink.finish();
        return Buffer.compare(output.bytes(), model) === 0;
      }),
      { numRuns: 60 },
    );
  });
});
