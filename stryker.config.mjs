/** `npm run mutants` (.ci/mutants.mjs) chooses the files; the rest is here. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutants.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  // Texts are looked at by people; a test that repeats them finds nothing.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: ['dist', 'dist-package', 'test-results', 'playwright-report', '.tmp'],
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: '.tmp/mutants/report.json' },
  tempDirName: '.tmp/stryker',
  concurrency: 2,
  timeoutMS: 4000,
  cleanTempDir: 'always',
};
