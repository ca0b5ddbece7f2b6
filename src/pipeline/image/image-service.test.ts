import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { type FakeWorker, fakeWorker, never } from '../../testing/fake-workers.ts';
import type { ImageProblem, ImageWorker } from '../contracts/image.protocol.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { createImageService } from './image-service.ts';

const content = (): InputContent => ({ kind: 'plain', blob: new Blob(), lastModifiedMs: 0 });
const request = (frame: number, of = content()) => ({
  content: of,
  frame,
  window: null,
  showsOverlays: true,
  blanked: null,
});

/** Answers with problems that name what was asked, since no bitmap exists outside a browser. */
function answer(layout: string): ImageProblem {
  return { kind: 'problem', code: 'no-pixels', transferSyntaxUid: '', layout };
}

function start(parts: Partial<ImageWorker> = {}) {
  const asked: string[] = [];
  const workers: FakeWorker[] = [];
  const contract: ImageWorker = {
    show: async (key, { frame }) => {
      asked.push(`show ${key} ${frame}`);
      return answer(`${frame}`);
    },
    thumbnail: async (key, { frame }) => {
      asked.push(`thumbnail ${key} ${frame}`);
      return answer(`${frame}`);
    },
    tile: async (keys, { parts: asParts }) => {
      asked.push(`tile ${keys.join(',')}`);
      return answer(`${asParts.length}`);
    },
    ...parts,
  };
  const service = createImageService(() => {
    const worker = fakeWorker(contract);
    workers.push(worker);
    return worker;
  });
  return { service, asked, workers };
}

const plain = { showsOverlays: true, blanked: null } as const;

describe('the image service', () => {
  it('starts its worker with the first request, and knows a file again', async () => {
    const { service, asked, workers } = start();
    expect(workers).toHaveLength(0);
    const file = content();
    for (const frame of [1, 2]) await new Promise((done) => service.show(request(frame, file), done));
    await new Promise((done) => service.show(request(3), done));
    expect(asked).toEqual(['show 1 1', 'show 1 2', 'show 2 3']);
    expect(workers).toHaveLength(1);
  });

  it('shows the frame asked for last, before the thumbnails that wait', async () => {
    const { service, asked } = start();
    const file = content();
    const results: string[] = [];
    const note = (result: { readonly kind: string }) => results.push('layout' in result ? String(result.layout) : '');
    service.thumbnail({ ...plain, content: file, frame: 10 }, note);
    service.thumbnail({ ...plain, content: file, frame: 11 }, note);
    service.show(request(1, file), note);
    service.show(request(2, file), note);
    await eventually(() => expect(asked).toHaveLength(3));
    await eventually(() => expect(results).toEqual(['10', '2', '11']));
    expect(asked).toEqual(['thumbnail 1 10', 'show 1 2', 'thumbnail 1 11']);
  });

  it('gives nothing after cancel, and does not begin what waits', async () => {
    const { service, asked } = start();
    const onResult = vi.fn();
    service.show(request(1), onResult)();
    service.thumbnail({ ...plain, content: content(), frame: 2 }, onResult)();
    service.thumbnail({ ...plain, content: content(), frame: 3 }, onResult)();
    await new Promise((done) => service.show(request(9), done));
    expect(onResult).not.toHaveBeenCalled();
    expect(asked.some((line) => line.endsWith(' 3'))).toBe(false);
  });

  it('says when the worker is lost, and starts another', async () => {
    let isFirst = true;
    const { service, workers } = start({
      show: async () => {
        if (!isFirst) return answer('second');
        isFirst = false;
        return never;
      },
    });
    const lost = new Promise((done) => service.show(request(1), done));
    await eventually(() => expect(isFirst).toBe(false));
    workers[0]!.die();
    expect(await lost).toMatchObject({ code: 'decoder-lost' });
    expect(await new Promise((done) => service.show(request(1), done))).toMatchObject({ layout: 'second' });
    expect(workers).toHaveLength(2);
  });
});
