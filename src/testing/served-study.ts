import { beforeEach, expect } from 'vitest';
import { listServed, listServedLine } from '../cli/served/list-served.ts';
import { servedInput } from '../cli/served/served-address.ts';
import { createServedRequests } from '../cli/served/served-requests.ts';
import { mostServedBytes } from '../pipeline/pool/node/served-bytes.ts';
import { collect } from './collect.ts';
import { ctSlice } from './ct-slice.ts';
import { send, stowServer } from './stow-server.ts';

/** A study on a small server, empty before each test of the file, and a clock that goes on when somebody waits. */
export function servedStudy() {
  const server = stowServer();
  let nowMs = 0;
  let whenWaiting: () => unknown = () => undefined;
  let requests = createServedRequests();
  const url = () => `${server.url}/studies/1.2.3.1`;
  const signal = new AbortController().signal;

  beforeEach(() => {
    nowMs = 0;
    whenWaiting = () => undefined;
    const wait = async (ms: number) => {
      nowMs += ms;
      await whenWaiting();
    };
    requests = createServedRequests({ now: () => nowMs, wait });
  });

  const settings = (stopping = signal) => ({
    signInFile: '',
    mostInstanceBytes: mostServedBytes,
    shard: null,
    signal: stopping,
    requests,
  });
  return {
    server,
    url,
    requests: () => requests,
    minutes: () => nowMs / 60_000,
    /** Lets so much time pass. */
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** Done each time that somebody waits. */
    onWait: (work: () => unknown) => {
      whenWaiting = work;
    },
    listed: (of = url(), stopping = signal) =>
      collect(listServed(servedInput(of, 'IN'), 'IN number 1', 'study', settings(stopping))),
    listedLine: (of = url()) => collect(listServedLine(servedInput(of, 'IN'), 'study', settings())),
    /** Puts as many CT slices there. */
    fill: (count: number) => {
      for (let n = 1; n <= count; n++) server.instances.set(uidOf(n), Buffer.from(ctSlice({ instance: n })));
    },
    /** Requests that `takes` chooses are answered with this. */
    answerWith: (takes: (url: string) => boolean, status: number, headers: Record<string, string> = {}, body = '') => {
      server.ways.instead = ({ url: asked = '' }, response) => {
        if (takes(asked)) send(response, status, body, headers);
        return takes(asked);
      };
    },
  };
}

/** The slice of this number, and how it is called. */
export const uidOf = (instance: number): string => `1.2.3.4.${instance}`;
export const pathOf = (instance: number): string => `study/1.2.3.2/${uidOf(instance)}`;

/** Items of a list, to be matched. */
export const failedLike = (path: string, reason: RegExp) => ({
  path,
  outcome: { kind: 'failed', code: 'unreadable', reason: expect.stringMatching(reason) },
});
export const fileLike = (path: string) => ({ kind: 'file', path });
