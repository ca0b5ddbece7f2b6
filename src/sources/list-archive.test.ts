import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pathBytes } from '../pipeline/pool/node/path-bytes.ts';
import { buildTar, gnuMagic, noMagic, paxRecords, type TarPlan } from '../testing/build-tar.ts';
import { buildZip } from '../testing/build-zip.ts';
import { collect } from '../testing/collect.ts';
import { contentText, type Listed, listed, outcomes, running, shown } from '../testing/listed-archive.ts';
import { listArchive } from './list-archive.ts';
import { listTarGzip, tarGzipLimits } from './list-tar-gzip.ts';

const text = (value: string) => new TextEncoder().encode(value);

/** Each plan is tried as a tar and packed by gzip: both have to come to the same. */
async function both(plans: readonly TarPlan[], zeroBlocks?: number): Promise<Listed> {
  const tar = buildTar(plans, zeroBlocks);
  const found = await listed(tar);
  expect(await listed(gzipSync(tar), 'a.tar')).toEqual(found);
  return found;
}

describe('a tar', () => {
  it.each<[string, TarPlan]>([
    ['of the oldest form', { name: 'IM1', data: text('one'), magic: noMagic, type: '\0' }],
    ['of POSIX, with a prefix', { name: 'IM1', prefix: 'a/b', data: text('one') }],
    ['of GNU, whose prefix is none', { name: 'a/b/IM1', prefix: '\x01\x02', magic: gnuMagic, data: text('one') }],
    ['with a size to the base 256', { name: 'IM1', data: text('one'), hasBase256Size: true }],
    ['with a signed checksum', { name: 'IMé', data: text('one'), hasSignedChecksum: true }],
    ['with a contiguous file', { name: 'IM1', data: text('one'), type: '7' }],
    ['with a type that nobody knows', { name: 'IM1', data: text('one'), type: 'Q' }],
  ])('%s', async (_, plan) => {
    const found = await both([plan, { name: 'IM2', data: text('two'.repeat(400)) }]);
    expect(Object.values(found)).toEqual(['one', shown('two'.repeat(400))]);
    expect(Object.keys(found)[0]).toBe(plan.prefix === 'a/b' ? 'a/b/IM1' : plan.name);
  });

  it('has long names, of GNU and of pax, for one member alone', async () => {
    const long = `${'deep/'.repeat(60)}IM1`;
    const found = await both([
      { name: '././@LongLink', type: 'L', magic: gnuMagic, data: text(`${long}\0`) },
      { name: 'short', magic: gnuMagic, data: text('gnu') },
      { name: 'pax', type: 'x', data: paxRecords({ mtime: '1.5', path: `${long}é` }) },
      { name: 'short', data: text('pax') },
      { name: '././@LongLink', type: 'K', magic: gnuMagic, data: text('a target\0') },
      { name: 'plain', data: text('own') },
    ]);
    expect(found).toEqual({ [long]: 'gnu', [`${long}é`]: 'pax', plain: 'own' });
  });

  it('has sizes in pax records, and records for all that follows', async () => {
    const found = await both([
      { name: 'global', type: 'g', data: paxRecords({ comment: 'for all' }) },
      { name: 'pax', type: 'x', data: paxRecords({ size: '600' }) },
      { name: 'IM1', data: text('x'.repeat(600)), claimedSizeBytes: 0 },
      { name: 'IM2', data: text('two') },
    ]);
    expect(found).toEqual({ IM1: shown('x'.repeat(600)), IM2: 'two' });
  });

  it('has names in UTF-8, else in Latin-1, made harmless', async () => {
    const found = await both([
      { name: 'Müller', data: text('1') },
      { name: Uint8Array.of(0x4d, 0xfc, 0x6c), data: text('2') },
      { name: '../../etc/x', data: text('3') },
      { name: '/absolute', data: text('4') },
      { name: '..', data: text('5') },
    ]);
    expect(found).toEqual({ Müller: '1', Mül: '2', 'etc/x': '3', absolute: '4', 'member-5': '5' });
  });

  it('gives a reason for what is no file, and nothing for folders', async () => {
    const found = await both([
      { name: 'folder/', type: '5' },
      { name: 'old-folder/', type: '\0', magic: noMagic },
      { name: 'symbolic', type: '2', claimedSizeBytes: 9 },
      { name: 'hard', type: '1', claimedSizeBytes: 3 },
      { name: 'hard-with-data', type: '1', data: text('not a header') },
      { name: 'device', type: '3' },
      { name: 'pipe', type: '6' },
      { name: 'sparse', type: 'S', magic: gnuMagic, data: text('pieces') },
      { name: 'x', type: 'x', data: paxRecords({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'sparse2' }) },
      { name: 'GNUSparseFile.0/sparse2', data: text('pieces') },
      { name: 'volume', type: 'V', magic: gnuMagic },
      { name: 'rest', type: 'M', magic: gnuMagic, data: text('rest') },
      { name: '._IM1', data: text('fork') },
      { name: 'in.zip', data: text('PK') },
      { name: 'in.tar.gz', data: text('gz') },
      { name: 'IM1', data: text('one') },
    ]);
    expect(found).toEqual({
      symbolic: 'archive-link',
      hard: 'archive-link',
      'hard-with-data': 'archive-link',
      device: 'archive-link',
      pipe: 'archive-link',
      sparse: 'archive-unsupported',
      sparse2: 'archive-unsupported',
      rest: 'archive-unsupported',
      '._IM1': 'system-file',
      'in.zip': 'nested-archive',
      'in.tar.gz': 'nested-archive',
      IM1: 'one',
    });
  });

  it('may end without zeros, and another may follow its zeros', async () => {
    expect(await both([{ name: 'IM1', data: text('one') }], 0)).toEqual({ IM1: 'one' });
    const joined = [
      ...buildTar([{ name: 'IM1', data: text('one') }], 20),
      ...buildTar([{ name: 'IM2', data: text('two') }]),
    ];
    expect(await listed(Uint8Array.from(joined))).toEqual({ IM1: 'one', IM2: 'two' });
    const tail = [...buildTar([{ name: 'IM1', data: text('one') }]), ...text('anything '.repeat(100))];
    expect(await listed(Uint8Array.from(tail))).toEqual({ IM1: 'one' });
  });

  it('that is cut fails for what is cut, and says where it is damaged', async () => {
    const tar = buildTar([
      { name: 'IM1', data: text('one') },
      { name: 'IM2', data: text('two'.repeat(1000)) },
    ]);
    expect(await listed(tar.subarray(0, 2000))).toEqual({ IM1: 'one', IM2: 'archive-unreadable' });
    expect(await listed(tar.subarray(0, 1100))).toEqual({ IM1: 'one', 'a.tar': 'archive-unreadable' });
    expect(
      await both([
        { name: 'IM1', data: text('one') },
        { name: 'IM2', hasWrongChecksum: true },
      ]),
    ).toEqual({
      IM1: 'one',
      'a.tar': 'archive-unreadable',
    });
    expect(
      await both([
        { name: 'IM1', data: text('one') },
        { name: 'L', type: 'L', claimedSizeBytes: 2 ** 30 },
      ]),
    ).toEqual({
      IM1: 'one',
      'a.tar': 'archive-unreadable',
    });
  });

  it('that holds nothing is one skipped file', async () => {
    expect(await listed(buildTar([], 20))).toEqual({ 'a.tar': 'empty-file' });
    expect(await listed(gzipSync(buildTar([], 20)), 'a.tar.gz')).toEqual({ 'a.tar.gz': 'empty-file' });
    expect(await listed(buildZip([]), 'a.zip')).toEqual({ 'a.zip': 'empty-file' });
    expect(await both([{ name: 'folder/', type: '5' }])).toEqual({ 'a.tar': 'empty-file' });
  });

  it('is followed by ranges: its data is not read', async () => {
    const big = new Uint8Array(5_000_000);
    const archive = new File([buildTar([1, 2, 3].map((n) => ({ name: `IM${n}`, data: big })))], 'a.tar');
    let readBytes = 0;
    const slice = archive.slice.bind(archive);
    archive.slice = (start, end) => {
      const blob = slice(start, end);
      const whole = blob.arrayBuffer.bind(blob);
      blob.arrayBuffer = () => {
        readBytes += blob.size;
        return whole();
      };
      return blob;
    };
    expect(await collect(listArchive(archive, 'a.tar', running))).toHaveLength(3);
    expect(readBytes).toBeLessThan(400_000);
  });
});

