import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const input = path.join(root, 'DOE-study');
const whole = path.join(root, 'whole');
const fileCount = 60;
const run = (out: string, ...more: readonly string[]) =>
  runCommand(['deidentify', input, out, '--key', keyFile, ...more], { built });
const newOut = () => path.join(mkdtempSync(path.join(root, 'place-')), 'out');

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker', 'nescio']);
  mkdirSync(input);
  for (let n = 0; n < fileCount; n++) {
    writeFileSync(path.join(input, `${n}.dcm`), ctSlice({ instance: n + 1, pixelBytes: 40_000 }));
  }
  await runCommand(['key', 'new', keyFile]);
  expect((await run(whole)).status).toBe(0);
});

/** A copy of the whole run as a stop would have left it: `kept` outputs in the journal, the next line cut, its file half-made. */
function stoppedCopy(kept: number): string {
  const out = newOut();
  const journal = `${out}.journal.jsonl`;
  cpSync(whole, out, { recursive: true });
  const [header, ...entries] = readFileSync(`${whole}.journal.jsonl`, 'utf8').trimEnd().split('\n');
  const own = { ...JSON.parse(header!) };
  writeFileSync(
    journal,
    `${JSON.stringify(own)}\n${entries.slice(0, kept).join('\n')}\n${entries[kept]!.slice(0, 40)}`,
  );
  for (const line of entries.slice(kept)) rmSync(path.join(out, JSON.parse(line).outputPath));
  writeFileSync(`${path.join(out, JSON.parse(entries[kept]!).outputPath)}.4711.part`, 'half');
  return out;
}

/** The journal names its folder by a keyed hash; here the folder takes the place of the first one. */
function moveInto(out: string): void {
  for (const place of [whole, `${whole}.journal.jsonl`]) rmSync(place, { recursive: true });
  cpSync(out, whole, { recursive: true });
  cpSync(`${out}.journal.jsonl`, `${whole}.journal.jsonl`);
}

/** Ends a run by a signal when it says of its first file. On a busy machine it may be over before the signal comes: then another one. */
async function endedBy(signal: 'SIGTERM' | 'SIGKILL') {
  for (let tries = 0; ; tries++) {
    const out = newOut();
    const parameters = ['deidentify', input, out, '--key', keyFile, '--log', 'json', '--workers', '1'];
    const child = spawn(process.execPath, [path.join(built, 'nescio.js'), ...parameters]);
    child.stdout.once('data', () => child.kill(signal));
    const status = await new Promise<number | null>((resolve) => {
      child.on('close', resolve);
    });
    if (status !== 0 || tries === 9) return { out, status };
  }
}

