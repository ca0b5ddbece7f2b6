import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../dicom/apply-edits.ts';
import { attributePath } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { assembleOutput, testMeta, tryIndexBytes } from '../testing/build-dataset.ts';
import { type DeidentifiedBytes, deidentifyBytes } from '../testing/deidentify-bytes.ts';
import { subjectAt } from './subject-at.ts';

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to run over real files.`);

describe.skipIf(!hasCorpus)('the corpus', () => {
  const files: readonly { readonly path: string }[] = hasCorpus
    ? JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')).files
    : [];
  const readable = files.flatMap(({ path }) => {
    const bytes = new Uint8Array(readFileSync(join(corpus, path)));
    return tryIndexBytes(bytes).kind === 'indexed' ? [{ path, bytes }] : [];
  });

  it.each(['ps315-basic', 'qmenta-guarded', 'qmenta'] as const)('passes its checks under %s', (preset) => {
    const holds = readable.flatMap(({ path, bytes }) =>
      deidentifyBytes(bytes, { preset }).checked.holds.map((hold) => ({ path, hold })),
    );
    expect(holds.filter(({ hold }) => hold.kind !== 'residual-identifier')).toEqual([]);
    const held = new Set(holds.map(({ path }) => path));
    console.info(`${preset}: the residual scan holds ${held.size} of ${readable.length} files`);
    for (const { path, hold } of holds) console.info(`${path} ${hold.path}: ${hold.reason}`);
    expect(held.size).toBeLessThanOrEqual(readable.length / 100);
  });

  it('never keeps a Patient ID that is planted in a kept element', () => {
    const textVrs = ['LO', 'SH', 'CS', 'ST', 'LT', 'UT', 'UC', 'UN', 'OB'];
    let planted = 0;
    for (const { path, bytes } of readable) {
      const { input, plan } = deidentifyBytes(bytes);
      const id = readSingleText(input, 0x00100020).trim();
      if (id.length < 5 || !/^[\x20-\x5b\x5d-\x7e]*\d/.test(id)) continue;
      const kept = plan.changes.filter(
        ({ action, vr, tag, element }) =>
          action === 'K' &&
          textVrs.includes(vr) &&
          tag !== 0x00080005 &&
          tag !== 0x7fe00010 &&
          !subjectAt(input, element).isSequence,
      );
      for (const { element } of [kept[0], kept[kept.length >> 1], kept.at(-1)].filter(
        (change) => change !== undefined,
      )) {
        const again = deidentifyBytes(plantId(input, bytes, id, element));
        const found = again.checked.holds.some((hold) => hold.path === attributePath(input, element));
        // A code that says an ID is no public one any more, and goes.
        const isGone = again.plan.changes.some((change) => change.element === element && change.action !== 'K');
        expect(found || isGone, `${path} ${attributePath(input, element)}`).toBe(true);
        planted++;
      }
    }
    console.info(`found all of ${planted} planted IDs`);
    expect(planted).toBeGreaterThan(300);
  });

  it.each(['ps315-basic', 'qmenta-guarded'] as const)('passes a second time without news under %s', (preset) => {
    for (const { path, bytes } of readable) {
      const first = deidentifyBytes(bytes, { preset });
      const second = deidentifyBytes(first.bytes, { preset });
      const codes = (run: DeidentifiedBytes) => run.plan.findings.map(({ code }) => code);
      expect(
        codes(second).filter((code) => !codes(first).includes(code)),
        path,
      ).toEqual([]);
      expect(shapeOf(second.output), path).toEqual(shapeOf(first.output));
      const faults = second.checked.holds.filter(({ kind }) => kind !== 'residual-identifier');
      expect(faults, path).toEqual([]);
    }
  });
});

/** A file with a Patient ID in the place of one of its kept values. */
function plantId(input: IndexedDataset, bytes: Uint8Array, id: string, element: number): Uint8Array {
  const planted = `seen ${id} here`;
  const value = new TextEncoder().encode(planted.length % 2 === 0 ? planted : `${planted} `);
  const meta = { ...testMeta, transferSyntaxUid: input.transferSyntax.uid };
  const parts = applyEdits(input, [{ kind: 'replace', element, value }], meta);
  if ('kind' in parts) throw new Error(parts.message);
  return assembleOutput(parts, bytes);
}

function shapeOf({ elements }: IndexedDataset): readonly Uint32Array[] {
  return [elements.tags.slice(0, elements.count), Uint32Array.from(elements.depths.subarray(0, elements.count))];
}
