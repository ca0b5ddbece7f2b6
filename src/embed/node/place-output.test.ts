import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { ReadableOutput } from '../create-deidentifier.ts';
import { createPlacing } from './place-output.ts';
import { openWorkshop } from './workshop.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Contents are words; the first letter is all that a fingerprint sees. Asked at random moments of its own. */
async function fingerprint(output: Blob | ReadableOutput): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  if (output instanceof Blob) throw new Error('Files are read by range.');
  return Buffer.from(await output.read({ offsetBytes: 0, lengthBytes: 1 })).toString();
}

/** Places contents by so many processes at once, each in its own order. */
async function placeAll(shares: readonly (readonly string[])[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-place-'));
  made.push(folder);
  const kinds = await Promise.all(
    shares.map(async (contents) => {
      const workshop = await openWorkshop(folder);
      const { place } = createPlacing(folder, workshop, fingerprint);
      const placed: string[] = [];
      for (const content of contents) {
        const name = workshop.newName();
        writeFileSync(name, content);
        placed.push((await place(name, 'S/i.dcm')).kind);
      }
      await workshop.close();
      return placed;
    }),
  );
  const files = readdirSync(path.join(folder, 'S')).sort();
  const hidden = readdirSync(folder).filter((name) => name.startsWith('.'));
  return {
    files: Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, 'S', name), 'utf8')])),
    hidden,
    kinds: kinds.flat(),
  };
}

it('gives the least fingerprint the plain path and each content one path, whoever was first', async () => {
  const shares = fc.array(fc.array(fc.constantFrom(...'ABCDEF'), { minLength: 1, maxLength: 5 }), {
    minLength: 2,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(shares, async (chosen) => {
      const contents = [...new Set(chosen.flat())].sort();
      const { files, hidden } = await placeAll(chosen);
      const expected = contents.map((content, at) => [at === 0 ? 'i.dcm' : `i-${content}.dcm`, content]);
      expect(files).toEqual(Object.fromEntries(expected));
      expect(hidden).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('keeps two of three contents of which no fingerprint tells two apart, and says so of the third', async () => {
  const { files, kinds } = await placeAll([['Bx'], ['By'], ['A']]);
  expect(Object.keys(files)).toEqual(['i-B.dcm', 'i.dcm']);
  // A is the third where one B had the plain path after the other had left it: what is placed stays so.
  expect(['A,Bx', 'A,By', 'Bx,By']).toContain(Object.values(files).sort().join());
  expect([...kinds].sort()).toEqual(['ambiguous', 'placed', 'placed']);
});

it('says of equal contents that they are copies', async () => {
  const { files, kinds } = await placeAll([['A', 'B', 'A', 'B', 'B']]);
  expect(files).toEqual({ 'i.dcm': 'A', 'i-B.dcm': 'B' });
  expect(kinds).toEqual(['placed', 'placed', 'copy', 'copy', 'copy']);
});
