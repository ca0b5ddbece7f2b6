import { describe, expect, it } from 'vitest';
import { describeWriteError } from './describe-write-error.ts';
import { syncAccessFile, type WritableFile, writableFile } from './output-file.ts';

describe('syncAccessFile', () => {
  it('takes a short write for a full disk', async () => {
    const access = { write: () => 3, truncate: () => undefined, flush: () => undefined, close: () => undefined };
    const file = syncAccessFile(access, async () => undefined);
    const error: unknown = await file.writeAt(0, new Uint8Array(4)).catch((thrown: unknown) => thrown);
    expect(describeWriteError(error)).toMatchObject({ kind: 'no-space' });
  });

  it('closes before it removes, since an open file cannot be removed', async () => {
    const log: string[] = [];
    const access = {
      write: () => 0,
      truncate: () => undefined,
      flush: () => undefined,
      close: () => void log.push('close'),
    };
    await syncAccessFile(access, async () => void log.push('remove')).abort();
    expect(log).toEqual(['close', 'remove']);
  });
});

describe('writableFile', () => {
  it('cuts what a rewind left over before it closes', async () => {
    const log: string[] = [];
    const writable: WritableFile = {
      write: async ({ position, data }) => void log.push(`write ${position} ${data.length}`),
      truncate: async (sizeBytes) => void log.push(`truncate ${sizeBytes}`),
      close: async () => void log.push('close'),
      abort: async () => void log.push('abort'),
    };
    const file = writableFile(writable);
    await file.writeAt(5, new Uint8Array(2));
    await file.finish(6);
    await file.abort();
    expect(log).toEqual(['write 5 2', 'truncate 6', 'close', 'abort']);
  });

  it('never throws while aborting', async () => {
    const fail = () => Promise.reject(new Error('no'));
    const file = writableFile({ write: fail, truncate: fail, close: fail, abort: fail });
    await expect(file.abort()).resolves.toBeUndefined();
  });
});

describe('describeWriteError', () => {
  it.each([
    ['QuotaExceededError', 'no-space'],
    ['NotAllowedError', 'not-writable'],
    ['NoModificationAllowedError', 'not-writable'],
    ['SomethingElse', 'internal'],
  ])('%s is %s, in words that quote nothing', (name, kind) => {
    const failure = describeWriteError(new DOMException('/home/someone/secret', name));
    expect(failure.kind).toBe(kind);
    expect(failure.message).not.toContain('secret');
    expect(failure.message).toContain('Nothing was saved');
  });
});
