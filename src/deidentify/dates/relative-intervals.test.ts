import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { runWithOptions } from '../../testing/run-with-options.ts';

const text = (tag: number, vr: ElementDescription['vr'], ...values: string[]) =>
  ({ tag, vr, values }) as ElementDescription;
const run = (elements: readonly ElementDescription[]) => runWithOptions(elements, ['retainRelativeTimes']);

function textsOf({ output }: ReturnType<typeof run>): string {
  return Array.from({ length: output.elements.count }, (_, n) => readText(output, n).join('|')).join('|');
}

describe('intervals under relative times', () => {
  const micros = 1_000_000;
  const dayMicros = 86_400 * micros;
  /** Microseconds since 1970, exactly: whole days and the rest apart. */
  const moment = fc.record({
    day: fc.integer({ min: -300, max: 300 }),
    inDay: fc.integer({ min: 0, max: dayMicros - 1 }),
  });
  const startDay = fc.integer({ min: 0, max: 40_000 });
  const dateOf = (day: number) =>
    new Date(Date.UTC(1920, 0, 2) + day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const timeOf = (inDay: number) => {
    const seconds = Math.floor(inDay / micros);
    const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) =>
      `${Math.floor(part)}`.padStart(2, '0'),
    );
    return `${parts.join('')}.${`${inDay % micros}`.padStart(6, '0')}`;
  };
  const momentOf = (date: string, time: string) => {
    const days =
      Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / 86_400_000;
    const [clock = '', fraction = ''] = time.split('.');
    const [hours = 0, minutes = 0, seconds = 0] = [0, 2, 4].map((at) => Number(clock.slice(at, at + 2)));
    return (
      BigInt(days) * BigInt(dayMicros) +
      BigInt(((hours * 60 + minutes) * 60 + seconds) * micros + Number(fraction.padEnd(6, '0')))
    );
  };

  it('are the same to the microsecond between all files of a study, and no original date or time is left', () => {
    fc.assert(
      fc.property(
        startDay,
        fc.integer({ min: 1, max: dayMicros - 1 }),
        moment,
        moment,
        moment,
        fc.constantFrom('', '+0000', '-0730', '+1400'),
        (day, startAt, one, two, three, zone) => {
          const start = [text(0x00080020, 'DA', dateOf(day)), text(0x00080030, 'TM', timeOf(startAt))];
          const at = ({ day: days, inDay }: typeof one) => [dateOf(day + days), timeOf(inDay)] as const;
          const [[dateOne, timeOne], [dateTwo, timeTwo], [dateThree, timeThree]] = [at(one), at(two), at(three)];
          const first = run([...start, text(0x00080021, 'DA', dateOne), text(0x00080031, 'TM', timeOne)]);
          const pair = [text(0x00080022, 'DA', dateTwo), text(0x00080032, 'TM', timeTwo)];
          const second = run([
            ...start,
            { tag: 0x00081140, vr: 'SQ', items: [pair] },
            text(0x00189516, 'DT', `${dateThree}${timeThree}${zone}`),
          ]);
          const nested = (tag: number) => readText(second.output, second.output.elements.tags.indexOf(tag)).join();
          const stamp = readSingleText(second.output, 0x00189516);
          const after = [
            momentOf(readSingleText(first.output, 0x00080020), readSingleText(first.output, 0x00080030)),
            momentOf(readSingleText(first.output, 0x00080021), readSingleText(first.output, 0x00080031)),
            momentOf(nested(0x00080022), nested(0x00080032)),
            momentOf(stamp.slice(0, 8), stamp.slice(8).replace(/[+-].*/, '')),
          ];
          const before = [
            momentOf(dateOf(day), timeOf(startAt)),
            momentOf(dateOne, timeOne),
            momentOf(dateTwo, timeTwo),
            momentOf(dateThree, timeThree),
          ];
          expect(after.map((value) => value - (after[0] ?? 0n))).toEqual(
            before.map((value) => value - (before[0] ?? 0n)),
          );
          expect(after[0]).toBe(momentOf('19000101', '000000'));
          expect(stamp.endsWith(zone)).toBe(true);
          for (const result of [first, second]) {
            const left = textsOf(result);
            for (const original of [dateOf(day), dateOne, dateTwo, dateThree].filter(
              (date) => !/^(1899|19000|19001|1901)/.test(date),
            )) {
              expect(left).not.toContain(original);
            }
          }
          expect(textsOf(first)).not.toContain(timeOf(startAt));
          expect(readSingleText(first.output, 0x00080031)).not.toBe(timeOne);
        },
      ),
      { numRuns: 80 },
    );
  });
});
