import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { blockOfGuide, scriptsOfGuide } from './portal/read-guide.ts';
import { temporaryFolder } from './support/folder.ts';
import { packedPackage } from './support/packed-package.ts';

/** What tools that know many packages say of ours, and what a browser would be given of it. */
test.describe('the packed package', () => {
  const unpacked = temporaryFolder();
  let packed = '';

  test.beforeAll(() => {
    test.setTimeout(300_000);
    packed = packedPackage();
    run('tar', ['-xzf', packed, '--strip-components=1', '-C', unpacked.path]);
  });

  test.afterAll(() => unpacked.discard());

  test('is laid out as publint asks', () => {
    expect(run(tool('publint'), [packed, '--strict'])).toContain('All good!');
  });

  test('has types that resolve for every way in, as attw asks', () => {
    run(tool('attw'), [packed, '--profile', 'esm-only', ...withoutTypes, '--no-emoji']);
  });

  test('has the types that docs/api.md prints', () => {
    const fresh = path.join(unpacked.path, 'api.md');
    run(process.execPath, ['package/render-api.mjs', unpacked.path, fresh]);
    // Stale: `npm run build:package && npm run api`, and a line in the changelog.
    expect(readFileSync('docs/api.md', 'utf8')).toBe(readFileSync(fresh, 'utf8'));
  });

  test('has types of the element for JSX of React, as in the guide', () => {
    // In the repository, so that the types of React are found.
    mkdirSync('.tmp', { recursive: true });
    const folder = mkdtempSync(path.resolve('.tmp/react-'));
    try {
      cpSync(unpacked.path, path.join(folder, 'node_modules/nescio'), { recursive: true });
      writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "private": true }');
      const compilerOptions = {
        strict: true,
        noEmit: true,
        jsx: 'react-jsx',
        target: 'ES2023',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: [],
        module: 'ESNext',
        moduleResolution: 'Bundler',
      };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['form.tsx'] }));
      const compile = (code: string) => {
        writeFileSync(path.join(folder, 'form.tsx'), code);
        return spawnSync(tool('tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
      };
      for (const [name, code] of scriptsOfGuide()) writeFileSync(path.join(folder, name), code);
      const form = blockOfGuide('react');
      expect(compile(form)).toBe('');
      expect(compile(form.replace('ref={form}', 'ref={form} profile={42}'))).toContain(
        "Type 'number' is not assignable",
      );
      expect(compile(form.replace('detail.handed', 'detail.held'))).toContain("Property 'held' does not exist");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('gives browsers nothing of Node, and the engine to nobody who has workers', () => {
    for (const entry of ['index.js', 'element.js', 'iframe.js', 'uppy.js', 'text-detection.js']) {
      const { atOnce, later } = scriptsBehind(path.join(unpacked.path, entry));
      expect([...atOnce, ...later].filter((name) => name.startsWith('node:'))).toEqual([]);
      expect(atOnce.filter((name) => name.endsWith('in-process-pool.js'))).toEqual([]);
    }
    expect(scriptsBehind(path.join(unpacked.path, 'index.js')).later.join()).toContain('in-process-pool.js');
    const node = scriptsBehind(path.join(unpacked.path, 'node.js'));
    expect(node.atOnce).toContain('node:fs/promises');
    const worker = readFileSync(path.join(unpacked.path, 'deidentify.worker.js'), 'utf8');
    expect(importsIn(worker)).toEqual({ atOnce: [], later: [] });
    expect(worker.trimEnd()).toMatch(/^export \{\};$/m);
  });
});

type Imports = { readonly atOnce: readonly string[]; readonly later: readonly string[] };

/** All that a script imports, and what those import: at once, and by `import()`. */
function scriptsBehind(entry: string): Imports {
  const atOnce = new Set([entry]);
  for (const file of atOnce) for (const name of importsOf(file).atOnce) atOnce.add(name);
  const all = new Set(atOnce);
  for (const file of all) {
    const { atOnce: first, later } = importsOf(file);
    for (const name of [...first, ...later]) all.add(name);
  }
  return { atOnce: [...atOnce], later: [...all].filter((name) => !atOnce.has(name)) };
}

function importsOf(file: string): Imports {
  if (!existsSync(file)) return { atOnce: [], later: [] };
  const { atOnce, later } = importsIn(readFileSync(file, 'utf8'));
  const placed = (name: string) => (name.startsWith('.') ? path.join(path.dirname(file), name) : name);
  return { atOnce: atOnce.map(placed), later: later.map(placed) };
}

function importsIn(code: string): Imports {
  const found = (pattern: RegExp) => [...code.matchAll(pattern)].map(([, name]) => name!);
  return {
    atOnce: found(/^(?:import|export)\b[^;'"]*["']([^"']+)["'];/gm),
    later: found(/\bimport\(\s*["']([^"']+)["']/g),
  };
}

/** Scripts that are started or loaded by their addresses. */
const withoutTypes = ['--exclude-entrypoints', 'deidentify.worker.js', 'text-search.worker.js', 'text-models.js'];

const tool = (name: string) => path.resolve('node_modules/.bin', name);

function run(command: string, parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8', timeout: 120_000 });
  expect(status, `${stdout}${stderr}`).toBe(0);
  return stdout;
}
