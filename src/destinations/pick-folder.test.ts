import { expect, it } from 'vitest';
import { memoryDisk } from '../testing/memory-folder.ts';
import { makeSubfolder, pickNewFolder } from './pick-folder.ts';

it('makes a subfolder of its own, after all that are there, files included', async () => {
  const { root } = memoryDisk();
  await root.getDirectoryHandle('deidentified-2026-11-22-1', { create: true });
  await root.getFileHandle('deidentified-2026-11-22-2', { create: true });
  expect((await makeSubfolder(root, '2026-11-22')).name).toBe('deidentified-2026-11-22-3');
});

it('gives null when the person dismissed the picker, and passes on what else goes wrong', async () => {
  const refuse = (name: string) => async () => {
    throw new DOMException('', name);
  };
  expect(await pickNewFolder(refuse('AbortError'), '2026-11-22')).toBeNull();
  await expect(pickNewFolder(refuse('SecurityError'), '2026-11-22')).rejects.toThrow(DOMException);
});
