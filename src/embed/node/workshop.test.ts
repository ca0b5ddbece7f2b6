import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openWorkshop } from './workshop.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-workshop-'));
  made.push(folder);
  return folder;
}

/** What is put back of the files in a folder of a process of this computer that has ended. */
async function adopted(outputPaths: readonly string[], isLink = false) {
  const root = newFolder();
  const workshop = await openWorkshop(root);
  const host = readdirSync(root)[0]!.split('-')[1];
  const lost = path.join(root, `.nescio-${host}-4194304999-0`);
  const held = newFolder();
  for (const [at, outputPath] of outputPaths.entries()) {
    writeFileSync(path.join(held, `moved-${at}-${Buffer.from(outputPath).toString('base64url')}`), 'bytes');
  }
  if (isLink) symlinkSync(held, lost);
  else cpSync(held, lost, { recursive: true });
  const found: string[] = [];
  await workshop.adoptLost(async (_, outputPath) => found.push(outputPath));
  await workshop.close();
  return { found, left: readdirSync(root).length, held: readdirSync(held).length };
}

it('puts back what a process had moved', async () => {
  expect(await adopted(['a/b.dcm'])).toMatchObject({ found: ['a/b.dcm'], left: 0 });
});

it.each(['../x.dcm', 'a/../../x.dcm', '/x.dcm', 'a//x.dcm', 'a/./x.dcm', 'a\0.dcm', 'a\\..\\x.dcm', '.nescio-a/x'])(
  'puts nothing at %j, which does not stay below the root, and leaves that folder',
  async (outputPath) => {
    expect(await adopted(['a/b.dcm', outputPath])).toMatchObject({ found: [], left: 1 });
  },
);

it('follows no link to a folder elsewhere', async () => {
  expect(await adopted(['a/b.dcm'], true)).toMatchObject({ found: [], left: 1, held: 1 });
});
