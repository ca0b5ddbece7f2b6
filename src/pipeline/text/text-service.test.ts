import { describe, expect, it } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { type FakeWorker, fakeWorker } from '../../testing/fake-workers.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { TextWorker } from '../contracts/text-search.ts';
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

  it('says to each call that the worker cannot be started, and tries again with the next', async () => {
    const { made, createWorker } = silentWorkers();
    let starts = 0;
    const service = createTextService(() => {
      starts += 1;
      if (starts <= 2) throw new Error('The policy refuses workers.');
      return createWorker();
    });
    const refused = [service.look(request, never), service.lookAtTile([], never)];
    expect(await Promise.allSettled(refused)).toMatchObject(Array(2).fill({ status: 'rejected' }));
    const look = service.look(request, never);
    await eventually(() => expect(made).toHaveLength(1));
    service.end();
    expect(await look).toMatchObject({ code: 'decoder-lost' });
    expect(made).toEqual([{ isEnded: true }]);
  });

  it('does not cut a tile short when it is ended, and looks at nothing else meanwhile', async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const looked = { kind: 'looked', texts: [], frames: 1 } as const;
    const answer = (what: string) => {
      asked.push(what);
      return new Promise<typeof looked>((resolve) => answers.push(() => resolve(looked)));
    };
    const workers: FakeWorker[] = [];
    const service = createTextService(() => {
      const worker = fakeWorker({
        look: () => answer('look'),
        project: () => answer('project'),
        lookAtProjections: () => answer('projections'),
        lookAtTile: () => answer('tile'),
      } as unknown as TextWorker);
      workers.push(worker);
      return worker;
    });
    const tile = service.lookAtTile([request], never);
    await eventually(() => expect(asked).toEqual(['tile']));
    const look = service.look(request, never);
    service.end();
    expect(workers[0]?.isTerminated()).toBe(false);
    expect(asked).toEqual(['tile']);
    answers[0]?.();
    expect(await tile).toEqual(looked);
    expect(workers[0]?.isTerminated()).toBe(true);
    // What waited begins now, in another worker.
    await eventually(() => expect(asked).toEqual(['tile', 'look']));
    answers[1]?.();
    expect(await look).toEqual(looked);
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
