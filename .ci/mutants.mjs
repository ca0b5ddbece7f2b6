/**
 * Mutation testing: each fault that Stryker seeds is to fail a test. `npm run mutants` looks at three folders whole and at a sample
 * of the rest; `npm run mutants -- src/app/intents` at one folder, `npm run mutants -- src/app/intents/open-file.ts` at one file,
 * `npm run mutants -- sample` at the sample. Not part of `npm test`: it takes long.
 * Only the tests of the same folder are run; what they kill would be killed by all of them as well. Each part is reported when it
 * ends. `MUTANTS_SEED` chooses another sample. Survivors are listed in .tmp/mutants/survivors.md.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const wholeFolders = ['src/app/intents', 'src/app/batch', 'src/destinations/upload'];
/** What people look at is looked at by people; data, tests and their helpers are no code of the product. */
const notSampled = /^src\/(testing|app\/ui\/strings)\/|\/data\/|\.test\.|\.d\.ts$|\.tsx$|\.worker\.ts$|^src\/[^/]+$/;
const sampleSize = 500;
/** A piece of a file that is looked at for the sample; with some 0.4 mutants a line, these are enough. */
const piece = { lines: 25, count: 100 };
const leastScore = 85;

const seed = process.env['MUTANTS_SEED'] ?? 'nescio';
const rank = (text) => createHash('sha256').update(`${seed} ${text}`).digest('hex');
const byRank = (texts) => [...texts].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));

function chooseSample() {
  const files = readdirSync('src', { recursive: true })
    .map((name) => `src/${name}`)
    .filter((file) => file.endsWith('.ts') && !notSampled.test(file))
    .filter((file) => !wholeFolders.some((folder) => file.startsWith(`${folder}/`)));
  const pieces = files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n').length;
    return Array.from({ length: Math.ceil(lines / piece.lines) }, (_, at) => {
      const first = at * piece.lines + 1;
      return `${file}:${first}-${Math.min(lines, first + piece.lines - 1)}`;
    });
  });
  return byRank(pieces).slice(0, piece.count);
}

/** @returns the folder of which the tests are run for a file: one that is looked at whole, else the layer. */
const homeOf = (file) =>
  wholeFolders.find((folder) => file.startsWith(`${folder}/`)) ?? file.split('/').slice(0, 2).join('/');

/** A runtime error is code that does not load: the file that tests it fails as a whole (vitest.mutants.config.ts). */
const dead = ['Killed', 'Timeout', 'RuntimeError'];

/** @returns mutants that count: those that no test could meet are none of a test's business, the rest died or did not. */
function run(title, mutate, home) {
  console.log(`== ${title}`);
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate.join(',')], {
    stdio: 'inherit',
    env: { ...process.env, MUTANTS_TESTS: `${home}/**/*.test.ts` },
  });
  if (status !== 0) process.exit(status ?? 1);
  const { files } = JSON.parse(readFileSync('.tmp/mutants/report.json', 'utf8'));
  return Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants
      .filter((mutant) => [...dead, 'Survived', 'NoCoverage'].includes(mutant.status))
      .map(({ location: { start }, mutatorName, replacement, status: fate }) => ({
        place: `${file}:${start.line}:${start.column}`,
        change: `${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
        isDead: dead.includes(fate),
        fate,
      })),
  );
}

const nameOf = ({ place, change }) => `${place} ${change}`;

const reports = [];

/** Says how many died, and writes down who survived, so that a run that is broken off keeps what it has. */
function report(title, mutants) {
  const died = mutants.filter(({ isDead }) => isDead).length;
  const late = mutants.filter(({ fate }) => fate === 'Timeout').length;
  const score = mutants.length === 0 ? 100 : (100 * died) / mutants.length;
  const rows = mutants
    .filter(({ isDead }) => !isDead)
    .map(({ place, change, fate }) => `| ${place} | \`${change.replaceAll('|', '\\|')}\` | ${fate} |`);
  const line = `${title}: ${died} of ${mutants.length}, ${score.toFixed(1)} % (${late} by timeout)`;
  reports.push({
    isEnough: score >= leastScore,
    line,
    text: `## ${line}\n\n| Place | Change | Fate |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
  });
  mkdirSync('.tmp/mutants', { recursive: true });
  writeFileSync('.tmp/mutants/survivors.md', reports.map(({ text }) => text).join('\n'));
  console.log(line);
}

const chosen = process.argv.slice(2);
const places = chosen.length > 0 ? chosen.filter((place) => place !== 'sample') : wholeFolders;
for (const place of places) {
  const mutate = place.endsWith('.ts') ? [place] : [`${place}/**/*.ts`, `!${place}/**/*.test.ts`];
  report(place, run(place, mutate, homeOf(`${place}/`)));
}
if (chosen.length === 0 || chosen.includes('sample')) {
  const sample = chooseSample();
  const met = [...new Set(sample.map(homeOf))].flatMap((home) =>
    run(
      `sample of ${home}`,
      sample.filter((piece) => homeOf(piece) === home),
      home,
    ),
  );
  const names = new Set(byRank(met.map(nameOf)).slice(0, sampleSize));
  report(
    'sample of the rest',
    met.filter((mutant) => names.has(nameOf(mutant))),
  );
}

if (reports.length > 1) for (const { line } of reports) console.log(line);
process.exit(reports.every(({ isEnough }) => isEnough) ? 0 : 1);
