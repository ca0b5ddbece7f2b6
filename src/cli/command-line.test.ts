import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const root = temporaryFolder();
let count = 0;
let folder = '';
const at = (name: string) => path.join(folder, name);

beforeEach(() => {
  count += 1;
  folder = path.join(root, String(count));
  mkdirSync(at('in'), { recursive: true });
  writeFileSync(at('in/DOE-JANE.dcm'), 'no image');
});

async function newKey(): Promise<string> {
  const file = at('key.json');
  expect(await runCommand(['key', 'new', file])).toMatchObject({ status: 0, err: '' });
  return file;
}

describe('key new', () => {
  it('makes a key that its owner alone can read, and never overwrites one', async () => {
    const file = await newKey();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    const again = await runCommand(['key', 'new', file]);
    expect(again.status).toBe(2);
    expect(again.err).toContain('--key');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('deidentify refuses', () => {
  const refused = async (parameters: readonly string[], status = 2) => {
    const result = await runCommand(['deidentify', ...parameters]);
    expect(result.status).toBe(status);
    expect(result.out).toHaveLength(0);
    expect(result.err).not.toContain('DOE');
    expect(result.err).not.toContain(root);
    return result.err;
  };

  it('to write into what it reads, or to read what it writes, by whatever way', async () => {
    symlinkSync(at('in'), at('link'));
    expect(await refused([at('in'), at('in/out')])).toContain('inside of IN number 1');
    expect(await refused([at('in'), at('in')])).toContain('inside of IN number 1');
    expect(await refused([at('in'), at('link/out.zip')])).toContain('inside of IN number 1');
    expect(await refused([at('in'), folder])).toContain('inside of OUT');
    expect(existsSync(at('in/out'))).toBe(false);
    // A link in IN to a place elsewhere: what is put there would be read as well.
    mkdirSync(at('elsewhere'));
    symlinkSync(at('elsewhere'), at('in/away'));
    expect(await refused([at('in'), at('in/away')])).toContain('inside of IN number 1');
    expect(await refused([at('link'), at('in/away/out')])).toContain('inside of IN number 1');
  });

  it('a manifest that leads into OUT, or that OUT lies in, by whatever way', async () => {
    symlinkSync(at('in'), at('link'));
    const list = (...lines: readonly string[]) => writeFileSync(at('list'), lines.join('\n'));
    const run = (out: string, ...more: readonly string[]) => refused([at(out), '--manifest', at('list'), ...more]);
    list('', at('in/DOE-JANE.dcm'), at('in'));
    expect(await run('in/out')).toContain('OUT lies inside of IN of line 3 of the manifest');
    list(at('link'));
    expect(await run('in/out.zip')).toContain('OUT lies inside of IN of line 1');
    mkdirSync(at('out'));
    symlinkSync(at('in'), at('out/away'));
    symlinkSync(at('out'), at('round'));
    for (const place of ['out/away/DOE-JANE.dcm', 'out/gone.dcm', 'round/x.dcm', 'in/../out/x.dcm']) {
      list(at('gone/1.dcm'), at(place));
      expect(await run('out')).toContain('IN of line 2 of the manifest lies inside of OUT');
    }
  });

  it('a manifest that nobody can use', async () => {
    expect(await refused([at('out'), '--manifest', at('gone')])).toContain('The manifest cannot be read');
    writeFileSync(at('list'), 'a.dcm\nhttps://DOE:secret@host/a.dcm\n');
    expect(await refused([at('out'), '--manifest', at('list')])).toContain('Line 2 of the manifest');
    expect(await refused([at('out'), '--manifest', '-'])).toContain('names no file');
    expect(await refused([at('out'), '--manifest', '-', '--key', 'fd:0'])).toContain('standard input');
    expect((await runCommand(['check'])).err).toContain('Name what goes in');
  });

  it('an OUT that holds anything, and an archive that is there', async () => {
    mkdirSync(at('out'));
    writeFileSync(at('out/x'), '');
    expect(await refused([at('in'), at('out')])).toContain('not empty');
    writeFileSync(at('out.zip'), '');
    expect(await refused([at('in'), at('out.zip')])).toContain('there already');
    expect(await refused([at('in'), at('in/DOE-JANE.dcm')])).toContain('OUT is a file');
  });

  it('what is not there or makes no sense', async () => {
    expect(await refused([at('nothing'), at('out')])).toContain('IN number 1');
    expect(await refused([at('in')])).toContain('OUT');
    expect(await refused([at('in'), 's3://bucket/studies'])).toContain('--key');
    expect(await refused([at('in'), 's3://user@bucket/studies', '--key', at('gone')])).toContain('OUT is');
    expect(await refused([at('in'), 'https://server/studies'])).toContain('--key');
    expect(await refused([at('in'), at('out'), '--pixels', 'blur'])).toContain('choices');
    expect(await refused([at('in'), at('out'), '--search', 'some'])).toContain('all, likely, none');
    expect(await refused([at('in'), at('out'), '--search', 'none', '--key', at('gone')], 1)).toContain('key file');
    expect(await refused([at('in'), at('out'), '--workers', '0'])).toContain('whole number');
    expect(await refused([at('in'), at('out'), '--options', 'retainEverything'])).toContain('options');
    expect(await refused([at('in'), at('out'), '--options', 'retainFullDates,retainModifiedDates'])).toContain(
      'exclude',
    );
    expect(await refused([at('in'), at('out'), '--profile', 'qmenta', '--purpose', 'share'])).toContain('not both');
    expect(await refused([at('in'), at('out'), '--unknown'])).toContain('unknown option');
    expect(await refused([at('in'), at('out'), '--patients', at('in/DOE-JANE.dcm')])).toContain('lookup');
  });

  it('keys that others may read, files that hold none, and a tar without one', async () => {
    const key = await newKey();
    chmodSync(key, 0o640);
    expect(await refused([at('in'), at('out'), '--key', key], 1)).toContain('chmod 600');
    writeFileSync(at('none.json'), '{}', { mode: 0o600 });
    expect(await refused([at('in'), at('out'), '--key', at('none.json')], 1)).toContain('no project key');
    expect(await refused([at('in'), '-'])).toContain('--key');
    expect(existsSync(at('out'))).toBe(false);
  });

  it('to make a key beside OUT where there is one', async () => {
    writeFileSync(at('out.key.json'), 'x', { mode: 0o600 });
    expect(await refused([at('in'), at('out')])).toContain('--key');
    expect(readFileSync(at('out.key.json'), 'utf8')).toBe('x');
  });

  it('a profile that is not the one its record pins', async () => {
    const preset = await runCommand(['profile', 'show']);
    const profile = JSON.parse(preset.out.toString()).profile;
    writeFileSync(
      at('pinned.json'),
      JSON.stringify({ profile: { ...profile, capsAges: false }, sha256: '00'.repeat(32) }),
    );
    expect(await refused([at('in'), at('out'), '--profile', at('pinned.json')])).toContain('SHA-256');
  });
});

describe('the program', () => {
  it('says that no thread could be started', async () => {
    const { status, err } = await runCommand(['check', at('in')], { built: at('nothing') });
    expect(err).toContain('No thread could be started');
    expect(err).not.toContain(folder);
    expect(status).toBe(1);
  });

  it('says what there is, and of what edition its rules are', async () => {
    const help = await runCommand(['--help']);
    expect(help).toMatchObject({ status: 0, err: '' });
    expect(help.out.toString()).toContain('deidentify');
    const version = await runCommand(['--version']);
    expect(version.out.toString()).toMatch(
      /^nescio \d+\.\d+\.\d+, rules of PS3\.15 Table E\.1-1, edition \d{4}[a-z]\n$/,
    );
    expect((await runCommand([])).status).toBe(2);
    expect((await runCommand(['scramble'])).status).toBe(2);
  });
});
