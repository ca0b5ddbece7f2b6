import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attributePath } from '../dicom/dataset-access.ts';
import { isPrivate } from '../dicom/tag.ts';
import { tryIndexBytes } from '../testing/build-dataset.ts';
import { type DeidentifiedBytes, deidentifyBytes, type TestRun } from '../testing/deidentify-bytes.ts';

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to run over real files.`);

const safePrivate: TestRun = { options: ['retainSafePrivate'] };

describe.skipIf(!hasCorpus)('Retain Safe Private over the corpus', () => {
  const files: readonly { readonly path: string }[] = hasCorpus
    ? JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')).files
    : [];

  const readable = files.flatMap(({ path }) => {
    const bytes = new Uint8Array(readFileSync(join(corpus, path)));
    return tryIndexBytes(bytes).kind === 'indexed' ? [{ path, bytes }] : [];
  });

  it('passes its checks, keeps creators only with elements, and decides a second run alike', () => {
    const reasons = new Map<string, number>();
    for (const { path, bytes } of readable) {
      const first = deidentifyBytes(bytes, safePrivate);
      countReasons(first, reasons);
      const faults = first.checked.holds.filter(({ kind }) => kind !== 'residual-identifier');
      expect(faults, path).toEqual([]);
      expect(
        first.checked.holds.filter(({ path: at }) => isPrivatePath(at ?? '')),
        path,
      ).toEqual([]);
      expect(orphanCreators(first.output), path).toEqual([]);
      const second = deidentifyBytes(first.bytes, safePrivate);
      expect(Array.from(second.output.elements.tags), path).toEqual(Array.from(first.output.elements.tags));
    }
    console.info([...reasons].map(([reason, count]) => `${count} ${reason}`).join('\n'));
    expect(reasons.get('PS3.15 E.3.10 · safe private · K')).toBeGreaterThan(1000);
    expect(reasons.get('Nescio · own list of safe private · K')).toBeGreaterThan(100);
  }, 300_000);
});

function countReasons({ plan }: DeidentifiedBytes, reasons: Map<string, number>): void {
  for (const { tag, reason } of plan.changes) {
    if (isPrivate(tag)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
}

/** The residual scan finds nothing of a patient in what the lists call safe. */
function isPrivatePath(path: string): boolean {
  return /\([0-9A-F]{3}[13579BDF],[0-9A-F]{4}\)$/.test(path);
}

/** Creators that no element of their level belongs to. */
function orphanCreators(output: DeidentifiedBytes['output']): readonly string[] {
  const { count, tags, parents } = output.elements;
  const used = new Set<string>();
  const creators = new Map<string, number>();
  for (let element = 0; element < count; element++) {
    const tag = tags[element] ?? 0;
    if (!isPrivate(tag)) continue;
    const group = tag & 0xffff0000;
    if ((tag & 0xffff) < 0x100) creators.set(`${parents[element]}:${group | (tag & 0xff)}`, element);
    else used.add(`${parents[element]}:${group | ((tag & 0xffff) >>> 8)}`);
  }
  return [...creators].filter(([key]) => !used.has(key)).map(([, element]) => attributePath(output, element));
}
