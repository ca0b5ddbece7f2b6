import type { TextService } from '../pipeline/contracts/text-search.ts';

const name = { box: { column: 0, row: 0, columns: 90, rows: 12 }, kind: 'header', text: 'DOE', frame: 0 } as const;

/** A detector that finds a name in each image, but for what is said otherwise. */
export function textsThat(parts: Partial<TextService>): TextService {
  return {
    look: async () => ({ kind: 'looked', texts: [name], frames: 1 }),
    project: async () => ({ kind: 'added', frames: 1 }),
    lookAtProjections: async () => ({ kind: 'looked', texts: [], frames: 1 }),
    isBroken: () => false,
    end: () => undefined,
    ...parts,
  };
}

/**
 * A detector whose looks wait until they are answered. `looked` lists the contents of the images.
 * @param answersAbort false for looks that go on when they are not wanted any more
 */
export function heldTexts(answersAbort = true) {
  let waiting: (() => void)[] = [];
  const looked: string[] = [];
  const count = { looks: 0, stopped: 0, ends: 0 };
  const look: TextService['look'] = async ({ content }, signal) => {
    count.looks++;
    const isAnswered = new Promise<void>((resolve) => {
      waiting.push(resolve);
      signal.addEventListener('abort', () => {
        count.stopped++;
        if (answersAbort) resolve();
      });
    });
    looked.push(content.kind === 'plain' && content.blob instanceof Blob ? await content.blob.text() : '');
    await isAnswered;
    return { kind: 'looked', texts: [name], frames: 1 };
  };
  const answerAll = () => {
    const answered = waiting;
    waiting = [];
    for (const answer of answered) answer();
  };
  const end = () => {
    count.ends++;
  };
  return { texts: textsThat({ look, end }), count, looked, answerAll };
}
