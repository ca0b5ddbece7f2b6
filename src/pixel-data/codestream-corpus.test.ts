import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFromMemory } from '../dicom/reading.ts';
import { tryIndexBytes } from '../testing/build-dataset.ts';
import { assessPixels } from './assess-pixels.ts';
import { faceFinding } from './face-reconstructable.ts';
import { hiddenByHeader } from './hidden-by-header.ts';
import { inspectCodestreams } from './inspect-codestreams.ts';

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to run over real files.`);

describe.skipIf(!hasCorpus)('pixel data of the corpus', () => {
  const files: readonly { readonly path: string }[] = hasCorpus
    ? JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')).files
    : [];

  it('holds few files for what is in it besides the image', () => {
    const lines: string[] = [];
    let faces = 0;
    let looked = 0;
    let raised = 0;
    for (const { path } of files) {
      const bytes = new Uint8Array(readFileSync(join(corpus, path)));
      const dataset = tryIndexBytes(bytes);
      if (dataset.kind !== 'indexed') continue;
      looked++;
      if (faceFinding(dataset)) faces++;
      const look = { firstFrame: 0, mostBytes: Number.POSITIVE_INFINITY, side: () => undefined };
      const { found } = readFromMemory(inspectCodestreams(dataset, look), bytes);
      const hidden = hiddenByHeader(dataset) ?? found;
      if (hidden === null) continue;
      const { riskClass } = assessPixels(dataset);
      if (riskClass !== 'A') raised++;
      lines.push(`${hidden} ${path} (${riskClass}, ${dataset.transferSyntax.uid})`);
    }
    console.info(`${lines.sort().join('\n')}\n${lines.length} of ${looked} files, ${raised} of them class A for it`);
    console.info(`${faces} files show a head`);
    expect(raised).toBeLessThanOrEqual(looked / 50);
  }, 120_000);
});
