import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { tryIndexBytes } from '../../testing/build-dataset.ts';
import { unstated } from '../../testing/pixel-statements.ts';
import { box, redactingEngine, redactionJob } from '../../testing/redact.ts';
import { produceFile } from '../file/produce-file.ts';

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to blank real images.`);

const sizeLimit = 40 * 1024 * 1024;

type Said = { readonly line: string; readonly isWrong: boolean };

describe.skipIf(!hasCorpus)('a box in each image of the corpus', () => {
  it('is blanked and found right, or holds the file with a reason', async () => {
    const { files } = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as { files: { path: string }[] };
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    for (const { path } of files) {
      const said = await tryBox(new Uint8Array(readFileSync(join(corpus, path))));
      if (said === null) continue;
      counts[said.line] = (counts[said.line] ?? 0) + 1;
      if (said.isWrong) wrong.push(`${path} ${said.line}`);
    }
    console.info(JSON.stringify(counts, null, 1));
    expect(wrong).toEqual([]);
    expect(counts['.4.50 blanked'] ?? 0).toBeGreaterThan(5);
  }, 600_000);
});

/** A box over the middle half of every frame. @returns null for what is no image, or a large one */
async function tryBox(bytes: Uint8Array): Promise<Said | null> {
  const dataset = bytes.length > sizeLimit ? null : tryIndexBytes(bytes);
  const pixel = dataset?.kind === 'indexed' ? readImagePixel(dataset) : null;
  if (dataset?.kind !== 'indexed' || pixel === null) return null;
  const { rows, columns } = pixel;
  const half = { column: columns >> 2, row: rows >> 2, columns: (columns + 1) >> 1, rows: (rows + 1) >> 1 };
  const release = { reason: 'test', pixels: unstated, atIso: '', shown: '' };
  const job = { ...redactionJob(bytes, { areas: [box(half)], review: 'not-all-seen' }), release };
  const result = await produceFile(job, engine);
  const syntax = dataset.transferSyntax.uid.replace('1.2.840.10008.1.2', '');
  if (result.kind === 'produced') return { line: `${syntax} blanked`, isWrong: false };
  const { outcome } = result;
  const holds = outcome.kind === 'held' ? outcome.holds : [];
  // Nothing may differ where a box was blanked, and nothing may fail.
  const isWrong =
    outcome.kind !== 'held' || holds.some(({ kind, reason }) => kind === 'self-check' && wrongs.test(reason));
  return { line: `${syntax} ${holds.length > 0 ? holds.map(({ kind }) => kind).join('+') : outcome.kind}`, isWrong };
}

const wrongs = /differs|inside its boxes/;
const engine = redactingEngine();
