import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import type { Delivery } from '../../pipeline/contracts/destination.ts';
import { pathBytes } from '../../pipeline/pool/node/path-bytes.ts';
import { atExit } from '../../testing/at-exit.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { openFolderOutput } from './folder-output.ts';
import { removeParts } from './half-made-parts.ts';
import { openZipOutput } from './zip-output.ts';

const root = temporaryFolder();
const newFolder = () => mkdtempSync(path.join(root, 'out-'));
const bytes = new TextEncoder().encode('an output');
const content = { kind: 'plain', blob: new Blob([bytes]), lastModifiedMs: 0 } as const;

function delivery(parts: Delivery['file']['parts']): Delivery {
  const file = { kind: 'produced', id: 0, parts, sizeBytes: bytes.length, crc32: null } as const;
  return { path: 'a.dcm', input: { id: 0, path: 'in.dcm', content }, file };
}

it('writes through no link that has the name of a half-made file', async () => {
  const [out, victim] = [newFolder(), path.join(root, 'victim')];
  writeFileSync(victim, 'of somebody else');
  symlinkSync(victim, path.join(out, `a.dcm.${process.pid}.part`));
  const output = openFolderOutput(out, () => undefined);
  expect(await output.write(delivery([{ kind: 'bytes', bytes }]))).toEqual({ kind: 'written' });
  await output.close();
  expect(readFileSync(victim, 'utf8')).toBe('of somebody else');
  expect(readFileSync(path.join(out, 'a.dcm'), 'utf8')).toBe('an output');
  expect(readdirSync(out)).toEqual(['a.dcm']);
});

/** An input that is written over while its bytes are copied. */
async function rewrittenInput(): Promise<Delivery> {
  const place = path.join(newFolder(), 'in.dcm');
  writeFileSync(place, new Uint8Array(5_000_000));
  utimesSync(place, 1, 1);
  const blob = await pathBytes(place);
  const handOver = blob.handOver.bind(blob);
  blob.handOver = (offsetBytes, lengthBytes, take) =>
    handOver(offsetBytes, lengthBytes, (window) => {
      take(window);
      const file = openSync(place, 'r+');
      writeSync(file, 'DOE^JANE', 0);
      closeSync(file);
    });
  const parts = [{ kind: 'range', offsetBytes: 0, lengthBytes: blob.size }] as const;
  return {
    path: 'a.dcm',
    input: { id: 0, path: 'in.dcm', content: { kind: 'plain', blob, lastModifiedMs: 0 } },
    file: { kind: 'produced', id: 0, parts, sizeBytes: blob.size, crc32: null },
  };
}

it('puts out nothing of an input that is written over while it is copied', async () => {
  const out = newFolder();
  const output = openFolderOutput(out, () => expect.fail('It is noted as written.'));
  expect(await output.write(await rewrittenInput())).toMatchObject({ kind: 'input-unreadable' });
  await output.close();
  expect(readdirSync(out)).toEqual([]);
});

it('takes half-made files away when the process ends at once, and whole ones never', async () => {
  const out = newFolder();
  await atExit(async (end) => {
    const output = openFolderOutput(out, () => undefined);
    await output.write(delivery([{ kind: 'bytes', bytes }]));
    const writing = output.write({ ...delivery([{ kind: 'bytes', bytes }]), path: 'b.dcm' });
    expect(readdirSync(out)).toEqual(['a.dcm', `b.dcm.${process.pid}.part`]);
    end();
    expect(readdirSync(out)).toEqual(['a.dcm']);
    await writing;
    await output.abort();
  });
  const archive = path.join(newFolder(), 'out.zip');
  await atExit(async (end) => {
    const output = openZipOutput(archive, () => undefined);
    end();
    expect(readdirSync(path.dirname(archive))).toEqual([]);
    await output.abort();
  });
  await atExit(async (end) => {
    const output = openZipOutput(archive, () => undefined);
    await output.write(delivery([{ kind: 'bytes', bytes }]));
    await output.close();
    end();
    expect(existsSync(archive)).toBe(true);
  });
});

it('takes away what a killed run left half-made, under the names of every layout, and nothing else', () => {
  const out = newFolder();
  const folder = path.join(out, 'DICOM/00000001');
  mkdirSync(folder, { recursive: true });
  const [whole, half] = [
    ['a.dcm', '00000001', 'notes.part', '0001.4711.part'],
    ['a.dcm', '00000002', 'DICOMDIR'],
  ];
  for (const name of whole) writeFileSync(path.join(folder, name), '');
  for (const name of half) writeFileSync(path.join(folder, `${name}.4711.part`), '');
  removeParts(out);
  expect(readdirSync(folder).sort()).toEqual([...whole].sort());
});