describe('a gzip file', () => {
  it('has empty members also where it is read by its path', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'nescio-archive-'));
    try {
      const file = path.join(folder, 'a.tar.gz');
      writeFileSync(
        file,
        gzipSync(
          buildTar([
            { name: 'empty', data: text('') },
            { name: 'IM1', data: text('one') },
          ]),
        ),
      );
      const items = await collect(listArchive(await pathBytes(file), 'a.tar.gz', running));
      expect(await outcomes(items)).toEqual({ empty: '', IM1: 'one' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of one file has the name that it states, else its own without .gz', async () => {
    expect(await listed(gzipSync(text('one')), 'IM1.dcm.gz')).toEqual({ 'IM1.dcm': 'one' });
    const named = Uint8Array.from([
      0x1f,
      0x8b,
      8,
      8,
      0,
      0,
      0,
      0,
      0,
      3,
      ...text('ward/IM7\0'),
      ...gzipSync(text('one')).subarray(10),
    ]);
    expect(await listed(named, 'x.gz')).toEqual({ IM7: 'one' });
    expect(await listed(gzipSync(text('')), 'x.gz')).toEqual({ x: '' });
  });

  it('of several members is one file', async () => {
    const parts = ['one ', '', 'two '.repeat(10_000), 'three'];
    const packed = Buffer.concat([...parts.map((part) => gzipSync(text(part))), new Uint8Array(512)]);
    expect(await listed(packed, 'x.gz')).toEqual({ x: shown(parts.join('')) });
  });

  it('that is damaged, cut or a bomb fails', async () => {
    const packed = gzipSync(text('some text '.repeat(1000)));
    const flipped = Uint8Array.from(packed).fill(0x33, 60, 64);
    expect(await listed(flipped, 'x.gz')).toEqual({ x: 'archive-unreadable' });
    expect(await listed(packed.subarray(0, -10), 'x.gz')).toEqual({ x: 'archive-unreadable' });
    expect(await listed(packed.subarray(0, 6), 'x.gz')).toEqual({ 'x.gz': 'archive-unreadable' });
    expect(await listed(gzipSync(new Uint8Array(40_000_000)), 'x.gz')).toEqual({ x: 'archive-limit' });
    // The size that it states is small; what it holds is not.
    const liar = Buffer.concat([gzipSync(new Uint8Array(40_000_000)), gzipSync(text('x'))]);
    expect(await listed(liar, 'x.gz')).toEqual({ x: 'archive-limit' });
  });

  it('of an archive is not opened any further', async () => {
    expect(await listed(gzipSync(text('PK')), 'in.zip.gz')).toEqual({ 'in.zip': 'nested-archive' });
  });

  it('of a tar that is damaged, cut or too large gives no member at all', async () => {
    const tar = buildTar([1, 2, 3].map((n) => ({ name: `IM${n}`, data: text(`${n}`.repeat(3000)) })));
    const packed = gzipSync(tar, { level: 0 });
    expect(await listed(Uint8Array.from(packed).fill(1, 5000, 5001), 'a.tgz')).toEqual({
      'a.tgz': 'archive-unreadable',
    });
    expect(await listed(packed.subarray(0, -20), 'a.tgz')).toEqual({ 'a.tgz': 'archive-unreadable' });
    const small = { ...tarGzipLimits, sizeBytes: tar.length - 1 };
    const items = await collect(listTarGzip(new Blob([packed]), 'a.tgz', running, small));
    expect(await outcomes(items)).toEqual({ 'a.tgz': 'archive-limit' });
    const reason = items[0]?.kind === 'settled' ? items[0].outcome.reason : '';
    expect(reason).toMatch(/more than 2 GiB.*[Uu]npack it/);
  });

  it('of a tar keeps nothing but where to read again', async () => {
    const data = new Uint8Array(3_000_000).map((_, at) => (at * at) >> 7);
    const tar = buildTar([1, 2, 3, 4].map((n) => ({ name: `IM${n}`, data })));
    const items = await collect(listTarGzip(new Blob([gzipSync(tar)]), 'a.tgz', running));
    for (const item of items) {
      const opened = item.kind === 'file' ? await item.open() : null;
      if (opened?.kind !== 'tar-gzip') throw new Error('It is not read from its place.');
      const windows = opened.stretches.reduce((sum, { window }) => sum + window.length, 0);
      expect(windows).toBeLessThanOrEqual(3 * 32 * 1024);
      expect(opened.blob.size).toBeLessThan(gzipSync(tar).length);
      expect(item.kind === 'file' && (await contentText(item))).toContain(` ${data.length} `);
    }
  });
});
