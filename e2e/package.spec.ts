import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { packedPackage } from './support/packed-package.ts';
import { needs, python } from './support/peers.ts';

/** One use of each entry that needs nothing besides; e2e/embed.spec.ts compiles the guide's own. */
const otherEntries = `
import 'nescio/element';
import { openSharedFolder } from 'nescio/node';
openSharedFolder('out', createDeidentifier({ profile: 'qmenta', key: createProjectKey() }));
import { purposeProfile } from 'nescio';
createDeidentifier({ profile: purposeProfile('neuroimaging'), key: createProjectKey() });
import { mountDeidentify } from 'nescio/iframe';
mountDeidentify(document.body, { origin: 'https://a.example', profile: 'qmenta', key: createProjectKey(), onFile: () => null });
document.querySelector('nescio-deidentify')!.addEventListener('nescio-held', ({ detail }) => detail.held.toFixed());
`;

/** The package as others get it: packed, installed into an empty folder, used as its README says. */
test.describe('the npm package', () => {
  test.skip(...needs('pydicom'));
  const repository = path.resolve(import.meta.dirname, '..');
  let folder = '';
  /** Examples of the README, for Node and for pages. */
  let examples: { readonly js: readonly string[]; readonly ts: readonly string[] } = { js: [], ts: [] };

  test.beforeAll(() => {
    test.setTimeout(300_000);
    folder = mkdtempSync(path.join(tmpdir(), 'nescio-package-'));
    const packed = packedPackage();
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "app", "private": true, "type": "module" }');
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', packed], folder);
    const readme = readFileSync(path.join(folder, 'node_modules/nescio/README.md'), 'utf8');
    const inLanguage = (name: string) =>
      [...readme.matchAll(/```(js|ts)\n(.*?)```/gs)].flatMap(([, language, code]) =>
        language === name ? [code!] : [],
      );
    examples = { js: inLanguage('js'), ts: inLanguage('ts') };
    mkdirSync(path.join(folder, 'in'));
    python('make_series', [path.join(folder, 'in'), '2', '0']);
    mkdirSync(path.join(folder, 'in/below'));
    writeFileSync(path.join(folder, 'in/below/notes.txt'), 'no image');
    writeFileSync(path.join(folder, 'project.key'), new Uint8Array(32).fill(3));
  });

  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('runs the README example in plain Node', () => {
    writeFileSync(path.join(folder, 'example.mjs'), examples.js[0]!);
    const printed = run(process.execPath, ['example.mjs', 'in', 'out', 'project.key'], folder);
    expect(printed.trim()).toBe('{"deidentified":2,"held":0,"skipped":1,"failed":0}');
    const outputs = readdirSync(path.join(folder, 'out'), { recursive: true, withFileTypes: true });
    const files = outputs.filter((entry) => entry.isFile());
    expect(files).toHaveLength(2);
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(path.join(parentPath, name)).toString('latin1');
      expect(bytes.slice(128, 132)).toBe('DICM');
      expect(bytes).not.toMatch(/Phantom|FAKE-0001|19700101/);
    }
  });

  test('runs the README example of a folder that processes share', () => {
    const [plain = '', shared = ''] = examples.js;
    const [imports = '', writing = ''] = shared.split('\n\n');
    const upToCounts = plain.slice(0, plain.indexOf('for await (const outcome'));
    const end = plain.slice(plain.indexOf('deidentifier.close()'));
    writeFileSync(path.join(folder, 'shared.mjs'), `${imports}\n${upToCounts}${writing}${end}`);
    const printed = [1, 2].map(() =>
      run(process.execPath, ['shared.mjs', 'in', 'shared', 'project.key'], folder).trim(),
    );
    expect(printed).toEqual([
      '{"deidentified":2,"held":0,"skipped":1,"failed":0}',
      '{"deidentified":0,"held":0,"skipped":3,"failed":0}',
    ]);
    const entries = readdirSync(path.join(folder, 'shared'), { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile())).toHaveLength(2);
  });

  test('runs the README example of inputs that are decided and not put out', () => {
    const [plain = '', , deciding = ''] = examples.js;
    const upToCounts = plain.slice(0, plain.indexOf('const counts'));
    writeFileSync(path.join(folder, 'decide.mjs'), `${upToCounts}${deciding}deidentifier.close();`);
    const printed = run(process.execPath, ['decide.mjs', 'in', 'out', 'project.key'], folder);
    expect(printed).toMatch(/ Modality CT$/m);
    expect(printed).not.toMatch(/Phantom|FAKE-0001|19700101/);
    expect(readFileSync(path.join(folder, 'records.zip')).subarray(0, 2).toString()).toBe('PK');
  });

  for (const [module, moduleResolution] of [
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ] as const) {
    test(`has types that resolve under ${moduleResolution}`, () => {
      writeFileSync(path.join(folder, 'example.ts'), `${examples.ts[0]}${otherEntries}`);
      const options = {
        strict: true,
        noEmit: true,
        target: 'ES2023',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: [],
      };
      const compilerOptions = { ...options, module, moduleResolution, skipLibCheck: false };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['example.ts'] }));
      run(process.execPath, [path.join(repository, 'node_modules/typescript/bin/tsc'), '-p', folder], folder);
      // A type that is not there would be `any` and let this pass.
      writeFileSync(path.join(folder, 'example.ts'), examples.ts[0]!.replace("'qmenta-guarded'", '42'));
      const wrong = spawnSync(
        process.execPath,
        [path.join(repository, 'node_modules/typescript/bin/tsc'), '-p', folder],
        { cwd: folder, encoding: 'utf8' },
      );
      expect(wrong.stdout).toContain("Type 'number' is not assignable");
    });
  }

  test('runs the README example in a Vite app', async ({ page }) => {
    const app = path.join(folder, 'app');
    mkdirSync(app);
    writeFileSync(path.join(app, 'main.ts'), examples.ts[0]!);
    writeFileSync(
      path.join(app, 'index.html'),
      '<!doctype html><input type="file" multiple><output></output><script type="module" src="./main.ts"></script>',
    );
    await build({
      root: app,
      configFile: false,
      logLevel: 'silent',
      build: { target: 'es2023' },
      worker: { format: 'es' },
    });
    const server: PreviewServer = await preview({
      root: app,
      configFile: false,
      preview: { port: 0, host: '127.0.0.1' },
    });
    try {
      await page.goto(server.resolvedUrls!.local[0]!);
      await page
        .locator('input')
        .setInputFiles(
          ['slice-0001.dcm', 'slice-0002.dcm', 'below/notes.txt'].map((name) => path.join(folder, 'in', name)),
        );
      await expect(page.locator('output')).toHaveText(/^(?=.*skipped)(?=(?:.*N-\w+\/\S+\.dcm){2})\S+\s+\S+\s+\S+$/s);
    } finally {
      await server.close();
    }
  });
});

function run(command: string, parameters: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
