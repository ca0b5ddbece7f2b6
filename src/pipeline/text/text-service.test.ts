import { describe, expect, it } from 'vitest';
import type { InputContent } from '../contracts/input-file.ts';
import type { WorkerLike } from '../pool/worker-connection.ts';
import { createTextService } from './text-service.ts';

const content: InputContent = { kind: 'plain', blob: new Blob(['x']), lastModifiedMs: 0 };
const request = { content, frame: 0, depth: 'seen' as const };
const never = new AbortController().signal;

/** Workers that never answer; `die` ends the last one as a script error would. */
function silentWorkers() {
  const made: { isEnded: boolean }[] = [];
  let die = () => {};
  const createWorker = (): WorkerLike => {
    const worker = { isEnded: false };
    made.push(worker);
    return {
      postMessage: () => undefined,
      addEventListener: (kind: string, listener: unknown) => {
        if (kind === 'error') die = listener as () => void;
      },
      removeEventListener: () => undefined,
      terminate: () => {
        worker.isEnded = true;
      },
    };
  };
  return { made, createWorker, die: () => die() };
}

describe('the text service', () => {
  it('starts its worker with the first call and ends it when told', async () => {
    const { made, createWorker } = silentWorkers();
    const service = createTextService(createWorker);
    expect(made).toEqual([]);
    const look = service.look(request, never);
    expect(made).toEqual([{ isEnded: false }]);
    service.end();
    expect(made).toEqual([{ isEnded: true }]);
    expect(await look).toMatchObject({ kind: 'problem', code: 'decoder-lost' });
  });

  it('ends a call that is aborted with its worker, which is no sign of being broken', async () => {
    const { made, createWorker } = silentWorkers();
    const service = createTextService(createWorker);
    for (let time = 0; time < 4; time++) {
      const stop = new AbortController();
      const look = service.look(request, stop.signal);
      stop.abort();
      expect((await look).kind).toBe('problem');
    }
    expect(made).toEqual(Array(4).fill({ isEnded: true }));
    expect(service.isBroken()).toBe(false);
  });

  it('is broken when the worker was lost three times in a row', async () => {
    const { createWorker, die } = silentWorkers();
    const service = createTextService(createWorker);
    for (const expected of [false, false, true]) {
      const project = service.project(content, never);
      die();
      expect(await project).toMatchObject({ kind: 'problem' });
      expect(service.isBroken()).toBe(expected);
    }
  });

  it('starts no further worker when it is broken, before it was ended', async () => {
    const { made, createWorker, die } = silentWorkers();
    const service = createTextService(createWorker);
    for (let time = 0; time < 10; time++) {
      const look = service.look(request, never);
      die();
      expect(await look).toMatchObject({ kind: 'problem', code: 'decoder-lost' });
    }
    expect(made).toHaveLength(3);
    service.end();
    void service.look(request, never);
    expect(made).toHaveLength(4);
  });
});
