import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './installed.ts';
import { hashesIn, type Made, type Task, textsOf } from './way.ts';

/** `nescio deidentify` and `nescio merge` of its records. @param installed where the package is installed */
export async function byCommand(installed: string, task: Task): Promise<Made> {
  const at = (name: string) => join(task.scratch, name);
  const nescio = (parameters: readonly string[], statuses: readonly number[]) =>
    run(join(installed, 'node_modules/.bin/nescio'), parameters, installed, statuses);
  const { folder, purpose, search, keyFile, decisionsFile } = task;
  const decided = decisionsFile === null ? [] : ['--decisions', decisionsFile];
  const asked = ['--purpose', purpose, '--search', search, '--key', keyFile, '--records', at('records'), ...decided];
  // Held files end it with 3 and failed ones with 4.
  nescio(['deidentify', ...asked, '--log', 'none', folder, at('out.zip')], [0, 3, 4]);
  nescio(['merge', at('records'), at('merged')], [0]);
  const { deidentified, held, skipped, failed } = JSON.parse(readFileSync(at('records/summary.json'), 'utf8'));
  return {
    counts: { deidentified, held, skipped, failed },
    outputs: await hashesIn(at('out.zip')),
    records: await textsOf(at('merged/records.zip')),
    receipt: await textsOf(at('merged/receipt.zip')),
  };
}
