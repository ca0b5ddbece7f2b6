import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { v8Flag } from './v8-flag.ts';

it.each([
  ['20.19.0', '--interrupt-budget=1000000'],
  ['20.20.2', '--interrupt-budget=1000000'],
  ['22.23.5', null],
  ['24.22.3', null],
  ['200.0.0', null],
])('under Node %s V8 is told %s', (version, flag) => {
  expect(v8Flag(version)).toBe(flag);
});

it('a command says nothing on standard error under this Node', async () => {
  const built = await buildForNode(['nescio']);
  const said = await promisify(execFile)(process.execPath, [path.join(built, 'nescio.js'), '--version']);
  expect(said.stdout).toMatch(/^nescio \d/);
  expect(said.stderr).toBe('');
});
