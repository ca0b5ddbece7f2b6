import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { collect } from '../../testing/collect.ts';
import { failedLike, servedStudy, uidOf } from '../../testing/served-study.ts';
import { send } from '../../testing/stow-server.ts';
import { listPages } from './list-pages.ts';

const { server, url: studyUrl, requests, listed, listedLine, answerWith } = servedStudy();
const isList = (of: string) => /\/instances(\?|$)/.test(of);

/** The server answers each request with this. */
function answer(body: string | Buffer, headers: Record<string, string> = {}, status = 200): void {
  server.ways.instead = (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/dicom+json', ...headers }).end(body);
    return true;
  };
}

describe('a list', () => {
  type Ask = { readonly limit: number; readonly offset: number };
  /** Instances are listed by this, and none is there. */
  function listBy(page: (ask: Ask, response: ServerResponse) => readonly number[] | null, all?: unknown): void {
    server.ways.instead = ({ url = '' }: IncomingMessage, response) => {
      const { pathname, searchParams } = new URL(url, 'http://server');
      if (/\/instances\/[\d.]+$/.test(pathname)) return false;
      if (!isList(pathname)) {
        send(response, 200, JSON.stringify([{ '00201208': { vr: 'IS', Value: [all] } }]));
        return true;
      }
      const [limit, offset] = ['limit', 'offset'].map((name) => Number(searchParams.get(name)));
      const numbers = page({ limit: limit!, offset: offset! }, response);
      if (numbers === null) return true;
      const item = (n: number) => ({ '0020000E': { Value: ['1.2.3.2'] }, '00080018': { Value: [uidOf(n)] } });
      send(response, numbers.length === 0 ? 204 : 200, numbers.length === 0 ? '' : JSON.stringify(numbers.map(item)));
      return true;
    };
  }
  const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);

  it('is gone through by what came where the server gives fewer than it is asked for', async () => {
    listBy(({ offset }) => range(offset, Math.min(offset + 7, 40)));
    expect(await listed()).toHaveLength(40);
  });

  it('is asked for in smaller pages where the server refuses large ones', async () => {
    listBy(({ limit, offset }, response) => {
      if (limit <= 100) return range(offset, Math.min(offset + limit, 120));
      send(response, 400);
      return null;
    });
    expect(await listed()).toHaveLength(120);
  });

  it('is asked for without pages where the server knows none, and has to be whole', async () => {
    const refuses = ({ limit }: Ask, response: ServerResponse) => {
      if (limit === 0) return range(0, 12);
      send(response, 400);
      return null;
    };
    listBy(refuses, '12');
    expect(await listed()).toHaveLength(12);
    listBy(refuses);
    await expect(listed()).rejects.toThrow(/whatever page it is asked for/);
  });

  it('is refused where the same instances come again and nobody says how many there are', async () => {
    let asked = 0;
    listBy(() => {
      asked += 1;
      return range(0, 30);
    });
    await expect(listed()).rejects.toThrow(/the same list again whatever page/);
    expect(asked).toBe(2);
    listBy(() => range(0, 30), 31);
    await expect(listed()).rejects.toThrow(/lists 30 of 31/);
    listBy(() => range(0, 12), 12);
    expect(await listed()).toHaveLength(12);
  });

  it('says where the server lists fewer than it has, and the others are read', async () => {
    listBy(({ offset }) => range(offset, 10), 11);
    expect(await listedLine()).toMatchObject([...Array(10).fill({}), failedLike('study', /lists 10 of 11/)]);
  });

  it('ends with a page that a server refuses beyond its end, where all came', async () => {
    const page = ({ offset }: Ask, response: ServerResponse) => {
      if (offset < 10) return range(offset, 10);
      send(response, 416);
      return null;
    };
    listBy(page, 10);
    expect(await listed()).toHaveLength(10);
    listBy(page);
    await expect(listed()).rejects.toThrow(/refuses to list.*416/);
  });

  it('may name no series, and those of the study are asked then; UIDs may be filled up', async () => {
    server.ways.instead = ({ url = '' }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://server');
      if (!/(series|instances)$/.test(pathname) || searchParams.has('SeriesInstanceUID')) return false;
      const isFirst = searchParams.get('offset') === '0';
      const items = pathname.endsWith('series')
        ? [{ '0020000E': { Value: ['1.2.8 '] } }, { '0020000E': { Value: ['1.2.09'] } }]
        : [{ '00080018': { Value: ['1.2.3.4.1\0'] } }];
      send(response, 200, JSON.stringify(isFirst ? items : []));
      return true;
    };
    expect((await listed()).map(({ path }) => path)).toEqual(['study/1.2.8/1.2.3.4.1', 'study/1.2.09/1.2.3.4.1']);
  });

  it('of a line of a manifest is one failed file where it does not come', async () => {
    answerWith(isList, 500);
    expect(await listedLine()).toMatchObject([failedLike('study', /gives no list.*\(500\)/)]);
    await expect(listed()).rejects.toThrow(/gives no list/);
    answerWith(() => true, 404);
    expect(await listedLine()).toMatchObject([failedLike('study', /nothing under this address/)]);
  });
});

