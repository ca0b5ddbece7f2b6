import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Names of the failed tests in vitest's JSON report, one a line, each with the first line of what went wrong. */
export function failedUnitTests(report) {
  return report.testResults.flatMap((file) => {
    const path = relative(process.cwd(), file.name);
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    // A file that cannot be loaded has no tests of its own to fail.
    if (file.status === 'failed' && failed.length === 0) return [line([path], file.message)];
    return failed.map((test) => line([path, ...test.ancestorTitles, test.title], test.failureMessages[0]));
  });
}

/** The same of Playwright's JSON report. */
export function failedEndToEndTests(report) {
  // What no test can be blamed for: a server that does not start, a file that cannot be loaded.
  return [
    ...endToEndTests(report, 'unexpected'),
    ...report.errors.map(({ message }) => line(['end-to-end tests'], message)),
  ];
}

/** End-to-end tests that failed once and then passed, each with what went wrong at first. */
export function retriedEndToEndTests(report) {
  return endToEndTests(report, 'flaky');
}

function endToEndTests(report, wanted) {
  const ofSuite = (suite, titles) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === wanted)
        .map(({ results }) => line([...titles, spec.title], results.find(({ error }) => error)?.error.message)),
    ),
    ...(suite.suites ?? []).flatMap((inner) => ofSuite(inner, [...titles, inner.title])),
  ];
  const { rootDir } = report.config;
  return report.suites.flatMap((suite) => ofSuite(suite, [`${relative(process.cwd(), rootDir)}/${suite.file}`]));
}

function line(titles, message) {
  const first = stripVTControlCharacters(message ?? '')
    .split('\n')
    .find((text) => text.trim() !== '');
  return `${titles.join(' › ')}: ${(first ?? 'no message').trim().slice(0, 300)}`;
}
