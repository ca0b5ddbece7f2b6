import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { imageFile } from '../../testing/image-file.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const input = path.join(root, 'study');
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
const run = (out: string, ...more: readonly string[]) =>
  runCommand(['deidentify', input, out, '--key', keyFile, '--workers', '1', ...more], { built });

const text = (tag: number, vr: 'UI' | 'PN' | 'LO', value: string) => ({ tag, vr, values: [value] });
const capture = { sopClassUid: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT', bits: 8 } as const;

function image(
  instance: number,
  kind: typeof capture & { readonly pixels?: number },
  ...more: readonly ReturnType<typeof text>[]
): Uint8Array {
  const extra = [text(0x00080018, 'UI', `1.2.3.4.${instance}`), text(0x00100010, 'PN', 'Grunwaldt^Rosalinde'), ...more];
  const { pixels = 100, ...rest } = kind;
  return imageFile({ rows: 10, columns: 10, ...rest, extra }, new Uint8Array(pixels).fill(instance));
}

/** One that goes out, one that only misses a look, twice and once more with other pixels, and four that miss more. */
beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  mkdirSync(input);
  const files = {
    plain: imageFile({ rows: 10, columns: 10, extra: [text(0x00080018, 'UI', '1.2.3.4.1')] }, new Uint8Array(200)),
    capture: image(2, capture),
    copy: image(2, capture),
    other: image(2, capture).map((byte, at, all) => (at === all.length - 1 ? 9 : byte)),
    residual: image(3, capture, text(0x00181020, 'LO', 'for Rosalinde')),
    trailing: Buffer.concat([image(4, capture), Buffer.from('Grunwaldt')]),
    // Bytes behind the image, which no look shows.
    behind: image(6, { ...capture, pixels: 180 }),
    short: image(5, capture).subarray(0, -20),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(input, `${name}.dcm`), bytes);
  await runCommand(['key', 'new', keyFile]);
});

describe('the held folder', () => {
  it('has what held images would be, and nothing of what is held for more', async () => {
    const [out, heldDir] = [newPlace('out'), newPlace('held')];
    const { status, err } = await run(out, '--held-dir', heldDir);
    expect(status).toBe(4);
    const { out: log } = await run(newPlace('out'), '--log', 'json');
    const codes = log
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const held = codes.filter(({ outcome }) => outcome === 'held');
    expect(held.map(({ code }) => code).sort()).toEqual([
      ...Array(4).fill('pixels'),
      'pixels residual-identifier',
      'unknown-structure pixels',
    ]);
    expect(err).toContain('Held folder: 2 of 6 held files, cleaned, to be looked at.');
    expect(err).not.toContain('Rosalinde');
    const names = [...filesBelow(heldDir).keys()];
    expect(names).toHaveLength(3);
    expect(names.filter((name) => name !== 'run.json').every((name) => /^N-\S+\.dcm$/.test(name))).toBe(true);
    for (const name of names) {
      const bytes = readFileSync(path.join(heldDir, name)).toString('latin1');
      expect(bytes).not.toMatch(/Grunwaldt|Rosalinde|1\.2\.3\.4/);
    }
    expect(statSync(heldDir).mode & 0o777).toBe(0o700);
    // The bytes are those that the file would have if it went out unseen, so it claims nothing of a look.
    const exported = newPlace('out');
    await run(exported, '--pixels', 'export');
    const unseen = new Set(filesBelow(exported).values());
    const hashes = [...filesBelow(heldDir)].flatMap(([name, hash]) => (name === 'run.json' ? [] : [hash]));
    expect(hashes.filter((hash) => unseen.has(hash))).toEqual(hashes);
  });

  it('is made again when the run is gone on with, and is that of no other run', async () => {
    const [out, heldDir] = [newPlace('out'), newPlace('held')];
    await run(out, '--held-dir', heldDir);
    const before = filesBelow(heldDir);
    expect((await run(out, '--resume', '--held-dir', heldDir)).status).toBe(4);
    expect(filesBelow(heldDir)).toEqual(before);
    const other = await run(newPlace('out'), '--held-dir', heldDir);
    expect(other).toMatchObject({ status: 2, err: expect.stringContaining('The held folder is not empty') });
    const elsewhere = newPlace('out');
    await run(elsewhere);
    const second = await run(elsewhere, '--resume', '--held-dir', heldDir);
    expect(second).toMatchObject({ status: 2, err: expect.stringContaining('that of another run') });
  });

  it('that cannot be written takes no records away', async () => {
    const [out, heldDir, records] = [newPlace('out'), newPlace('held'), newPlace('records')];
    const both = ['--held-dir', heldDir, '--records', records];
    expect((await run(out, ...both)).status).toBe(4);
    const expected = filesBelow(records);
    rmSync(path.join(records, 'summary.json'));
    const [candidate] = [...filesBelow(heldDir).keys()].filter((name) => name !== 'run.json');
    // What nothing can be written over.
    rmSync(path.join(heldDir, candidate!));
    mkdirSync(path.join(heldDir, candidate!, 'folder'), { recursive: true });
    const failed = await run(out, '--resume', ...both);
    expect(failed).toMatchObject({ status: 1, err: expect.stringContaining('All else is written.') });
    expect(filesBelow(records)).toEqual(expected);
  });

  it('is refused where it would mix with anything, and where others may use it', async () => {
    const [out, records] = [newPlace('out'), newPlace('records')];
    symlinkSync(input, path.join(root, 'link'));
    const refused = async (expected: string, place: string, ...more: readonly string[]) => {
      const { status, err } = await run(out, '--held-dir', place, ...more);
      expect(err).toContain(expected);
      expect(status).toBe(2);
    };
    await refused('The held folder lies inside of OUT', path.join(out, 'held'));
    await refused('The held folder has OUT inside', path.dirname(out));
    await refused('The held folder lies inside of IN number 1', path.join(root, 'link/held'));
    await refused('IN number 1 lies inside of the held folder', root);
    await refused('The held folder lies inside of the records', path.join(records, 'held'), '--records', records);
    await refused('The held folder has the records inside', path.dirname(records), '--records', records);
    const open = newPlace('open');
    mkdirSync(open);
    chmodSync(open, 0o750);
    expect(await run(out, '--held-dir', open)).toMatchObject({ status: 1, err: expect.stringContaining('chmod 700') });
  });
});
