import fc from 'fast-check';

/**
 * Property tests draw the same examples in every run, so that a change is judged by what it does. `.ci/nightly` sets
 * `PROPERTY_SEED` to a new number each night and searches on; the failure report names the seed.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20261130) });
