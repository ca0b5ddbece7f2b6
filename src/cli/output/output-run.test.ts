import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/run-command.ts';
import { openOutputRun } from './output-run.ts';

const root = temporaryFolder();

it('says of a folder below a file that this is a file', async () => {
  const file = path.join(root, 'file');
  writeFileSync(file, '');
  const place = { kind: 'folder', path: path.join(file, 'out') } as const;
  const opened = openOutputRun(place, false, [], { shard: null } as never, '');
  await expect(opened).rejects.toThrow('OUT cannot be written: the folder that it lies in is a file (ENOTDIR).');
});
