import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/run-command.ts';
import { checkRunFolder, claimRunFolder, clearRecords, runOwner } from './run-folder.ts';

const base = temporaryFolder();
let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(base, 'run-'));
});

const projectKey = new Uint8Array(32).fill(3);
const at = (...names: readonly string[]) => path.join(root, ...names);

describe('a folder beside the output', () => {
  it('is made for its owner alone', () => {
    checkRunFolder('held', at('a', 'held'), false);
    expect(statSync(at('a', 'held')).mode & 0o777).toBe(0o700);
  });

  it.skipIf(process.platform === 'win32')('for held files is refused where others may use it; records are not', () => {
    mkdirSync(at('open'), { mode: 0o700 });
    for (const mode of [0o710, 0o701, 0o740]) {
      chmodSync(at('open'), mode);
      expect(() => checkRunFolder('held', at('open'), false)).toThrow('used by others');
      expect(() => checkRunFolder('records', at('open'), false)).not.toThrow();
    }
    chmodSync(at('open'), 0o700);
    expect(() => checkRunFolder('held', at('open'), false)).not.toThrow();
  });

  it('has to be empty, or that of a run that goes on', () => {
    mkdirSync(at('records'), { mode: 0o700 });
    writeFileSync(at('records', 'notes.txt'), 'mine');
    for (const resumes of [true, false]) {
      expect(() => checkRunFolder('records', at('records'), resumes)).toThrow('not empty');
    }
    writeFileSync(at('records', 'run.json'), '{}');
    expect(() => checkRunFolder('records', at('records'), false)).toThrow('not empty');
    expect(() => checkRunFolder('records', at('records'), true)).not.toThrow();
    rmSync(at('records', 'notes.txt'));
    expect(() => checkRunFolder('records', at('records'), false)).not.toThrow();
  });

  it('that is a file cannot be written, and its path is not told', () => {
    writeFileSync(at('PLANTED'), '');
    expect(() => checkRunFolder('held', at('PLANTED'), false)).toThrow('The held folder cannot be written');
    expect(() => checkRunFolder('held', at('PLANTED'), false)).not.toThrow(/PLANTED/);
  });
});

describe('a run', () => {
  const owner = runOwner('records', projectKey, null, '/out');

  it('claims an empty folder once, and knows it again', () => {
    mkdirSync(at('records'));
    claimRunFolder('records', at('records'), owner);
    const text = readFileSync(at('records', 'run.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(owner);
    claimRunFolder('records', at('records'), owner);
    expect(readFileSync(at('records', 'run.json'), 'utf8')).toBe(text);
  });

  it.each([
    ['another key', runOwner('records', new Uint8Array(32).fill(4), null, '/out')],
    ['another shard', runOwner('records', projectKey, { index: 1, count: 2 }, '/out')],
    ['another OUT', runOwner('records', projectKey, null, '/other')],
  ])('takes no folder of a run of %s, and leaves it as it is', (_, other) => {
    mkdirSync(at('records'));
    claimRunFolder('records', at('records'), other);
    expect(() => claimRunFolder('records', at('records'), owner)).toThrow('that of another run');
    expect(JSON.parse(readFileSync(at('records', 'run.json'), 'utf8'))).toEqual(other);
  });

  it('takes no folder that holds something else', () => {
    mkdirSync(at('records'));
    writeFileSync(at('records', 'notes.txt'), 'mine');
    expect(() => claimRunFolder('records', at('records'), owner)).toThrow('that of another run');
    expect(readdirSync(at('records'))).toEqual(['notes.txt']);
  });

  it('takes away its own records, and nothing else', () => {
    mkdirSync(at('records'));
    for (const name of ['run.json', 'notes.txt', 'files.jsonl']) writeFileSync(at('records', name), '');
    clearRecords(at('records'));
    expect(existsSync(at('records', 'files.jsonl'))).toBe(false);
    expect(readdirSync(at('records')).sort()).toEqual(['notes.txt', 'run.json']);
  });
});
