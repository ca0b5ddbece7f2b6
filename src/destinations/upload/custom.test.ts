import { describe, expect, it } from 'vitest';
import { uploadItem } from '../../testing/fake-upload.ts';
import { type CustomFile, createCustomProtocol, type TakeFile } from './custom.ts';

const send = (take: TakeFile, signal = new AbortController().signal) =>
  createCustomProtocol(take).send([uploadItem(1)], () => undefined, signal, signal);

describe('a function of the host page', () => {
  it('gets the finished file under its new name, with new identifiers', async () => {
    const taken: { readonly file: File; readonly about: CustomFile }[] = [];
    const result = await send(async (file, about) => {
      taken.push({ file, about });
      return undefined;
    });
    expect(result).toEqual({ kind: 'answered', statuses: [{ kind: 'stored' }] });
    const { file, about } = taken[0]!;
    expect([file.name, file.size, file.lastModified]).toEqual(['1.dcm', 10, 0]);
    expect(about).toEqual({ ...uploadItem(1).identifiers, outputPath: 'N-1/S-1/1/1.dcm', sha256: '1' });
  });

  it('may refuse a file for good, or fail and be asked again', async () => {
    expect(await send(async () => ({ refused: 'No room.' }))).toMatchObject({
      statuses: [{ kind: 'refused', reason: 'No room.' }],
    });
    expect((await send(() => Promise.reject(new Error('secret')))).kind).toBe('again');
  });

  it('counts as cancelled when it fails after a Cancel', async () => {
    expect(await send(() => Promise.reject(new Error()), AbortSignal.abort())).toEqual({ kind: 'aborted' });
  });
});
