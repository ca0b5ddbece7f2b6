import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { buildZip, type ZipMemberPlan } from '../testing/build-zip.ts';
import { collect } from '../testing/collect.ts';
import { hasTool } from '../testing/has-tool.ts';
import { openContent } from '../testing/open-content.ts';
import { listZip } from './zip-archive.ts';
import { zipLimits } from './zip-limits.ts';

const text = (value: string) => new TextEncoder().encode(value);
const running = new AbortController().signal;

function list(bytes: Uint8Array<ArrayBuffer>, limits = zipLimits as Parameters<typeof listZip>[3]) {
  return collect(listZip(new Blob([bytes]), 'a.zip', running, limits));
}

/** What each item came to: its bytes as text, or its settled code. */
async function outcomes(items: readonly SourceItem[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const item of items) found[item.path] = item.kind === 'settled' ? item.outcome.code : await contentText(item);
  return found;
}

async function contentText(item: Extract<SourceItem, { kind: 'file' }>): Promise<string> {
  const content = await item.open();
  if (content.kind === 'failed') return content.code;
  const bytes = new Uint8Array(await content.blob.arrayBuffer());
  return new TextDecoder().decode(content.kind === 'zip-deflated' ? inflateRawSync(bytes) : bytes);
}

async function outcomesOf(plans: readonly ZipMemberPlan[], limits?: Parameters<typeof listZip>[3]) {
  return outcomes(await list(buildZip(plans), limits));
}

describe('listZip, honest archives', () => {
  it('lists each member of an archive made by JSZip and gives its bytes', async () => {
    const zip = new JSZip();
    zip.file('study/IM1', 'one');
    zip.file('study/IM2', 'two '.repeat(500), { compression: 'DEFLATE' });
    zip.folder('empty');
    const items = await list((await zip.generateAsync({ type: 'uint8array' })) as Uint8Array<ArrayBuffer>);
    expect(await outcomes(items)).toEqual({ 'a.zip/study/IM1': 'one', 'a.zip/study/IM2': 'two '.repeat(500) });
  });

  it('tells stored from deflated members, with size and CRC', async () => {
    const items = await list(
      buildZip([
        { name: 'stored', data: text('123456789') },
        { name: 'deflated', data: text('123456789'), isDeflated: true },
      ]),
    );
    const [stored, deflated] = await Promise.all(items.map(openContent));
    expect(stored).toMatchObject({ kind: 'zip-stored', crc32: 0xcbf43926 });
    expect(stored?.blob.size).toBe(9);
    expect(deflated).toMatchObject({ kind: 'zip-deflated', inflatedSizeBytes: 9, crc32: 0xcbf43926 });
  });

  it('finds the bytes behind a local extra field that the directory does not have', async () => {
    expect(await outcomesOf([{ name: 'x', data: text('here'), localExtraBytes: 28 }])).toEqual({ 'a.zip/x': 'here' });
  });

  it.skipIf(!hasTool('python3'))(
    'reads an archive that Python wrote with descriptors, ZIP64 fields and a comment',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'zip-archive-'));
      try {
        const script = `
import zipfile, sys, io
class Unseekable(io.RawIOBase):
    def __init__(self, f): self.f = f
    def writable(self): return True
    def write(self, b): return self.f.write(b)
with open(sys.argv[1], 'wb') as raw:
    with zipfile.ZipFile(Unseekable(raw), 'w', zipfile.ZIP_DEFLATED) as z:
        with z.open(zipfile.ZipInfo('big/IM1'), 'w', force_zip64=True) as m: m.write(b'one' * 100)
        z.writestr('IM2', b'two')
        z.comment = b'made for a test'
`;
        const path = join(folder, 'p.zip');
        execFileSync('python3', ['-c', script, path]);
        const items = await list(new Uint8Array(readFileSync(path)));
        expect(await outcomes(items)).toEqual({ 'a.zip/big/IM1': 'one'.repeat(100), 'a.zip/IM2': 'two' });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it('reads names as UTF-8 where flagged or valid, else as code page 437', async () => {
    const found = await outcomesOf([
      { name: 'Müller', data: text('flagged') },
      { name: new Uint8Array([0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72, 0x32]), data: text('cp437') },
      { name: text('Jürgen'), data: text('unflagged') },
    ]);
    expect(found).toEqual({ 'a.zip/Müller': 'flagged', 'a.zip/Müller2': 'cp437', 'a.zip/Jürgen': 'unflagged' });
  });

  it('gives empty members as files, for the scan to tell', async () => {
    expect(await outcomesOf([{ name: 'empty' }])).toEqual({ 'a.zip/empty': '' });
  });

  it('skips system files and archives within, and ignores folders', async () => {
    const found = await outcomesOf([
      { name: 'study/' },
      { name: '__MACOSX/study/._IM1', data: text('x') },
      { name: 'study/.DS_Store', data: text('x') },
      { name: 'more.ZIP', data: text('x') },
    ]);
    expect(found).toEqual({
      'a.zip/__MACOSX/study/._IM1': 'system-file',
      'a.zip/study/.DS_Store': 'system-file',
      'a.zip/more.ZIP': 'nested-archive',
    });
  });

  it('does not lose bytes that hide behind a folder name', async () => {
    expect(await outcomesOf([{ name: 'IM1/', data: text('not empty') }])).toEqual({ 'a.zip/IM1': 'not empty' });
  });

  it('stops when it is told to', async () => {
    const stopped = AbortSignal.abort();
    const zip = new Blob([buildZip([{ name: 'x', data: text('x') }])]);
    expect(await collect(listZip(zip, 'a.zip', stopped))).toEqual([]);
  });
});

