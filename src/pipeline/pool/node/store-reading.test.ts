import { describe, expect, it } from 'vitest';
import { listAnswer, s3Server } from '../../../testing/s3-server.ts';
import { listObjects, readObject } from './store-reading.ts';

const store = s3Server();
const place = { bucket: 'in', prefix: 'DOE/' };

async function listed(): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of listObjects(place)) keys.push(...page.map(({ key }) => key));
  return keys;
}

/** The store answers each request with this; the number counts the requests. */
function answerWith(content: (turn: number) => string): void {
  let turn = 0;
  store.ways.instead = (_, response) => {
    turn += 1;
    response.end(listAnswer(content(turn)));
    return true;
  };
}

const item = (key: string) => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"a"</ETag></Contents>`;
const more = (token: string) =>
  `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`;

describe('a list of a store', () => {
  it.each([
    ['goes on from the same place', () => `${more('again')}${item('DOE/a')}`],
    ['says for ever that there is more, and nothing new', (turn: number) => `${more(`${turn}`)}${item('DOE/a')}`],
    ['has no content and no end', (turn: number) => more(`${turn}`)],
    ['holds what was not asked for', () => item('ROE/a')],
    ['has a key that is no text', () => `<EncodingType>url</EncodingType>${item('DOE/%FF')}`],
  ])('fails where it %s, and quotes nothing', async (_, content) => {
    answerWith(content);
    await expect(listed()).rejects.toThrow(/^The object store did not do what it was asked to[^/]*$/);
    expect(store.requests.length).toBeLessThan(110);
  });

  it('fails where an answer never ends', async () => {
    let sentBytes = 0;
    store.ways.instead = (_, response) => {
      const piece = Buffer.alloc(1024 * 1024, ' ');
      const send = (): void => {
        while (!response.destroyed && sentBytes < 200 * piece.length) {
          sentBytes += piece.length;
          if (!response.write(piece)) return void response.once('drain', send);
        }
        response.end();
      };
      send();
      return true;
    };
    await expect(listed()).rejects.toThrow('The object store did not do what it was asked to');
    expect(sentBytes).toBeLessThan(100 * 1024 * 1024);
  });
});

describe('a range of an object', () => {
  it('is that of the object that was listed, also where the store knows no condition', async () => {
    const { etag } = store.put('/in/DOE/a', Buffer.from('another patient'));
    expect(Buffer.from(await readObject('in', { key: 'DOE/a', etag }, 8, 7)).toString()).toBe('patient');
    store.ways.instead = (_, response) => {
      response.writeHead(206, { ETag: '"of after"' }).end('patient');
      return true;
    };
    await expect(readObject('in', { key: 'DOE/a', etag }, 8, 7)).rejects.toThrow('has changed');
  });

  it('is refused where the store sends more than was asked for', async () => {
    const { etag } = store.put('/in/DOE/a', Buffer.alloc(9));
    store.ways.instead = (_, response) => {
      response.setHeader('ETag', etag).end(Buffer.alloc(1_000_000));
      return true;
    };
    await expect(readObject('in', { key: 'DOE/a', etag }, 0, 9)).rejects.toThrow('did not do what it was asked to');
  });
});
