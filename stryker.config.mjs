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
  concurrency: Number(process.env['MUTANTS_CONCURRENCY'] ?? 2),
  // Longer than the longest test may take (vitest.mutants.config.ts): only a loop without end gets here.
  timeoutMS: 9000,
  dryRunTimeoutMinutes: 30,
  cleanTempDir: 'always',
};
