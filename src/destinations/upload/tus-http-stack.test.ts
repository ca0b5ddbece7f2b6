import { describe, expect, it } from 'vitest';
import { response } from '../../testing/fake-upload.ts';
import { tusHttpStack } from './tus-http-stack.ts';
import type { Answer, RequestDescription } from './upload-protocol.ts';

const origin = 'https://tus.example';

function stackOf(answer: Answer = response(204, 'the text', { 'Upload-Offset': '4' })) {
  const requests: RequestDescription[] = [];
  const answers: Answer[] = [];
  const ends = new AbortController();
  const stack = tusHttpStack({
    sendRequest: async (request) => {
      requests.push(request);
      return answer;
    },
    withCredentials: true,
    origin,
    sent: (one) => answers.push(one),
    signal: ends.signal,
  });
  return { stack, requests, answers, ends };
}

describe('a request of the tus client', () => {
  it('goes through the page, with its headers, and its answer comes back', async () => {
    const { stack, requests, answers } = stackOf();
    const request = stack.createRequest('PATCH', `${origin}/files/7`);
    request.setHeader('Upload-Offset', '4');
    const sent: number[] = [];
    request.setProgressHandler((bytes) => sent.push(bytes));
    const body = new Blob(['123']);
    const answer = await request.send(body);
    expect(requests).toMatchObject([
      { method: 'PATCH', url: `${origin}/files/7`, headers: { 'Upload-Offset': '4' }, body, withCredentials: true },
    ]);
    requests[0]!.onProgress(3);
    expect(sent).toEqual([3]);
    expect([answer.getStatus(), answer.getBody(), answer.getHeader('Upload-Offset'), answer.getHeader('none')]).toEqual(
      [204, 'the text', '4', undefined],
    );
    expect(answers).toHaveLength(1);
    expect([request.getMethod(), request.getURL(), request.getHeader('Upload-Offset')]).toEqual([
      'PATCH',
      `${origin}/files/7`,
      '4',
    ]);
  });

  it.each([`${origin}:444/files/7`, 'http://tus.example/files/7', 'https://other.example/files/7'])(
    'does not leave for %s, whatever the server named',
    async (url) => {
      const { stack, requests, answers } = stackOf();
      await expect(stack.createRequest('PATCH', url).send(new Blob(['123']))).rejects.toThrow('No answer.');
      expect([requests, answers]).toEqual([[], [{ kind: 'unreachable' }]]);
    },
  );

  it('without an answer fails, and the answer that there was is told', async () => {
    const { stack, answers } = stackOf({ kind: 'aborted' });
    await expect(stack.createRequest('HEAD', `${origin}/files/7`).send(null)).rejects.toThrow('No answer.');
    expect(answers).toEqual([{ kind: 'aborted' }]);
  });

  it('ends with the upload, and by itself', async () => {
    const { stack, requests, ends } = stackOf();
    const [one, other] = [1, 2].map((n) => stack.createRequest('POST', `${origin}/files/${n}`));
    await one!.send(null);
    await other!.send(null);
    await one!.abort();
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    ends.abort();
    expect(requests[1]?.signal.aborted).toBe(true);
  });
});