describe('listZip, hostile and broken archives', () => {
  it('fails encrypted members and takes the others', async () => {
    const found = await outcomesOf([
      { name: 'secret', data: text('x'), isEncrypted: true },
      { name: 'open', data: text('y') },
    ]);
    expect(found).toEqual({ 'a.zip/secret': 'archive-encrypted', 'a.zip/open': 'y' });
  });

  it.skipIf(!hasTool('zip'))('fails members of an archive that Info-ZIP encrypted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-archive-'));
    try {
      execFileSync('sh', ['-c', 'echo text > x && zip -q -P pw e.zip x'], { cwd: folder });
      const items = await list(new Uint8Array(readFileSync(join(folder, 'e.zip'))));
      expect(await outcomes(items)).toEqual({ 'a.zip/x': 'archive-encrypted' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('fails members of other compression methods and impossible sizes', async () => {
    const found = await outcomesOf([
      { name: 'lzma', data: text('x'), claimedMethod: 14 },
      { name: 'torn', data: text('x'), claimedInflatedSizeBytes: 5 },
    ]);
    expect(found).toEqual({ 'a.zip/lzma': 'archive-unreadable', 'a.zip/torn': 'archive-unreadable' });
  });

  it('keeps path tricks out of the labels and every member in the list', async () => {
    const found = await outcomesOf([
      { name: '../../../etc/passwd', data: text('a') },
      { name: 'C:\\Windows\\x', data: text('b') },
      { name: '/root/y', data: text('c') },
    ]);
    expect(found).toEqual({ 'a.zip/etc/passwd': 'a', 'a.zip/Windows/x': 'b', 'a.zip/root/y': 'c' });
  });

  it('fails a member that inflates beyond all measure', async () => {
    const bomb = new Uint8Array(32 * 1024 * 1024);
    const found = await outcomesOf([
      { name: 'bomb', data: bomb, isDeflated: true },
      { name: 'image', data: text('x') },
    ]);
    expect(found).toEqual({ 'a.zip/bomb': 'archive-limit', 'a.zip/image': 'x' });
  });

  it('fails members that share their bytes', async () => {
    const found = await outcomesOf([
      { name: 'kernel', data: text('shared bytes') },
      { name: 'copy', data: text('own'), claimedOffsetBytes: 0 },
      { name: 'apart', data: text('x') },
    ]);
    expect(found['a.zip/kernel']).toBe('archive-limit');
    expect(found['a.zip/copy']).toBe('archive-limit');
    expect(found['a.zip/apart']).toBe('x');
  });

  it('refuses an archive with too many members as one failed item', async () => {
    const plans = Array.from({ length: 11 }, (_, n) => ({ name: `IM${n}`, data: text('x') }));
    expect(await outcomesOf(plans, { ...zipLimits, members: 10 })).toEqual({ 'a.zip': 'archive-limit' });
    expect(Object.keys(await outcomesOf(plans, { ...zipLimits, members: 11 }))).toHaveLength(11);
  });

  it('refuses an archive that inflates to too much in total as one failed item', async () => {
    const plans = [1, 2, 3].map((n) => ({ name: `IM${n}`, data: text('x'.repeat(500)), isDeflated: true }));
    expect(await outcomesOf(plans, { ...zipLimits, inflatedTotalBytes: 1400 })).toEqual({ 'a.zip': 'archive-limit' });
  });

  it('fails a truncated archive as one item, wherever it is cut', async () => {
    const whole = buildZip([
      { name: 'IM1', data: text('one'.repeat(50)) },
      { name: 'IM2', data: text('two'.repeat(50)) },
    ]);
    for (let length = 0; length < whole.length; length += 7) {
      expect(await outcomes(await list(whole.slice(0, length)))).toEqual({ 'a.zip': 'archive-unreadable' });
    }
  });

  it('fails what is no archive at all', async () => {
    expect(await outcomes(await list(text('a text file named zip'.repeat(20)) as Uint8Array<ArrayBuffer>))).toEqual({
      'a.zip': 'archive-unreadable',
    });
  });

  it('never throws while listing and never gives bytes of the directory, whatever byte is flipped', async () => {
    const whole = buildZip([
      { name: 'IM1', data: text('one'.repeat(20)) },
      { name: 'IM2', data: text('two'.repeat(20)), isDeflated: true },
    ]);
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      for (const item of await list(bytes)) {
        if (item.kind === 'settled') continue;
        const content = await item.open();
        if (content.kind === 'failed') expect(content.code).toBe('archive-unreadable');
        else if (content.kind !== 'plain')
          expect(new TextDecoder().decode(await content.blob.arrayBuffer())).not.toContain('PK');
      }
    }
  });

  it('refuses to open a member whose local header tells another story', async () => {
    const bytes = buildZip([{ name: 'x', data: text('x') }]);
    bytes[8] = 8;
    const [item] = await list(bytes);
    expect(item && (await outcomes([item]))).toEqual({ 'a.zip/x': 'archive-unreadable' });
  });

  it('refuses to give a member bytes that belong to the directory', async () => {
    const bytes = buildZip([{ name: 'x', data: text('x') }]);
    bytes[28] = 40;
    const [item] = await list(bytes);
    expect(item && (await outcomes([item]))).toEqual({ 'a.zip/x': 'archive-unreadable' });
  });
});
