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

  it('tells a file that the server has it already by its bytes', async () => {
    const claims = createUploadClaims();
    await claims.take([first]);
    claims.release([first], () => true);
    const again = { ...second, sha256: first.sha256 };
    expect((await claims.take([again])).get(again)).toBe('copy');
    expect((await claims.take([second])).get(second)).toBe('rival');
  });

  it('has files of other identifiers, or without a UID, go side by side', async () => {
    const claims = createUploadClaims();
    const with_ = (id: number, changed: Partial<typeof first.identifiers>) => ({
      ...uploadItem(id),
      identifiers: { ...first.identifiers, ...changed },
    });
    const others = [
      with_(4, { studyInstanceUid: '2.25.9' }),
      with_(5, { seriesInstanceUid: '2.25.9' }),
      with_(6, { sopInstanceUid: '2.25.9' }),
      with_(7, { sopInstanceUid: '' }),
      with_(8, { sopInstanceUid: '' }),
    ];
    await claims.take([first]);
    expect([...(await claims.take(others)).values()]).toEqual(others.map(() => 'free'));
  });

  it('has files of a batch wait for the next request where another took their turn meanwhile', async () => {
    const claims = createUploadClaims();
    await claims.take([first]);
    const other = uploadItem(9);
    const batch = claims.take([second, other]);
    const alone = claims.take([third]);
    claims.release([first], () => false);
    const taken = await batch;
    const claimed = [taken.get(second), taken.get(other)];
    claims.release([second], () => false);
    expect([claimed, (await alone).get(third)]).toEqual([['free', 'free'], 'free']);
  });

  it('frees nothing for a file that did not hold it', async () => {
    const claims = createUploadClaims();
    await claims.take([first]);
    claims.release([second], () => true);
    let isOver = false;
    const waiting = claims.take([third]).then((taken) => {
      isOver = true;
      return taken.get(third);
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isOver).toBe(false);
    claims.release([first], () => false);
    expect(await waiting).toBe('free');
  });

  it('has a file wait for the next request when its own holds the other', async () => {
    const claims = createUploadClaims();
    const taken = await claims.take([first, second]);
    expect([taken.get(first), taken.get(second)]).toEqual(['free', 'wait']);
  });
});
