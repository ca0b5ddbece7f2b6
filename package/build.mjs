// `npm run build:package`: the npm package, ready to pack, in dist-package/.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

process.chdir(new URL('..', import.meta.url).pathname);
const target = 'dist-package';
const types = '.tmp/package-types';
/** Types and script of each way in. */
const entries = {
  embed: '.',
  element: './element',
  'frame/mount-deidentify': './iframe',
  uppy: './uppy',
  'node/shared-folder': './node',
  'text-detection': './text-detection',
  codecs: './codecs.js',
};
/** Each an entry that is the element, with its types for that framework, which are written by hand. */
const frameworks = ['react', 'vue'];
/** Files that the others start or load by their addresses. */
const scripts = [
  'deidentify.worker',
  'deidentify-node.worker',
  'text-search.worker',
  'text-search-node.worker',
  'nescio',
  'codecs',
  'text-models',
];

for (const mode of ['library', ...scripts]) {
  run('npx', ['vite', 'build', '-c', 'vite.package.config.ts', '--mode', mode, '--logLevel', 'error']);
}
rmSync(types, { recursive: true, force: true });
run('npx', ['tsc', '-p', 'package/tsconfig.json', '--outDir', types]);
copyTypes(Object.keys(entries).map((name) => `src/embed/${name}.d.ts`));
for (const name of frameworks) {
  cpSync(`package/frameworks/${name}.d.ts`, path.join(target, `types/${name}.d.ts`));
  writeFileSync(path.join(target, `${name}.js`), "import './element.js';\n");
}
writeFileSync(path.join(target, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
chmodSync(path.join(target, 'nescio.js'), 0o755);
cpSync('package/README.md', path.join(target, 'README.md'));
cpSync('LICENSE', path.join(target, 'LICENSE'));
cpSync('public/THIRD-PARTY-LICENSES.txt', path.join(target, 'THIRD-PARTY-LICENSES.txt'));

/** Everything is in the bundle, so there is nothing to install besides; who uses Uppy has it, and who has an object store installs the SDK. */
function manifest() {
  const { name, version, description, license, engines, devDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  const sdk = '@aws-sdk/client-s3';
  const entry = (types, file) => ({ types: `./types/${types}.d.ts`, default: `./${file}.js` });
  return {
    name,
    version,
    description,
    license,
    engines,
    type: 'module',
    bin: { nescio: './nescio.js' },
    // The element defines itself when it is imported.
    sideEffects: ['./element.js', './react.js', './vue.js'],
    peerDependencies: { [sdk]: devDependencies[sdk], '@uppy/core': '^5.0.0 || ^6.0.0' },
    peerDependenciesMeta: { [sdk]: { optional: true }, '@uppy/core': { optional: true } },
    exports: {
      ...Object.fromEntries(
        Object.entries(entries).map(([name, path]) => [
          path,
          entry(`embed/${name}`, path.slice(2).replace('.js', '') || 'index'),
        ]),
      ),
      ...Object.fromEntries(frameworks.map((name) => [`./${name}`, entry(name, name)])),
      // The same functions; threads of Node are no workers of a browser.
      './text-detection': {
        types: './types/embed/text-detection.d.ts',
        node: './text-detection-node.js',
        default: './text-detection.js',
      },
      './deidentify.worker.js': './deidentify.worker.js',
      './text-search.worker.js': './text-search.worker.js',
      './text-models.js': './text-models.js',
      './package.json': './package.json',
    },
  };
}

/** Declarations of the entries and of what they name, and no others. */
function copyTypes(entries) {
  const seen = new Set();
  const queue = [...entries];
  while (queue.length > 0) {
    const file = queue.pop();
    if (seen.has(file)) continue;
    seen.add(file);
    const text = readFileSync(path.join(types, file), 'utf8');
    const out = path.join(target, 'types', path.relative('src', file));
    mkdirSync(path.dirname(out), { recursive: true });
    writeFileSync(out, text.replaceAll(/(['"]\.[^'"]+)\.ts(['"])/g, '$1.js$2'));
    for (const [, specifier] of text.matchAll(/(?:from|import\()\s*["'](\.[^"']+)["']/g)) {
      queue.push(path.join(path.dirname(file), specifier.replace(/\.[jt]sx?$/, '.d.ts')));
    }
  }
}

function run(command, parameters) {
  const { status } = spawnSync(command, parameters, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
