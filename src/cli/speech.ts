import type { Readable, Writable } from 'node:stream';

/** Where a command listens and speaks. What was asked for goes to `out`, all else to `err`. */
export type Streams = {
  readonly in: Readable;
  readonly out: Writable & { readonly isTTY?: boolean };
  readonly err: Writable & { readonly isTTY?: boolean };
};

/** Tells people how a run goes: sentences that stay, and on a terminal one line that changes. */
export type Speech = {
  readonly say: (text: string) => void;
  readonly progress: (text: string) => void;
};

const progressEveryMs = 200;
const eraseLine = '\r\u001b[K';

export function createSpeech({ err }: Pick<Streams, 'err'>): Speech {
  let lastMs = 0;
  let isShown = false;
  return {
    say: (text) => {
      err.write(`${isShown ? eraseLine : ''}${text}\n`);
      isShown = false;
    },
    progress: (text) => {
      const nowMs = performance.now();
      if (err.isTTY !== true || nowMs - lastMs < progressEveryMs) return;
      lastMs = nowMs;
      isShown = true;
      err.write(`${eraseLine}${text}`);
    },
  };
}

/** `120 files/s, 2 min left`. */
export function describeRate(done: number, total: number, seconds: number): string {
  if (seconds <= 0 || done === 0) return '';
  const left = ((total - done) * seconds) / done;
  const rate = `${Math.round(done / seconds)} files/s`;
  return total <= done ? rate : `${rate}, ${left < 90 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`} left`;
}
