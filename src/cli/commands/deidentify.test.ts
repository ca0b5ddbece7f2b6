import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDeidentifier } from '../../embed/create-deidentifier.ts';
import type { Outcome } from '../../embed/outcome.ts';
import { parseProjectKey } from '../../profile/project-key-file.ts';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { filesBelow, runCommand, sha256, temporaryFolder } from '../../testing/run-command.ts';

const { NESCIO_CORPUS = '../shared/corpus/dev' } = process.env;
const corpus = path.resolve(NESCIO_CORPUS);
const hasCorpus = existsSync(path.join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to run over real files.`);

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
const nescio = (parameters: readonly string[], signal?: AbortSignal) =>
  runCommand(parameters, { built, ...(signal && { signal }) });

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  await runCommand(['key', 'new', keyFile]);
});

/** Two instances, one of them longer than what is read whole, one copy, and what is no image. */
function newInput(): string {
  const folder = newPlace('study');
  mkdirSync(path.join(folder, 'more'), { recursive: true });
  writeFileSync(path.join(folder, 'DOE-1.dcm'), ctSlice({ instance: 1, pixelBytes: 512 }));
  writeFileSync(path.join(folder, 'more', 'DOE-2.dcm'), ctSlice({ instance: 2, pixelBytes: 5_000_000 }));
  writeFileSync(path.join(folder, 'more', 'copy.dcm'), ctSlice({ instance: 1, pixelBytes: 512 }));
  writeFileSync(path.join(folder, 'notes.txt'), 'no image');
  writeFileSync(path.join(folder, 'short.dcm'), ctSlice({ instance: 3, pixelBytes: 512 }).subarray(0, -100));
  return folder;
}

/** What the package makes of files, in this process: outputs by path, and the number of each other outcome. */
async function fromPackage(files: readonly string[]) {
  const key = parseProjectKey(readFileSync(keyFile, 'utf8'))!;
  const deidentifier = createDeidentifier({ profile: 'qmenta-guarded', key, order: 'output-path' });
  const inputs = files.map((file) => ({ path: path.basename(file), blob: new Blob([readFileSync(file)]) }));
  const outputs = new Map<string, string>();
  const counts: Record<Outcome['kind'], number> = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  for await (const outcome of deidentifier.process(inputs)) {
    counts[outcome.kind] += 1;
    if (outcome.kind !== 'deidentified') continue;
    outputs.set(outcome.outputPath, sha256(new Uint8Array(await outcome.file.arrayBuffer())));
  }
  return { outputs: new Map([...outputs].sort()), counts };
}

describe('check', () => {
  it('says what would become of files, and writes nothing', async () => {
    const input = newInput();
    const before = filesBelow(path.dirname(input));
    const { status, err, out } = await nescio(['check', input, '--log', 'json']);
    expect(err).toContain('2 de-identified, 0 held, 2 skipped, 1 failed.');
    expect(status).toBe(4);
    expect(out.toString().trimEnd().split('\n')).toHaveLength(5);
    expect(filesBelow(path.dirname(input))).toEqual(before);
    expect((await nescio(['check', path.join(input, 'gone')])).status).toBe(2);
  });
});

describe('deidentify', () => {
  it('writes the bytes of the package into a folder, under the paths of the package', async () => {
    const input = newInput();
    const out = newPlace('out');
    const { status, err } = await nescio(['deidentify', input, out, '--key', keyFile, '--workers', '2']);
    expect(status).toBe(4);
    expect(err).toContain('2 de-identified, 0 held, 2 skipped, 1 failed.');
    expect(err).toContain('failed, truncated (line 5)');
    expect(err).not.toContain('DOE');
    const files = [...filesBelow(input).keys()].map((file) => path.join(input, file));
    expect(filesBelow(out)).toEqual((await fromPackage(files)).outputs);
  });

  it('writes the same bytes where the pixels go from file to file', async () => {
    const input = newPlace('slices');
    mkdirSync(input);
    for (const [at, pixelBytes] of [60_000, 70_000, 524_288, 4_000_000].entries()) {
      writeFileSync(path.join(input, `${at}.dcm`), ctSlice({ instance: at + 1, pixelBytes }));
    }
    const out = newPlace('out');
    expect((await nescio(['deidentify', input, out, '--key', keyFile])).status).toBe(0);
    const { outputs } = await fromPackage(readdirSync(input).map((name) => path.join(input, name)));
    expect(outputs.size).toBe(4);
    expect(filesBelow(out)).toEqual(outputs);
  });

  it.skipIf(!hasCorpus)(
    'does so for real files, with as many of each outcome',
    async () => {
      const { files } = JSON.parse(readFileSync(path.join(corpus, 'index.json'), 'utf8'));
      const chosen: readonly string[] = files
        .filter((_: unknown, at: number) => at % 3 === 0)
        .map((file: { readonly path: string }) => path.join(corpus, file.path))
        .filter((file: string) => !/\.(zip|gz|tgz|tar)$/.test(file));
      const out = newPlace('out');
      const { status, err } = await nescio(['deidentify', ...chosen, out, '--key', keyFile, '--workers', '2']);
      const { outputs, counts } = await fromPackage(chosen);
      expect(filesBelow(out)).toEqual(outputs);
      expect(err).toContain(`${counts.deidentified} de-identified, ${counts.held} held, ${counts.skipped} skipped`);
      expect(status).toBe(4);
      expect(outputs.size).toBeGreaterThan(50);
    },
    120_000,
  );

  it.skipIf(!hasTool('unzip') || !hasTool('tar'))('writes the same files into a ZIP and into a tar', async () => {
    const input = newInput();
    const out = newPlace('out');
    await nescio(['deidentify', input, out, '--key', keyFile]);
    const zip = newPlace('out.zip');
    await nescio(['deidentify', input, zip, '--key', keyFile]);
    const fromZip = newPlace('from-zip');
    execFileSync('unzip', ['-q', zip, '-d', fromZip]);
    expect(filesBelow(fromZip)).toEqual(filesBelow(out));
    const tar = await nescio(['deidentify', input, '-', '--key', keyFile, '--log', 'json']);
    const fromTar = newPlace('from-tar');
    mkdirSync(fromTar);
    execFileSync('tar', ['-x', '-C', fromTar], { input: tar.out });
    expect(filesBelow(fromTar)).toEqual(filesBelow(out));
    // Standard output is the tar's, so the log goes elsewhere.
    expect(tar.err).toContain('"line":1');
    const fromZipInput = newPlace('again');
    await nescio(['deidentify', zip, fromZipInput, '--key', keyFile]);
    expect(filesBelow(fromZipInput).size).toBe(2);
  });

  it('takes a list of inputs, each called as it stands there, and counts a line that leads nowhere', async () => {
    const input = newInput();
    const [out, listed] = [newPlace('out'), newPlace('out')];
    await nescio(['deidentify', input, out, '--key', keyFile]);
    const lines = ['', `${input}/more/`, path.join(input, 'DOE-1.dcm'), path.join(input, 'gone.dcm')].join('\r\n');
    const parameters = ['deidentify', listed, '--manifest', '-', '--key', keyFile, '--log', 'json', '--log-paths'];
    const { status, err, out: log } = await runCommand(parameters, { built, input: lines });
    expect(err).toContain('2 de-identified, 0 held, 1 skipped, 1 failed.');
    expect(status).toBe(4);
    expect(filesBelow(listed)).toEqual(filesBelow(out));
    const paths = log
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).input);
    const expected = ['more/DOE-2.dcm', 'more/copy.dcm', 'DOE-1.dcm', 'gone.dcm'];
    expect(paths.sort()).toEqual(expected.map((name) => path.join(input, name)).sort());
  });

  it('makes a key beside OUT, and says so', async () => {
    const out = newPlace('out');
    const { err } = await nescio(['deidentify', newInput(), out]);
    expect(err).toContain('OUT.key.json');
    expect(statSync(`${out}.key.json`).mode & 0o777).toBe(0o600);
    expect(readdirSync(out).some((name) => name.includes('key'))).toBe(false);
  });

  it('reads a key from a descriptor, or from the file that the environment names', async () => {
    const input = newInput();
    const out = newPlace('out');
    await nescio(['deidentify', input, out, '--key', keyFile]);
    const fromDescriptor = newPlace('out');
    await nescio(['deidentify', input, fromDescriptor, '--key', `fd:${openSync(keyFile, 'r')}`]);
    expect(filesBelow(fromDescriptor)).toEqual(filesBelow(out));
    const fromEnvironment = newPlace('out');
    await runCommand(['deidentify', input, fromEnvironment], { built, environment: { NESCIO_KEY_FILE: keyFile } });
    expect(filesBelow(fromEnvironment)).toEqual(filesBelow(out));
  });

  it('logs an object a file, by line; paths of the input when asked alone', async () => {
    const input = newInput();
    const log = async (...more: readonly string[]) => {
      const { out } = await nescio(['deidentify', input, newPlace('out'), '--key', keyFile, '--log', 'json', ...more]);
      const lines = out
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      return lines.sort((one, other) => one.line - other.line);
    };
    const lines = await log();
    expect(lines.map(({ line, outcome, code }) => [line, outcome, code])).toEqual([
      [1, 'deidentified', ''],
      [2, 'deidentified', ''],
      [3, 'skipped', 'copy'],
      [4, 'skipped', 'not-dicom'],
      [5, 'failed', 'truncated'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('DOE');
    expect(Object.keys(lines[0])).toEqual(['line', 'outcome', 'code', 'reason', 'output', 'bytes', 'seconds']);
    expect(lines[0]).toMatchObject({ reason: '', output: expect.stringMatching(/\.dcm$/), bytes: expect.any(Number) });
    expect((await log('--log-paths')).map(({ input: one }) => one)).toEqual([
      'study/DOE-1.dcm',
      'study/more/DOE-2.dcm',
      'study/more/copy.dcm',
      'study/notes.txt',
      'study/short.dcm',
    ]);
  });

  it('ends with 3 while files are held, unless that is allowed', async () => {
    const input = newPlace('held');
    mkdirSync(input);
    writeFileSync(path.join(input, 'a.dcm'), ctSlice({ sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }));
    const run = (...more: readonly string[]) =>
      nescio(['deidentify', input, newPlace('out'), '--key', keyFile, '--profile', 'ps315-basic', ...more]);
    const { status, err } = await run();
    expect(err).toContain('1 held');
    expect(status).toBe(3);
    expect((await run('--allow-held')).status).toBe(0);
  });

  it('stops when it is asked to, and leaves nothing half-written', async () => {
    const stop = new AbortController();
    stop.abort();
    const out = newPlace('out');
    expect((await nescio(['deidentify', newInput(), out, '--key', keyFile], stop.signal)).status).toBe(5);
    const zip = newPlace('out.zip');
    expect((await nescio(['deidentify', newInput(), zip, '--key', keyFile], stop.signal)).status).toBe(1);
    expect(readdirSync(path.dirname(zip))).toEqual([]);
  });

  it('does not say that there is no output when it was stopped behind a whole archive', async () => {
    const [stop, zip, input] = [new AbortController(), newPlace('out.zip'), newInput()];
    // Is aborted for whoever asks once the archive has its name: a timer could come when the records are whole.
    Object.defineProperty(stop.signal, 'aborted', { get: () => existsSync(zip) });
    const parameters = ['deidentify', input, zip, '--key', keyFile, '--records', newPlace('records')];
    const { status, err } = await nescio(parameters, stop.signal);
    expect(err).toContain('OUT was whole by then');
    expect(status).toBe(1);
    expect(existsSync(zip)).toBe(true);
  });

  it('says that OUT cannot be written, without its path', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere');
    const folder = newPlace('locked');
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    const { status, err } = await nescio(['deidentify', newInput(), path.join(folder, 'out'), '--key', keyFile]);
    expect(status).toBe(1);
    expect(err).toContain('cannot be written');
    expect(err).not.toContain(folder);
  });

  it('gives an outcome to what it cannot read, and follows no link in circles', async () => {
    const input = newInput();
    symlinkSync(input, path.join(input, 'more', 'round'));
    symlinkSync(path.join(input, 'gone'), path.join(input, 'more', 'dangling'));
    const { err } = await nescio(['deidentify', input, newPlace('out'), '--key', keyFile]);
    expect(err).toContain('2 de-identified, 0 held, 2 skipped, 3 failed.');
    expect(err).toContain('failed, unreadable');
  });
});
