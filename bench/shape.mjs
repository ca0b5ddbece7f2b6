// `node bench/shape.mjs [folder]`: how the code of src/app and src/pipeline is cut up, tests aside. Prints a table and the components of most props.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = process.argv[2] ?? '.';
const paths = ['src/app', 'src/pipeline'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .filter((name) => statSync(path.join(root, name)).isFile()),
);
const files = paths.map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));

for (const top of ['src/app', 'src/pipeline']) {
  const own = files.filter(({ name }) => name.startsWith(`${top}/`));
  const lines = own.map(({ name, text }) => ({ name, lines: text.trimEnd().split('\n').length }));
  const folders = new Map();
  for (const { name } of own) folders.set(path.dirname(name), (folders.get(path.dirname(name)) ?? 0) + 1);
  const counts = [...folders.values()];
  const largest = lines.reduce((one, other) => (other.lines > one.lines ? other : one));
  say(`${top}: ${own.length} files in ${counts.length} folders`);
  say(`  files a folder: median ${median(counts)}, most ${Math.max(...counts)}`);
  say(`  lines a file: median ${median(lines.map((one) => one.lines))}, most ${largest.lines} (${largest.name})`);
  say(`  imports of a file in the same folder: ${own.flatMap(siblings).length}`);
}
const components = files.filter(({ name }) => name.endsWith('.tsx')).flatMap(componentsOf);
say(`components: ${components.length}, of more than eight props: ${components.filter((one) => one.props > 8).length}`);
for (const { component, props, name } of components.sort((a, b) => b.props - a.props).slice(0, 10)) {
  say(`  ${props} ${component} (${name})`);
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function siblings({ text }) {
  return [...text.matchAll(/from '\.\/[^/']+'/g)];
}

function componentsOf({ name, text }) {
  return [...text.matchAll(/^(?:export )?(?:const \w+ = memo\()?function ([A-Z]\w*)(?:<[^(]*>)?\(/gm)].map((found) => {
    const list = inside(text, found.index + found[0].length - 1);
    return { name, component: found[1], props: countProps(list, text) };
  });
}

/** What stands between the bracket at this place and the one that closes it. */
function inside(text, at) {
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    if ('({['.includes(text[end])) depth++;
    if (')}]'.includes(text[end]) && --depth === 0) return text.slice(at + 1, end);
  }
  return '';
}

function countProps(list, text) {
  const pattern = list.startsWith('{') ? list.slice(inside(list, 0).length + 2) : list;
  const type = pattern.slice(pattern.indexOf(':') + 1).trim();
  if (list === '' || type === '') return 0;
  return membersOf(type, text);
}

/** Members of an object type; of a name, those of its declaration in the same file; of an intersection, of all its parts. */
function membersOf(type, text) {
  const at = type.indexOf('{');
  if (at >= 0) {
    const body = inside(type, at).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const rest = type.slice(at + inside(type, at).length + 2);
    return (
      topLevel(body).length +
      (rest.includes('&') || rest.includes('{') ? membersOf(rest, text) : 0) +
      named(type.slice(0, at), text)
    );
  }
  return named(type, text);
}

function named(type, text) {
  return [...type.matchAll(/\b[A-Z]\w*/g)].reduce((sum, [word]) => {
    const found = new RegExp(`^(?:export )?type ${word}(?:<[^=]*>)? = `, 'm').exec(text);
    return found === null ? sum : sum + membersOf(declaration(text, found.index + found[0].length), text);
  }, 0);
}

function declaration(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if ('({['.includes(text[at])) depth++;
    if (')}]'.includes(text[at])) depth--;
    if (text[at] === ';' && depth === 0) return text.slice(from, at);
  }
  return '';
}

/** The members of a body: at its own depth, each begins with a name. */
function topLevel(body) {
  let depth = 0;
  let flat = '';
  for (const [at, letter] of [...body].entries()) {
    if ('({[<'.includes(letter)) depth++;
    if (depth === 0) flat += letter;
    if (')}]'.includes(letter) || (letter === '>' && body[at - 1] !== '=')) depth--;
  }
  return flat.split(/[;,]/).filter((part) => /\w\??\s*:/.test(part) || /^\s*\w+\s*$/.test(part));
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
