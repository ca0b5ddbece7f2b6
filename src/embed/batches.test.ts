import { expect, it } from 'vitest';
import { createInProcessPool } from '../pipeline/pool/in-process-pool.ts';
import { createProfile } from '../profile/create-profile.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { createBatches } from './batches.ts';
import { sourceOf } from './input-source.ts';

it('notes input paths, UIDs and output paths in tables that its caller makes', async () => {
  const tables: Map<string, number>[] = [];
  const texts = () => {
    const table = new Map<string, number>();
    tables.push(table);
    return table;
  };
  const profile = createProfile('ps315-basic');
  const openPool = async () => createInProcessPool();
  const { decide } = createBatches({ profile, projectKey: new Uint8Array(32), rows: [], openPool, texts });
  const bytes = buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.3'] },
  ]);
  const input = { path: 'a.dcm', blob: new Blob([bytes.slice()]) };
  const { files } = await decide(sourceOf([input]), new AbortController().signal);
  const outputs = files.map(({ outcome }) => (outcome?.kind === 'deidentified' ? outcome.outputPath : null));
  expect(tables.map((table) => [...table.keys()])).toEqual([['a.dcm'], ['1.2.3'], outputs]);
});
