import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../testing/collect.ts';
import type { ImageProblem } from '../contracts/image.protocol.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { TextService } from '../contracts/text-search.ts';
import { type SearchedFile, searchSeries, type TextRisk } from './search-series.ts';

/** What becomes of one call. `lost-after`: it is answered, and the worker is gone before the next one. */
type Event = 'ok' | 'hit' | 'damaged' | 'lost' | 'lost-after';

type MadeFile = SearchedFile & { readonly frames: number };

const name = { box: { column: 0, row: 0, columns: 90, rows: 12 }, kind: 'other', text: 'DOE' } as const;
const mostSizes = 2;

function madeFile(id: number, frames = 1, rows = 512): MadeFile {
  const content: InputContent = { kind: 'plain', blob: new Blob(['x']), lastModifiedMs: id };
  return { id, content, rows, columns: 512, frames };
}

function problem(code: ImageProblem['code']): ImageProblem {
  return { kind: 'problem', code, transferSyntaxUid: '', layout: '' };
}

/** A text worker that forgets its projections whenever it is lost, and a list of frames that somebody really looked at. */
function losingTexts(files: readonly MadeFile[], events: readonly Event[], abortAt = Number.POSITIVE_INFINITY) {
  const looked = new Set<string>();
  const stop = new AbortController();
  let calls = 0;
  let worker = { projected: [] as string[], frames: 0, sizes: new Set<number>() };
  const fileOf = (content: InputContent) => files.find((file) => file.content === content)!;
  const forget = () => {
    worker = { projected: [], frames: 0, sizes: new Set() };
  };

  function call<Answer>(answer: (event: Event) => Answer): Answer | ImageProblem {
    if (stop.signal.aborted) return problem('decoder-lost');
    const event = events[calls++] ?? 'ok';
    if (calls > abortAt) stop.abort();
    if (event === 'lost' || stop.signal.aborted) {
      forget();
      return problem('decoder-lost');
    }
    const result = answer(event);
    if (event === 'lost-after') forget();
    return result;
  }

  const texts: TextService = {
    look: async ({ content, frame }) =>
      call((event) => {
        if (event === 'damaged') return problem('damaged');
        const { id, frames } = fileOf(content);
        looked.add(`${frame} of ${id}`);
        return { kind: 'looked', texts: event === 'hit' ? [{ ...name, frame }] : [], frames };
      }),
    project: async (content) =>
      call((event) => {
        const { id, frames, rows } = fileOf(content);
        if (!worker.sizes.has(rows) && worker.sizes.size >= mostSizes) return { kind: 'left-out' };
        worker.sizes.add(rows);
        if (event === 'damaged') return problem('damaged');
        for (let frame = 0; frame < frames; frame++) worker.projected.push(`${frame} of ${id}`);
        worker.frames += frames;
        return { kind: 'added', frames };
      }),
    lookAtProjections: async () =>
      call((event) => {
        if (event === 'damaged') return problem('damaged');
        const { projected, frames } = worker;
        for (const one of projected) looked.add(one);
        forget();
        return { kind: 'looked', texts: event === 'hit' ? [name] : [], frames };
      }),
    isBroken: () => false,
    end: forget,
  };
  return { texts, looked, signal: stop.signal };
}

async function search(files: readonly MadeFile[], events: readonly Event[], risk: TextRisk = 'unlikely') {
  const { texts, signal } = losingTexts(files, events);
  return (await collect(searchSeries(files, risk, texts, signal))).map(({ result }) => result.kind);
}

const three = [madeFile(1), madeFile(2), madeFile(3)];
const looks: readonly Event[] = ['ok', 'ok', 'ok'];
const [searched, not] = ['searched', 'not-searched'];

describe('searchSeries, when the worker is lost', () => {
  it.each<[string, readonly Event[], readonly string[]]>([
    ['with a file: projects the earlier ones again', ['ok', 'lost'], [searched, not, searched]],
    ['with the last file', ['ok', 'ok', 'lost'], [searched, searched, not]],
    ['between two files: none counts', ['lost-after', 'ok', 'ok'], [not, not, not]],
    ['before the projections are looked at: none counts', ['ok', 'ok', 'lost-after'], [not, not, not]],
    ['while they are looked at', ['ok', 'ok', 'ok', 'lost'], [not, not, not]],
    ['again and again', ['lost', 'lost', 'lost'], [not, not, not]],
  ])('%s', async (_, events, expected) => {
    expect(await search(three, [...looks, ...events])).toEqual(expected);
  });

  it('looks at each image of a size that is not projected', async () => {
    const files = [madeFile(1, 1, 64), madeFile(2, 1, 128), ...[3, 4, 5, 6].map((id) => madeFile(id, 9, 256))];
    const { texts, looked, signal } = losingTexts(files, []);
    const results = await collect(searchSeries(files, 'unlikely', texts, signal));
    expect(results.map(({ result }) => result.kind)).toEqual(Array(6).fill('searched'));
    expect(looked.size).toBe(2 + 4 * 9);
  });

  it('does not call a file without frames searched', async () => {
    expect(await search([madeFile(1), madeFile(2), madeFile(3, 0), madeFile(4)], [])).toEqual([
      searched,
      searched,
      not,
      searched,
    ]);
    expect(await search([madeFile(1, 0)], [], 'likely')).toEqual([not]);
  });

  it('tells of no file as searched that has a frame which nothing looked at', async () => {
    const event = fc.constantFrom<Event[]>('ok', 'ok', 'ok', 'ok', 'ok', 'hit', 'damaged', 'lost', 'lost-after');
    const shape = fc.record({ frames: fc.integer({ min: 0, max: 6 }), rows: fc.constantFrom(64, 128, 256, 512) });
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(shape, { minLength: 1, maxLength: 8 }),
        fc.array(event, { maxLength: 40 }),
        fc.constantFrom<TextRisk>('likely', 'unlikely', 'unlikely'),
        fc.option(fc.nat({ max: 40 }), { nil: undefined }),
        async (shapes, events, risk, abortAt) => {
          const files = shapes.map(({ frames, rows }, id) => madeFile(id, frames, rows));
          const { texts, looked, signal } = losingTexts(files, events, abortAt);
          const results = await collect(searchSeries(files, risk, texts, signal));
          if (!signal.aborted) expect(results.map(({ id }) => id)).toEqual(files.map(({ id }) => id));
          for (const { id, result } of results) {
            kinds.add(result.kind);
            if (result.kind !== 'searched') continue;
            const { frames } = files[id]!;
            expect(frames).toBeGreaterThan(0);
            for (let frame = 0; frame < frames; frame++) expect(looked).toContain(`${frame} of ${id}`);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(kinds.size).toBe(2);
  });
});
