import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deidentified } from '../../testing/batch-files.ts';
import { fakePool } from '../../testing/fake-pool.ts';
import { inputFile } from '../../testing/fake-workers.ts';
import type { FileOutcome } from '../contracts/file-outcome.ts';
import { type Contender, settlePaths } from './settle-paths.ts';

/** A file by the path that it wants, what it begins with and what it goes on with. */
type Output = { readonly path: string; readonly beginning: string; readonly rest: string };

const signal = new AbortController().signal;
const changed = { kind: 'failed', code: 'changed-on-disk', reason: 'Changed.' } as const;

async function settle(outputs: readonly (Output | null)[], taken: readonly string[] = []) {
  const asked: string[] = [];
  const pool = fakePool({
    fingerprint: (depth, { id }) => {
      asked.push(`${depth} ${id}`);
      const output = outputs[id];
      if (output === null || output === undefined) return { kind: 'refused', outcome: changed };
      return { kind: 'fingerprint', text: depth === 'whole' ? output.beginning + output.rest : output.beginning };
    },
  });
  const contenders = outputs.map(
    (output, id): Contender => ({
      id,
      job: { input: inputFile(id), release: null },
      outcome: deidentified(id, { outputPath: output?.path ?? 'p.dcm' }),
    }),
  );
  const settled = await settlePaths(pool, contenders, new Set(taken), signal);
  const words = contenders.map(({ id, outcome }) => wordsOf(settled.get(id) ?? outcome));
  return { words, asked };
}

function wordsOf(outcome: FileOutcome): string {
  if (outcome.kind === 'deidentified') return outcome.outputPath;
  return outcome.kind === 'held' ? outcome.holds.map(({ kind }) => kind).join() : outcome.code;
}

const of = (beginning: string, rest = '', path = 'p.dcm'): Output => ({ path, beginning, rest });

describe('files that want one path', () => {
  it('keep it where nobody else wants it, and are not read', async () => {
    const { words, asked } = await settle([of('B'), of('A', '', 'q.dcm')]);
    expect(words).toEqual(['p.dcm', 'q.dcm']);
    expect(asked).toEqual([]);
  });

  it('have fingerprints in their names but for the least', async () => {
    expect((await settle([of('C'), of('A'), of('B')])).words).toEqual(['p-C.dcm', 'p.dcm', 'p-B.dcm']);
  });

  it('all have fingerprints where the path is taken', async () => {
    expect((await settle([of('C'), of('A')], ['p.dcm'])).words).toEqual(['p-C.dcm', 'p-A.dcm']);
    expect((await settle([of('C')], ['p.dcm'])).words).toEqual(['p-C.dcm']);
  });

  it('are written once where their outputs are equal, and only these are read whole', async () => {
    const { words, asked } = await settle([of('B', 'x'), of('A'), of('B', 'x')]);
    expect(words).toEqual(['p-B.dcm', 'p.dcm', 'copy']);
    expect(asked.filter((one) => one.startsWith('whole'))).toEqual(['whole 0', 'whole 2']);
  });

  it('are written for the first of the input paths where their outputs are equal, in whatever order they come', async () => {
    const pool = fakePool({ fingerprint: () => ({ kind: 'fingerprint', text: 'A' }) });
    const contenders = ['b/1', 'a/2', 'a/1'].map((path, id) => ({
      id,
      job: { input: { ...inputFile(id), path }, release: null },
      outcome: deidentified(id, { outputPath: 'p.dcm' }),
    }));
    const settled = await settlePaths(pool, contenders, new Set(), signal);
    expect(contenders.map(({ id, outcome }) => wordsOf(settled.get(id) ?? outcome))).toEqual(['copy', 'copy', 'p.dcm']);
  });

  it('are held where they begin alike and go on differently', async () => {
    const { words } = await settle([of('B', 'x'), of('B', 'y'), of('A'), of('B', 'x')]);
    expect(words).toEqual(['same-instance', 'same-instance', 'p.dcm', 'same-instance']);
  });

  it('fail alone where one cannot be read any more', async () => {
    expect((await settle([null, of('B')])).words).toEqual(['changed-on-disk', 'p.dcm']);
  });

  it('are cancelled with the run', async () => {
    const outcome = deidentified(0, { outputPath: 'p.dcm' });
    const contenders = [0, 1].map((id) => ({ id, job: { input: inputFile(id), release: null }, outcome }));
    const settled = await settlePaths(fakePool({}), contenders, new Set(), AbortSignal.abort());
    expect([...settled.values()].map(wordsOf)).toEqual(['cancelled', 'cancelled']);
  });

  it('get the same set of paths and bytes in whatever order they come', async () => {
    const outputs = fc.array(
      fc.record({
        path: fc.constantFrom('p.dcm', 'q.dcm'),
        beginning: fc.constantFrom('A', 'B', 'C'),
        rest: fc.constant('x'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(outputs, fc.infiniteStream(fc.nat()), async (chosen, random) => {
        const written = async (list: readonly Output[]) => {
          const { words } = await settle(list);
          return words.flatMap((word, at) => (word === 'copy' ? [] : [`${word} ${list[at]!.beginning}`])).sort();
        };
        const shuffled = chosen
          .map((output) => ({ output, place: random.next().value! }))
          .sort((one, other) => one.place - other.place)
          .map(({ output }) => output);
        const set = await written(chosen);
        expect(await written(shuffled)).toEqual(set);
        expect(set).toHaveLength(new Set(chosen.map(({ path, beginning }) => path + beginning)).size);
      }),
      { numRuns: 50 },
    );
  });
});