describe('a run that was stopped', () => {
  it('is gone on with, and ends with the same bytes', async () => {
    const expected = filesBelow(whole);
    moveInto(stoppedCopy(20));
    const refused = await run(whole);
    expect(refused.status).toBe(2);
    expect(refused.err).toContain('--resume');
    const { status, err, out } = await run(whole, '--resume', '--log', 'json');
    expect(err).toContain(`${fileCount} de-identified`);
    expect(status).toBe(0);
    expect(filesBelow(whole)).toEqual(expected);
    expect(out.toString().trimEnd().split('\n')).toHaveLength(fileCount);
    // Once more: nothing is left to do.
    expect((await run(whole, '--resume')).status).toBe(0);
    expect(filesBelow(whole)).toEqual(expected);
  });

  it('gives a journal its first line where a run ended before that, and takes no output without one', async () => {
    const out = newOut();
    const journal = `${out}.journal.jsonl`;
    writeFileSync(journal, '{"format":"nesc');
    expect((await run(out, '--resume')).status).toBe(0);
    const [first] = readFileSync(journal, 'utf8').split('\n');
    expect(JSON.parse(first!)).toMatchObject({ format: 'nescio-journal', shard: '' });
    expect((await run(out, '--resume')).status).toBe(0);
    writeFileSync(journal, '');
    const { status, err } = await run(out, '--resume');
    expect(err).toContain('OUT is not empty');
    expect(status).toBe(2);
    expect(readFileSync(journal, 'utf8')).toBe('');
  });

  it('writes again what is not what it wrote', async () => {
    const expected = filesBelow(whole);
    const [first] = expected.keys();
    writeFileSync(path.join(whole, first!), 'damaged');
    expect((await run(whole, '--resume')).status).toBe(0);
    expect(filesBelow(whole)).toEqual(expected);
  });

  it('is not gone on with under other settings, with other inputs, or from a damaged journal', async () => {
    const refused = async (text: string, status: number, ...more: readonly string[]) => {
      const before = filesBelow(whole);
      const result = await run(whole, '--resume', ...more);
      expect(result.err).toContain(text);
      expect(result.err).not.toContain('DOE');
      expect(result.status).toBe(status);
      expect(filesBelow(whole)).toEqual(before);
    };
    await refused('another profile', 2, '--profile', 'ps315-basic');
    const other = path.join(root, 'other.json');
    await runCommand(['key', 'new', other]);
    await refused('another key', 2, '--key', other);
    const one = path.join(input, '7.dcm');
    const bytes = readFileSync(one);
    writeFileSync(one, ctSlice({ instance: 8, pixelBytes: 40_002 }));
    await refused('1 have changed', 2);
    rmSync(one);
    await refused('1 are not there', 2);
    writeFileSync(one, bytes);
    const journal = `${whole}.journal.jsonl`;
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, text.replace('"sha256"', '"sha'));
    await refused('damaged', 1);
    writeFileSync(journal, text);
    writeFileSync(`${journal}.lock`, `${process.pid}\n`);
    await refused('Another run', 1);
    rmSync(`${journal}.lock`);
  });

  it('is not gone on with when an input that was added makes the study count from no start', async () => {
    const study = path.join(root, 'added');
    const slice = (instance: number, time: string) =>
      ctSlice({ instance, extra: [{ tag: 0x00080030, vr: 'TM', values: [time] }] });
    mkdirSync(study);
    writeFileSync(path.join(study, '1.dcm'), slice(1, '101500'));
    const out = newOut();
    const records = newOut();
    const go = (...more: readonly string[]) =>
      runCommand(
        ['deidentify', study, out, '--key', keyFile, '--workers', '1', '--options', 'retainRelativeTimes', ...more],
        { built },
      );
    expect((await go()).status).toBe(0);
    writeFileSync(path.join(study, '2.dcm'), slice(2, '101500'));
    expect((await go('--resume')).status).toBe(0);
    const before = filesBelow(out);
    writeFileSync(path.join(study, '3.dcm'), slice(3, '101600'));
    const { status, err } = await go('--resume', '--records', records);
    expect(err).toContain('do not agree on its start');
    expect(status).toBe(2);
    expect(filesBelow(out)).toEqual(before);
    expect([...filesBelow(records).keys()]).toEqual(['run.json']);
  });

  it('by a reader of standard output that has gone ends with 1, says nothing of the program, and can be gone on with', async () => {
    const out = newOut();
    const parameters = ['deidentify', input, out, '--key', keyFile, '--log', 'json', '--workers', '1'];
    const child = spawn(process.execPath, [path.join(built, 'nescio.js'), ...parameters]);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    child.stdout.destroy();
    const status = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect(said).toBe('nescio: Stopped. --resume goes on with it.\n');
    expect(status).toBe(1);
    expect((await run(out, '--resume')).status).toBe(0);
    expect(filesBelow(out)).toEqual(filesBelow(whole));
  });

  it('by a second signal ends with the status of the first one: 1 for an archive, of which nothing is left', async () => {
    const parameters = ['deidentify', input, '-', '--key', keyFile, '--workers', '1'];
    const child = spawn(process.execPath, [path.join(built, 'nescio.js'), ...parameters]);
    // Nobody reads the tar, so that the process cannot end by itself.
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.includes('Stopped')) child.kill('SIGTERM');
    });
    child.stdout.once('readable', () => child.kill('SIGTERM'));
    const status = await new Promise((resolve) => {
      child.on('exit', resolve);
    });
    expect(status).toBe(1);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s leaves whole files alone, and can be gone on with',
    async (signal) => {
      const { out, status } = await endedBy(signal);
      expect(status).toBe(signal === 'SIGTERM' ? 5 : null);
      const expected = filesBelow(whole);
      for (const [name, hash] of filesBelow(out)) if (!name.endsWith('.part')) expect(hash).toBe(expected.get(name));
      // What a crash of the machine may leave behind the last line.
      appendFileSync(`${out}.journal.jsonl`, '{"file":"');
      expect((await run(out, '--resume')).status).toBe(0);
      expect(filesBelow(out)).toEqual(expected);
    },
  );
});
