import { expect, it } from 'vitest';
import type { OptionName } from '../../profile/profile.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';

const file = buildFile([
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00080020, vr: 'DA', values: ['20200301'] },
  ...Array.from({ length: 32_000 }, () => ({ tag: 0x00080022, vr: 'DA', values: ['20200301'] }) as const),
  { tag: 0x00080030, vr: 'TM', values: ['101010'] },
]);

function cpuMsWith(option: OptionName): number {
  const before = process.cpuUsage();
  deidentifyBytes(file, { options: [option] });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

it('looks for the time beside a date once, however often the date is there', { timeout: 60_000 }, () => {
  const modified = cpuMsWith('retainModifiedDates');
  expect(cpuMsWith('retainRelativeTimes')).toBeLessThan(2 * modified + 1500);
});
