import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const folder = path.join(root, 'out');
const archive = path.join(root, 'out.zip');
const merged = path.join(root, 'merged');
const ofPage = path.join(root, 'of-page.csv');
const newPlace = () => path.join(mkdtempSync(path.join(root, 'place-')), 'new');
const nescio = (...parameters: readonly string[]) => runCommand(parameters, { built });
const rowsOf = () => readFileSync(path.join(merged, 'outputs.csv'), 'utf8');

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  const input = path.join(root, 'study');
  mkdirSync(input);
  for (const instance of [1, 2]) writeFileSync(path.join(input, `${instance}.dcm`), ctSlice({ instance }));
  await nescio('key', 'new', keyFile);
  const records = path.join(root, 'records');
  expect((await nescio('deidentify', input, folder, '--key', keyFile, '--records', records)).status).toBe(0);
  expect((await nescio('deidentify', input, archive, '--key', keyFile)).status).toBe(0);
  await nescio('merge', records, merged);
  // The page hashes nothing, and names no UIDs: `outputs.csv` has three columns there.
  writeFileSync(ofPage, rowsOf().replaceAll(/^((?:"[^"]*",){2}"[^"]*").*(?=\r)/gm, '$1'));
});

/** OUT again with one file missing, one changed and one that is nobody's, as a folder and as a ZIP. */
async function damaged(): Promise<{
  readonly places: readonly string[];
  readonly one: string;
  readonly other: string;
}> {
  const copy = newPlace();
  for (const name of filesBelow(folder).keys()) {
    mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
    writeFileSync(path.join(copy, name), readFileSync(path.join(folder, name)));
  }
  const [one = '', other = ''] = [...filesBelow(copy).keys()];
  rmSync(path.join(copy, one));
  const bytes = readFileSync(path.join(copy, other));
  writeFileSync(path.join(copy, other), bytes.fill(1, bytes.length - 1));
  writeFileSync(path.join(copy, 'DOE-JANE'), '');
  const zip = new JSZip();
  for (const name of filesBelow(copy).keys())
    zip.file(name, readFileSync(path.join(copy, name)), { createFolders: true });
  const zipped = `${copy}.zip`;
  writeFileSync(zipped, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
  return { places: [copy, zipped], one, other };
}

describe('verify', () => {
  it('does not call a receipt without a file a success', async () => {
    const [header = ''] = rowsOf().split('\n');
    const empty = path.join(root, 'empty.csv');
    writeFileSync(empty, `${header}\n`);
    expect(await nescio('verify', mkdtempSync(path.join(root, 'nothing-')), empty)).toMatchObject({
      status: 1,
      err: 'nescio: The receipt names no file, so nothing was compared.\n',
    });
  });

  it('knows the files of a run in a folder and in a ZIP, by each receipt', async () => {
    for (const place of [folder, archive]) {
      for (const receipt of ['receipt.zip', 'records.zip', 'outputs.csv', ofPage]) {
        const { status, err } = await nescio('verify', place, path.resolve(merged, receipt));
        expect(err).toContain('2 of 2 files');
        expect(status).toBe(0);
      }
    }
  });

  it('tells what is missing, changed or beside them', async () => {
    const { places, one, other } = await damaged();
    for (const place of places) {
      for (const receipt of [path.join(merged, 'receipt.zip'), ofPage]) {
        const { status, err } = await nescio('verify', place, receipt);
        expect(status).toBe(1);
        expect(err).toContain(`missing: ${one}`);
        expect(err).toContain(`not what was put out: ${other}`);
        expect(err).toContain('0 of 2 files');
        expect(err).toContain('1 further files');
        expect(err).not.toContain('DOE');
      }
    }
  });

  it('takes a member whose bytes do not unpack for a changed one', async () => {
    const torn = newPlace();
    const bytes = readFileSync(archive);
    // A byte of the first member's data, which begins behind 30 bytes and its name (APPNOTE 4.3.7).
    const at = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28) + 200;
    bytes[at] = bytes[at]! ^ 0xff;
    writeFileSync(torn, bytes);
    const { status, err } = await nescio('verify', torn, path.join(merged, 'receipt.zip'));
    expect(status).toBe(1);
    expect(err).toContain('1 of 2 files');
  });

  it('refuses what is no receipt, names nothing outside of OUT, and ends with 2 where OUT is neither folder nor ZIP', async () => {
    const receipt = newPlace();
    mkdirSync(path.dirname(receipt), { recursive: true });
    const [header, first = '', second = ''] = rowsOf().split('\r\n');
    const refused = [
      `${header}\r\n${first}\r\n${first}\r\n`,
      `${header}\r\n${second}\r\n${first}\r\n`,
      `${header}\r\n"only a path"\r\n`,
      `${header}\r\n${first.replace(/,"\d+"/, ',"0x9"')}\r\n`,
      `${header}\r\n${'a'.repeat(100_000)}`,
      '',
      'a,b\r\n',
    ];
    for (const text of refused) {
      writeFileSync(receipt, text);
      expect((await nescio('verify', folder, receipt)).status).toBe(2);
    }
    const outside = path.relative(folder, keyFile);
    writeFileSync(receipt, `${header}\r\n${first.replace(/^"[^"]*"/, `"${outside}"`)}\r\n${second}\r\n`);
    expect((await nescio('verify', folder, receipt)).err).toContain(`missing: ${outside}`);
    expect((await nescio('verify', folder, keyFile)).status).toBe(2);
    expect((await nescio('verify', folder, path.join(root, 'nothing'))).status).toBe(2);
    expect((await nescio('verify', keyFile, ofPage)).status).toBe(2);
  });

  it('takes a receipt that an editor has saved', async () => {
    const receipt = newPlace();
    mkdirSync(path.dirname(receipt), { recursive: true });
    writeFileSync(receipt, `\ufeff${rowsOf().replaceAll('\r\n', '\n')}\n`);
    expect((await nescio('verify', folder, receipt)).err).toContain('2 of 2 files');
  });

  it('follows no link, and counts what only claims to be a folder of a ZIP', async () => {
    const copy = newPlace();
    cpSync(folder, copy, { recursive: true });
    const [top = ''] = [...filesBelow(copy).keys()].map((name) => name.split('/')[0] ?? '');
    renameSync(path.join(copy, top), `${copy}-elsewhere`);
    symlinkSync(`${copy}-elsewhere`, path.join(copy, top));
    expect((await nescio('verify', copy, ofPage)).err).toContain('0 of 2 files');
    const zip = await JSZip.loadAsync(readFileSync(archive));
    zip.file('DOE-JANF', 'a hidden file');
    const bytes = Buffer.from(await zip.generateAsync({ type: 'uint8array', compression: 'STORE' }));
    // The name in both headers ends with a slash, as that of a folder.
    const zipped = `${copy}.zip`;
    writeFileSync(zipped, Buffer.from(bytes.toString('latin1').replaceAll('DOE-JANF', 'DOE-JAN/'), 'latin1'));
    expect((await nescio('verify', zipped, ofPage)).err).toContain('1 further files');
  });
});
