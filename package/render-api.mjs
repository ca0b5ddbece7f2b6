// `npm run api`, after `npm run build:package`: docs/api.md, all that programs may rely on, of the types in dist-package/.
// The compiler writes declarations in one form, each at the beginning of a line; that is all this reads, since the libraries that
// document types ask for a TypeScript of an older kind.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A line that begins a declaration, and its name. */
const declared = /^(?:export )?(?:declare )?(?:abstract )?(?:type|interface|class|function|const) (\w+)/;
const reExported = /^export (?:type )?\{([^}]*)\}(?: from ['"]([^'"]+)['"])?;/gm;
const imported = /^import (?:type )?(?:\w+,? ?)?\{([^}]*)\} from ['"]([^'"]+)['"];/gm;

/**
 * @param folder the package, built or unpacked
 * @returns Markdown of each entry's declarations, and of the types that they name
 */
function renderApi(folder) {
  const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).filter(([, { types }]) => types !== undefined);
  const shown = new Map();
  const parts = [];
  for (const [name, { types }] of entries) {
    const found = exportsOf(path.join(folder, types));
    const fresh = [...found].filter(([, { key }]) => !shown.has(key));
    const again = [...found].filter(([, { key }]) => shown.has(key)).map(([export_]) => `\`${export_}\``);
    for (const [, { key, text }] of found) shown.set(key, text);
    parts.push(
      `## \`nescio${name.slice(1)}\``,
      ...fresh.map(([, { text }]) => `\`\`\`ts\n${text}\n\`\`\``),
      ...(again.length > 0 ? [`And, as above: ${again.join(', ')}.`] : []),
    );
  }
  const named = typesNamedBy([...shown.keys()], shown);
  parts.push('## Types that these name', ...named.map((text) => `\`\`\`ts\n${text}\n\`\`\``));
  return `${head}\n${parts.join('\n\n')}\n`;
}

const head = `# API of the package

Written by \`npm run api\` of the types that the package ships; a test fails when it is stale. Versions follow semantic versioning: what is printed
here changes only with a line under *API of the package* in the [changelog](../CHANGELOG.md). Anything else may change at any time.
`;

/** Name to declaration, with those that an entry hands on. */
function exportsOf(file) {
  const { text, declarations } = read(file);
  const found = new Map();
  for (const { name, text: own } of declarations)
    if (/^(?:export|declare (?:global|module))/m.test(withoutComment(own)))
      found.set(name, { key: `${file}#${name}`, text: own });
  for (const [, names, from] of text.matchAll(reExported))
    for (const name of namesIn(names)) {
      const source = from === undefined ? importsOf(file).get(name) : resolve(file, from);
      const declaration = source && find(source, name);
      if (declaration) found.set(name, declaration);
    }
  return found;
}

/** What the declarations name, and what that names, each once, by name. */
function typesNamedBy(keys, shown) {
  const found = new Map();
  const queue = [...keys];
  const seen = new Set(queue);
  while (queue.length > 0) {
    const [file, own] = queue.pop().split('#');
    const imports = importsOf(file);
    const { text } = find(file, own);
    for (const name of new Set(withoutComments(text).match(/\b[A-Za-z]\w*\b/g))) {
      const declaration = find(imports.get(name) ?? file, name);
      if (declaration === null || seen.has(declaration.key)) continue;
      seen.add(declaration.key);
      queue.push(declaration.key);
      if (!shown.has(declaration.key)) found.set(declaration.key, { name, text: declaration.text });
    }
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1)).map(({ text }) => text);
}

/** A declaration of a file, or of the file that it hands it on from. */
function find(file, name) {
  const own = read(file).declarations.find((declaration) => declaration.name === name);
  if (own !== undefined) return { key: `${file}#${name}`, text: own.text };
  for (const [, names, from] of read(file).text.matchAll(reExported))
    if (from !== undefined && namesIn(names).includes(name)) return find(resolve(file, from), name);
  return null;
}

function importsOf(file) {
  const found = new Map();
  for (const [, names, from] of read(file).text.matchAll(imported))
    if (from.startsWith('.')) for (const name of namesIn(names)) found.set(name, resolve(file, from));
  return found;
}

const files = new Map();

/** A file of declarations, each with the comment above it. */
function read(file) {
  if (!files.has(file)) {
    if (!existsSync(file)) throw new Error(`${file} is named and not there.`);
    const text = readFileSync(file, 'utf8');
    files.set(file, { text, declarations: declarationsIn(text) });
  }
  return files.get(file);
}

function declarationsIn(text) {
  const found = [];
  let lines = [];
  const close = () => {
    const code = lines.join('\n').trim();
    const name = /^declare (?:global|module)/m.test(code) ? code.match(/^declare (.*?) \{/m)[1] : nameOf(code);
    if (name !== null) found.push({ name, text: code });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const begins = /^(?:export|import|declare|type|interface)\b/.test(line) || line.startsWith('/**');
    // A comment belongs to what follows it, unless it stands between two members of a union.
    const isInside = lines.length > 0 && !/[;}]$/.test(lines.at(-1));
    if (begins && !isInside) close();
    lines.push(line);
  }
  close();
  return found;
}

function nameOf(code) {
  return withoutComment(code).match(declared)?.[1] ?? null;
}

/** Without the comment at its head. */
function withoutComment(code) {
  return code.replace(/^\/\*\*.*?\*\/\n/s, '');
}

function withoutComments(code) {
  return code.replaceAll(/\/\*\*.*?\*\//gs, '').replaceAll(/'[^'\n]*'/g, '');
}

function namesIn(list) {
  return list.split(',').map(
    (name) =>
      name
        .trim()
        .replace(/^type /, '')
        .split(' as ')[0],
  );
}

function resolve(file, specifier) {
  return path.join(path.dirname(file), specifier.replace(/\.js$/, '.d.ts'));
}

const [, , folder = 'dist-package', target = 'docs/api.md'] = process.argv;
writeFileSync(target, renderApi(folder));
