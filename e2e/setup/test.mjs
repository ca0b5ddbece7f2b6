// `npm test`: brings what the tests need, runs every check whatever the others said, and ends with one line of counts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { failedEndToEndTests, failedUnitTests, retriedEndToEndTests } from './failed-tests.mjs';
import { installPeers } from './install-peers.mjs';
import { unhandledReport } from './unhandled-reporter.mjs';

const results = 'test-results';
const unitReport = `${results}/unit.json`;
const e2eReport = `${results}/e2e.json`;

/** Each gives {passed, failed, skipped, names of what failed}; a static check is one step, the others count their tests. */
const steps = [
  { title: 'Lint and format', run: () => check('npm', ['run', '--silent', 'lint']) },
  { title: 'Types', run: () => check('npm', ['run', '--silent', 'types']) },
  { title: 'Unused code', run: () => check('npm', ['run', '--silent', 'unused']) },
  { title: 'Unit tests', run: unitTests },
  { title: 'End-to-end tests', run: endToEndTests },
];

process.chdir(new URL('../..', import.meta.url).pathname);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
installPeers();

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** Names of tests that passed at the second try: each is a fault to look for, and is said aloud. */
const retried = [];
for (const { title, run } of steps) {
  console.log(`\n== ${title}`);
  const startedMs = Date.now();
  const counts = run();
  for (const key of Object.keys(total)) total[key] += counts[key];
  failures.push(
    ...(counts.failed > 0 && counts.names.length === 0 ? [`${title}: see its output above`] : counts.names),
  );
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  console.log(`== ${title}: ${counts.passed} ok, ${counts.failed} not, ${counts.skipped} left out, ${seconds} s`);
}

// Said again at the end, because the head of a long output is often cut off.
if (retried.length > 0) console.log(`\n== Passed at the second try only\n${retried.join('\n')}`);
if (failures.length > 0) console.log(`\n== Failed\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function check(command, args) {
  const isOk = execute(command, args);
  return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0, names: [] };
}

function unitTests() {
  const isOk = execute('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    '--reporter=./e2e/setup/unhandled-reporter.mjs',
    `--outputFile.json=${unitReport}`,
  ]);
  const report = readReport(unitReport);
  const unhandled = readReport(unhandledReport) ?? [];
  // A file that cannot be loaded has no tests of its own to fail.
  const unloaded = report?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return settle(isOk, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + (unloaded?.length ?? 0) + unhandled.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    names: [
      ...(report ? failedUnitTests(report) : []),
      ...unhandled.map((error) => `unit tests, outside of a test: ${error}`),
    ],
  });
}

/** A test that drives browsers, servers and clocks on a busy machine has a second try; `npm run check` gives none. */
function endToEndTests() {
  const isOk = execute('npx', ['playwright', 'test', '--retries=1', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport,
  });
  const report = readReport(e2eReport);
  if (report !== null) retried.push(...retriedEndToEndTests(report));
  return settle(isOk, {
    passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0),
    failed: report?.stats.unexpected ?? 0,
    skipped: report?.stats.skipped ?? 0,
    names: report ? failedEndToEndTests(report) : [],
  });
}

/** A runner that ended badly without naming a failed test has failed all the same. */
function settle(isOk, counts) {
  return isOk || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function execute(command, args, environment = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  return status === 0;
}
