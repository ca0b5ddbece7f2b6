import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/run-command.ts';
import { readPrivateFile } from './private-file.ts';

const root = temporaryFolder();
const place = (name: string) => path.join(root, name);

describe('a file that holds a secret', () => {
  it('is read', () => {
    writeFileSync(place('file'), 'secret', { mode: 0o600 });
    expect(readPrivateFile(place('file'), 'key file')).toBe('secret');
  });

  it('cannot be opened where it is a folder, or is not there', () => {
    mkdirSync(place('folder'), { mode: 0o700 });
    for (const name of ['folder', 'nothing']) {
      expect(() => readPrivateFile(place(name), 'key file')).toThrow('The key file cannot be opened.');
    }
  });

  it('is not waited for where it is a pipe that nobody writes to', () => {
    execFileSync('mkfifo', ['-m', '600', place('pipe')]);
    expect(() => readPrivateFile(place('pipe'), 'sign-in file')).toThrow('The sign-in file cannot be opened.');
  });
});
