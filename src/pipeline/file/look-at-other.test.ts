import { expect, it } from 'vitest';
import type { Engine } from '../contracts/engine.ts';
import { lookAtOther } from './look-at-other.ts';

const header = { kind: 'skipped', code: 'not-dicom', reason: 'No DICOM prefix.' } as const;

async function reasonFor(path: string, text: string): Promise<string> {
  const content = { kind: 'plain', blob: new Blob([text]), lastModifiedMs: 0 } as const;
  const look = await lookAtOther({ path, content }, header, { onProgress: () => undefined } as unknown as Engine);
  return look.kind === 'skipped' ? look.reason : look.kind;
}

it('says of a table among the files where a patient table is loaded', async () => {
  for (const name of ['folder/codes.csv', 'CODES.CSV', 'codes.tsv']) {
    expect(await reasonFor(name, 'id_old,id_new\nFAKE-1,A-1\n')).toMatch(
      /^No DICOM prefix\. A patient table is not read/,
    );
  }
  expect(await reasonFor('folder/notes.txt', 'csv')).toBe(header.reason);
});
