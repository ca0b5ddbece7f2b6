import { describe, expect, it } from 'vitest';
import { uploadItem } from '../../testing/fake-upload.ts';
import { createUploadClaims } from './upload-claims.ts';

/** Files with the identifiers of one, and bytes of their own. */
const [first, second, third] = [1, 2, 3].map((id) => ({
  ...uploadItem(id),
  identifiers: uploadItem(1).identifiers,
  sha256: `${id}`.repeat(64),
})) as [ReturnType<typeof uploadItem>, ReturnType<typeof uploadItem>, ReturnType<typeof uploadItem>];

describe('createUploadClaims', () => {
  it('lets files with the same identifiers that are sent alone have their turns, however many wait', async () => {
    const claims = createUploadClaims();
    expect((await claims.take([first])).get(first)).toBe('free');
    const waiting = [second, third].map(async (item) => {
      const claim = (await claims.take([item])).get(item);
      // The server refuses the second, and has the first no more than before.
      claims.release([item], () => false);
      return claim;
    });
    claims.release([first], () => false);
    expect(await Promise.all(waiting)).toEqual(['free', 'free']);
  });

  it('tells those that waited that the server has another file', async () => {
    const claims = createUploadClaims();
    await claims.take([first]);
    const waiting = [second, third].map(async (item) => (await claims.take([item])).get(item));
    claims.release([first], () => true);
    expect(await Promise.all(waiting)).toEqual(['rival', 'rival']);
  });

  it('has a file wait for the next request when its own holds the other', async () => {
    const claims = createUploadClaims();
    const taken = await claims.take([first, second]);
    expect([taken.get(first), taken.get(second)]).toEqual(['free', 'wait']);
  });
});