describe('a server that is not what it should be', () => {
  const listOf = (...instances: readonly (readonly [series: string, uid: string])[]) =>
    JSON.stringify(
      instances.map(([ofSeries, uid]) => ({ '0020000E': { Value: [ofSeries] }, '00080018': { Value: [uid] } })),
    );

  it.each([
    ['is no list', '<html>sign in</html>'],
    ['has no series, of which there is none', JSON.stringify([{ '00080018': { Value: ['1.2'] } }])],
  ])('ends the run where its answer %s', async (_, text) => {
    answer(text);
    await expect(listed()).rejects.toThrow(/no list of instances|what is no UID/);
  });

  it('fails what it names by no UID, and asks for nothing there', async () => {
    const asked: string[] = [];
    server.ways.instead = ({ url = '' }, response) => {
      asked.push(url);
      send(response, 200, url.includes('offset=0') ? listOf(['1.2', '../../x'], ['1.2', '']) : '[]');
      return true;
    };
    expect(await listed()).toMatchObject([
      failedLike('study', /by what is no UID/),
      failedLike('study', /by what is no UID/),
    ]);
    expect(asked.every((url) => /\/instances\?limit|\/studies\?/.test(url))).toBe(true);
  });

  it('has two instances of one UID where two series have it', async () => {
    server.ways.instead = ({ url = '' }, response) => {
      const two = listOf(['1.2.1', '1.2.9'], ['1.2.2', '1.2.9'], ['1.2.2', '1.2.9']);
      send(response, 200, url.includes('offset=0') ? two : '[]');
      return true;
    };
    expect((await listed()).map(({ path }) => path)).toEqual(['study/1.2.1/1.2.9', 'study/1.2.2/1.2.9']);
  });

  it('ends the run where it says that the list goes on, and gives nothing further', async () => {
    answer(listOf(['1.2.1', '1.2.9']), {
      Warning: '299 PACS: "There are 12 additional results that can be requested"',
    });
    await expect(listed()).rejects.toThrow(/a part of its list/);
  });

  it('is not listed without end', async () => {
    let asked = 0;
    const ask = async () => ({ kind: 'page', text: `[${asked++}]`, goesOn: false }) as const;
    await expect(collect(listPages(ask, '/instances', String, async () => null))).rejects.toThrow(
      /more than 1000 pages/,
    );
    expect(asked).toBe(1000);
  });

  const instance = () => `${studyUrl()}/series/1.2/instances/1.2.3`;

  it('fails an instance that is too large, and does not wait for its end', async () => {
    let sent = 0;
    server.ways.instead = (_, response) => {
      const piece = Buffer.alloc(4 * 1024 * 1024);
      response.writeHead(200, { 'Content-Type': 'application/dicom' });
      const more = (): void => {
        while (!response.destroyed && sent < 500) {
          sent += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
      return true;
    };
    expect(await listed(instance())).toMatchObject([
      { path: 'study', outcome: { kind: 'failed', reason: expect.stringContaining('more than 256 MB') } },
    ]);
    expect(sent).toBeLessThan(200);
  });

  it('fails an instance where a page comes instead of it, or none', async () => {
    answer('<html>sign in</html>', { 'Content-Type': 'text/html' });
    expect(await listed(instance())).toMatchObject([{ outcome: { kind: 'failed', code: 'unreadable' } }]);
    answer('', {}, 404);
    expect(await listed(instance())).toMatchObject([{ outcome: { kind: 'failed', code: 'unreadable' } }]);
  });

  it('is not followed to another address', async () => {
    answer('', { Location: `${server.url}/elsewhere` }, 302);
    await expect(listed(instance())).rejects.toThrow(/sent the request on to another address/);
  });

  it('gives no instance by the part of one', async () => {
    const type = 'multipart/related; type="application/dicom"; boundary=x';
    server.ways.instead = ({ url = '' }, response) => {
      if (url.includes('StudyInstanceUID')) return false;
      response.writeHead(200, { 'Content-Type': type }).end('--x\r\nContent-Type: application/dicom\r\n\r\nhalf');
      return true;
    };
    requests().hasAnsweredBefore();
    expect(await listed(instance())).toMatchObject([failedLike('study', /did not come to its end/)]);
  });
});
