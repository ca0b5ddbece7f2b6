import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { craftedHeaders } from '../../src/testing/crafted-headers.ts';
import { slowestProfile } from '../../src/testing/time-header.ts';
import { renderCrafted } from './render-crafted.ts';

/** Bytes of the headers: one size, twice and four times it. */
const sizes = [262_144, 524_288, 1_048_576] as const;
const mostMs = 2000;
/** Four times the bytes may take eight times as long: less is noise, a square would be sixteen. */
const mostGrowth = 8;
/** Below this the clock and the collector say more than the work. */
const leastMs = 60;

const rows: string[] = [];

it.each(craftedHeaders)('$name', { timeout: 600_000 }, async ({ name, build }) => {
  const { cpuMs: last, profile, outcome } = await slowestProfile(build(sizes[2]));
  const first = (await slowestProfile(build(sizes[0]), profile)).cpuMs;
  const second = (await slowestProfile(build(sizes[1]), profile)).cpuMs;
  const times = [first, second, last];
  const growth = last / Math.max(first, leastMs);
  rows.push(
    `| ${name} | ${times.map((ms) => Math.round(ms)).join(' | ')} | ${growth.toFixed(1)} | ${profile} | ${outcome} |`,
  );
  expect(last, `1 MB of ${name}`).toBeLessThan(mostMs);
  expect(growth, `growth of ${name}`).toBeLessThan(mostGrowth);
});

it('writes what was measured', () => {
  writeFileSync('docs/performance-crafted.md', renderCrafted(rows, { mostMs, leastMs }));
});
