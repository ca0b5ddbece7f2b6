import { writeFileSync } from 'node:fs';

/** Where a run leaves what went wrong outside of its tests, as JSON: a list of messages. */
export const unhandledReport = 'test-results/unhandled.json';

/** A reporter of vitest for what its JSON report leaves out: errors that belong to no test, and fail the run all the same. */
export default class UnhandledReporter {
  onTestRunEnd(_modules, errors) {
    writeFileSync(
      unhandledReport,
      JSON.stringify(errors.map(({ message, stack }) => stack ?? message ?? 'no message')),
    );
  }
}
