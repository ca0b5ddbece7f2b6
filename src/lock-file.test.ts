import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Locked = { readonly integrity?: string; readonly link?: boolean; readonly os?: readonly string[] };

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && link !== true);

describe('package-lock.json', () => {
  it('holds a hash of every package, those of other platforms included', () => {
    // `npm install` on one machine leaves out the hashes of what it does not download there.
    const withoutHash = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    expect(withoutHash.map(([path]) => path)).toEqual([]);
    const systems = new Set(installed.flatMap(([, { os = [] }]) => os));
    for (const system of ['linux', 'darwin', 'win32']) expect(systems, system).toContain(system);
  });
});
