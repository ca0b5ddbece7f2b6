/**
 * Mutation testing: each fault that Stryker seeds is to fail a test. `npm run mutants` looks at three folders whole and at a sample
 * of the rest; `npm run mutants -- src/app/intents` at one folder, `npm run mutants -- sample` at the sample. Not part of `npm test`: it
 * takes long.
 * `MUTANTS_SEED` chooses another sample. Survivors are listed in .tmp/mutants/survivors.md.
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

/** @returns mutants that count: those that no test could meet are none of a test's business, the rest died or did not. */
function run(title, mutate) {
  console.log(`== ${title}`);
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate.join(',')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  const { files } = JSON.parse(readFileSync('.tmp/mutants/report.json', 'utf8'));
  return Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants
      .filter((mutant) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(mutant.status))
      .map(({ location: { start }, mutatorName, replacement, status: fate }) => ({
        place: `${file}:${start.line}:${start.column}`,
        change: `${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
        isDead: fate === 'Killed' || fate === 'Timeout',
        fate,
      })),
  );
}

const nameOf = ({ place, change }) => `${place} ${change}`;

function report(title, mutants) {
  const dead = mutants.filter(({ isDead }) => isDead).length;
  const score = mutants.length === 0 ? 100 : (100 * dead) / mutants.length;
  const rows = mutants
    .filter(({ isDead }) => !isDead)
    .map(({ place, change, fate }) => `| ${place} | \`${change.replaceAll('|', '\\|')}\` | ${fate} |`);
  return { isEnough: score >= leastScore, line: `${title}: ${dead} of ${mutants.length}, ${score.toFixed(1)} %`, rows };
}

const chosen = process.argv.slice(2);
const folders = chosen.length > 0 ? chosen.filter((folder) => folder !== 'sample') : wholeFolders;
const reports = folders.map((folder) => report(folder, run(folder, [`${folder}/**/*.ts`, `!${folder}/**/*.test.ts`])));
if (chosen.length === 0 || chosen.includes('sample')) {
  const met = run('sample of the rest', chooseSample());
  const names = new Set(byRank(met.map(nameOf)).slice(0, sampleSize));
  reports.push(
    report(
      'sample of the rest',
      met.filter((mutant) => names.has(nameOf(mutant))),
    ),
  );
}

mkdirSync('.tmp/mutants', { recursive: true });
const table = reports.map(
  ({ line, rows }) => `## ${line}\n\n| Place | Change | Fate |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
);
writeFileSync('.tmp/mutants/survivors.md', table.join('\n'));
for (const { line } of reports) console.log(line);
process.exit(reports.every(({ isEnough }) => isEnough) ? 0 : 1);
