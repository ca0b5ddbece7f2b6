import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasTool } from '../../testing/has-tool.ts';
import { tarBlockBytes, tarEnd, tarHeader } from './tar-format.ts';

const list = (tar: Uint8Array) =>
  execFileSync('tar', ['--list', '--verbose', '--numeric-owner', '--quoting-style=literal', '--file=-'], {
    input: tar,
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8' },
  });

describe.skipIf(!hasTool('tar'))('a header of a tar', () => {
  it('gives tar the path and the size of each file, however long the path is', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9äß漢-]{1,90}$/);
    const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `${parts.join('/')}.dcm`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 4 }), fc.nat(2 * tarBlockBytes), (paths, size) => {
        const content = new Uint8Array(Math.ceil(size / tarBlockBytes) * tarBlockBytes);
        const tar = Buffer.concat([...paths.flatMap((name) => [tarHeader(name, size), content]), tarEnd]);
        const lines = list(tar).trimEnd().split('\n');
        expect(lines.map((line) => line.replace(/^.*\d\d:\d\d /, ''))).toEqual(paths);
        for (const line of lines) expect(line.split(/\s+/)[2]).toBe(String(size));
      }),
      { numRuns: 20 },
    );
  });

  it('holds sizes of more than eight gigabytes', () => {
    const header = new TextDecoder().decode(tarHeader('large.dcm', 2 ** 33));
    expect(header).toContain('size=8589934592\n');
  });
});
