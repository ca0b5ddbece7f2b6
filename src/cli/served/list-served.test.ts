import { describe, expect, it } from 'vitest';
import { collect } from '../../testing/collect.ts';
import { failedLike, fileLike, pathOf, servedStudy, uidOf } from '../../testing/served-study.ts';
import { send } from '../../testing/stow-server.ts';

const { server, url: studyUrl, requests, minutes, pass, onWait, listed, fill, answerWith } = servedStudy();
const isInstance = (n: number) => (of: string) => of.endsWith(`/instances/${uidOf(n)}`);
const isList = (of: string) => /\/instances(\?|$)/.test(of);

describe('one instance that does not come', () => {
  it.each([500, 502, 503, 403, 400, 404])('is one failed file where its answer is always %d', async (status) => {
    fill(3);
    answerWith(isInstance(2), status);
    expect(await listed()).toMatchObject([
      fileLike(pathOf(1)),
      failedLike(pathOf(2), status === 404 ? /does not have the instance/ : new RegExp(`\\(${status}\\).*export it`)),
      fileLike(pathOf(3)),
    ]);
    expect(minutes()).toBeLessThan(1);
  });

  it('is one failed file where the connection breaks each time it is asked for', async () => {
    fill(3);
    server.ways.instead = ({ url = '' }, response) => {
      if (isInstance(1)(url)) response.destroy();
      return isInstance(1)(url);
    };
    expect(await listed()).toMatchObject([
      failedLike(pathOf(1), /answers otherwise/),
      fileLike(pathOf(2)),
      fileLike(pathOf(3)),
    ]);
  });

  it('does not end the list where there are many of them, and each costs less', async () => {
    fill(20);
    answerWith((url) => /\/instances\/.*[1-8]$/.test(url), 500);
    const items = await listed();
    expect(items.filter(({ kind }) => kind === 'settled')).toHaveLength(16);
    expect(items).toHaveLength(20);
  });

  it('ends the command where the sign-in is not taken', async () => {
    fill(3);
    answerWith(isInstance(2), 401);
    await expect(listed()).rejects.toThrow(/\(401\)/);
  });
});

describe('a server that is away', () => {
  it('is waited for while it starts again', async () => {
    fill(9);
    onWait(() => {
      if (minutes() > 9) server.ways.instead = () => false;
    });
    let asked = 0;
    server.ways.instead = ({ url = '' }, response) => {
      if (isList(url)) return false;
      asked += 1;
      if (asked < 4) return false;
      response.destroy();
      return true;
    };
    expect((await listed()).map(({ kind }) => kind)).toEqual(Array(9).fill('file'));
    expect(minutes()).toBeGreaterThan(9);
  });

  it('is waited for for half an hour, and that is said', async () => {
    fill(9);
    let asked = 0;
    server.ways.instead = (_, response) => {
      asked += 1;
      if (asked > 6) response.destroy();
      return asked > 6;
    };
    await expect(listed()).rejects.toThrow(/has given nothing for 30 minutes/);
    expect(minutes()).toBeGreaterThan(28);
  });

  it('is taken for a wrong address where it has never answered', async () => {
    server.ways.instead = (_, response) => {
      response.destroy();
      return true;
    };
    await expect(listed()).rejects.toThrow(/Check the address of IN/);
    expect(minutes()).toBeLessThanOrEqual(1 / 3);
  });

  it('is not asked for each further file once it was waited for in vain', async () => {
    fill(1);
    const [item] = await listed();
    let asked = 0;
    server.ways.instead = (_, response) => {
      asked += 1;
      response.destroy();
      return true;
    };
    expect(item).toMatchObject(fileLike(pathOf(1)));
    const read = () =>
      requests().readInstance(
        { url: `${studyUrl()}/series/1.2.3.2/instances/${uidOf(1)}`, signInFile: '' },
        collect,
        new AbortController().signal,
      );
    await expect(read()).rejects.toThrow(/30 minutes/);
    const before = asked;
    for (let n = 0; n < 50; n++) await expect(read()).rejects.toThrow(/30 minutes/);
    expect(asked).toBe(before);
    pass(120_000);
    server.ways.instead = () => false;
    await expect(read()).resolves.not.toEqual([]);
  });

  it('is asked again when it said', async () => {
    fill(1);
    let asked = 0;
    server.ways.instead = ({ url = '' }, response) => {
      if (!isInstance(1)(url)) return false;
      asked += 1;
      if (asked === 1) send(response, 429, '', { 'Retry-After': '40' });
      return asked === 1;
    };
    expect(await listed()).toMatchObject([fileLike(pathOf(1))]);
    expect(minutes()).toBe(40 / 60);
  });

  it('stops the waiting with the command', async () => {
    fill(1);
    const stopping = new AbortController();
    onWait(() => stopping.abort());
    answerWith(isInstance(1), 503);
    expect(await listed(studyUrl(), stopping.signal)).toEqual([]);
  });
});
