import type { UploadItem } from '../destinations/upload/upload-item.ts';
import { createUploadQueue } from '../destinations/upload/upload-queue.ts';
import type { ReceiptLine } from '../pipeline/contracts/upload.ts';
import { turnsOfTheLoop } from './eventually.ts';
import { type scriptedProtocol, statusesOf, stillSurroundings, uploadItem } from './fake-upload.ts';

export const items = (count: number) => Array.from({ length: count }, (_, id) => uploadItem(id));

/** Sends all of them by a queue of their own, and tells all that came of it. */
export async function upload(
  items: readonly UploadItem[],
  script: ReturnType<typeof scriptedProtocol>,
  surroundings = stillSurroundings(),
) {
  const lines: ReceiptLine[] = [];
  let sentBytes = 0;
  const pauses: unknown[] = [];
  const queue = createUploadQueue(script.protocol, surroundings, {
    onSettled: (line) => lines.push(line),
    onSent: (bytes) => {
      sentBytes += bytes;
    },
    onPaused: (pause) => pauses.push(pause),
  });
  for (const item of items) await queue.add(item);
  await queue.finish();
  const { sleptMs } = surroundings;
  return { lines, statuses: statusesOf(lines), requests: script.requests, sleptMs, sentBytes, pauses };
}

/** As above, by a clock that sleeping moves on. */
export async function uploadByClock(
  all: readonly UploadItem[],
  script: ReturnType<typeof scriptedProtocol>,
  clock = stoppedTime(),
) {
  const result = await upload(all, script, clock);
  return { ...result, clock };
}

/** Sleeping takes no time and moves the clock on. */
export function stoppedTime() {
  const still = stillSurroundings();
  let nowMs = 0;
  const sleep = async (ms: number) => {
    nowMs += ms;
    await turnsOfTheLoop();
  };
  return { ...still, now: () => nowMs, sleep };
}
