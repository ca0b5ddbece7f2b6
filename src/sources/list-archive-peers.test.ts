import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasTool } from '../testing/has-tool.ts';
import { type Listed, listed, shown } from '../testing/listed-archive.ts';

describe.skipIf(!hasTool('tar'))('archives of other programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'list-archive-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const long = `${'a-rather-long-name-of-a-folder/'.repeat(6)}IM3`;
  const names = ['IM1', 'sub/IM2', long];
  for (const name of names) {
    mkdirSync(join(folder, 'in', name, '..'), { recursive: true });
    writeFileSync(join(folder, 'in', name), name.repeat(2000));
  }
  symlinkSync('IM1', join(folder, 'in', 'link'));
  const expected: Listed = {
    ...Object.fromEntries(names.map((name) => [name, shown(name.repeat(2000))])),
    link: 'archive-link',
  };

  it.each(['gnu', 'oldgnu', 'pax', 'posix', 'ustar'])('GNU tar, format %s, packed and not', async (format) => {
    for (const [name, option] of [
      ['a.tar', '-c'],
      ['a.tar.gz', '-cz'],
    ] as const) {
      const path = join(folder, name);
      execFileSync('tar', [option, `--format=${format}`, '-f', path, '-C', join(folder, 'in'), ...names, 'link']);
      expect(await listed(readFileSync(path), name)).toEqual(expected);
    }
  });

  it('GNU tar, a sparse file', async () => {
    writeFileSync(join(folder, 'in', 'holes'), 'x');
    truncateSync(join(folder, 'in', 'holes'), 10_000_000);
    for (const format of ['gnu', 'pax']) {
      const path = join(folder, 's.tar');
      execFileSync('tar', ['-cS', `--format=${format}`, '-f', path, '-C', join(folder, 'in'), 'holes', 'IM1']);
      expect(await listed(readFileSync(path))).toEqual({ holes: 'archive-unsupported', IM1: expected['IM1'] });
    }
  });

  it.skipIf(!hasTool('python3'))('Python: tarfile and gzip in all their formats', async () => {
    const script = `
import tarfile, sys
for format in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
    for mode in ('w', 'w:gz'):
        with tarfile.open(f'{sys.argv[1]}/p{format}' + mode[1:].replace(':', '.'), mode, format=format) as tar:
            for name in sys.argv[3:]: tar.add(f'{sys.argv[2]}/{name}', arcname=name)
`;
    execFileSync('python3', ['-c', script, folder, join(folder, 'in'), ...names, 'link']);
    for (const format of [0, 1, 2]) {
      for (const end of ['', '.gz'])
        expect(await listed(readFileSync(join(folder, `p${format}${end}`)), 'a.tar')).toEqual(expected);
    }
  });
});
