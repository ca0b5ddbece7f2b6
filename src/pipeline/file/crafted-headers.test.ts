import { describe, expect, it } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { craftedHeaders } from '../../testing/crafted-headers.ts';
import { slowestProfile } from '../../testing/time-header.ts';

/**
 * Milliseconds of CPU, which a busy machine makes longer too: three times of what `npm run bench:crafted` allows, and a small
 * part of what anything quadratic takes.
 */
const mostMsFor100Kb = 3000;
const mostMsFor1Mb = 6000;

describe('a header that is made to be slow', () => {
  it.each(craftedHeaders)('has its outcome soon: $name', { timeout: 60_000 }, async ({ build }) => {
    const { cpuMs, outcome } = await slowestProfile(build(100_000));
    expect(['deidentified', 'held', 'failed']).toContain(outcome);
    expect(cpuMs).toBeLessThan(mostMsFor100Kb);
  });

  it('has its outcome soon in every case of the shared folder', { timeout: 60_000 }, async () => {
    for (const { file, read } of casesOf('time-and-numbers')) {
      const { cpuMs, outcome } = await slowestProfile(read());
      expect(['deidentified', 'held', 'failed'], file).toContain(outcome);
      expect(cpuMs, file).toBeLessThan(mostMsFor1Mb);
    }
  });
});
