import { describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../pipeline/contracts/destination.ts';
import type { UploadTarget } from '../../pipeline/contracts/upload.ts';
import { createUploads } from './open-upload.ts';
import type { UploadBatch } from './upload-engine.ts';

// The file is gone from the server, or the network is: what a browser then throws.
vi.mock('./upload-engine.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

const target: UploadTarget = {
  kind: 'stow-rs',
  url: 'https://pacs.example/studies',
  credentials: { kind: 'none' },
  project: '',
};

describe('uploads whose code cannot be loaded', () => {
  const uploads = createUploads([], { openWindow: () => null } as unknown as Parameters<typeof createUploads>[1]);

  it('send nothing, end, and say why', async () => {
    const destination = uploads.openUpload(target, {} as UploadBatch);
    const broken = { kind: 'internal', message: expect.stringContaining('could not be loaded') };
    expect(await destination.write({} as Delivery)).toEqual(broken);
    expect(await destination.close()).toEqual(broken);
    await expect(destination.abort()).resolves.toBeUndefined();
  });

  it('have a connection test that says the same', async () => {
    const lines = [];
    for await (const line of uploads.testConnection(target, new AbortController().signal)) lines.push(line);
    expect(lines).toMatchObject([{ tone: 'failure', text: expect.stringContaining('could not be loaded') }]);
  });
});
