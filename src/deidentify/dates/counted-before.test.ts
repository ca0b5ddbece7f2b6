import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import {
  codesOf,
  relativeTimes as options,
  runRelative as run,
  studyStart as study,
  textElement as text,
  textsOf,
} from '../../testing/relative-times.ts';
import { hasElement, runWithOptions } from '../../testing/run-with-options.ts';
import { countedText } from './study-start.ts';

const dummyStart = [text(0x00080020, 'DA', '19000101'), text(0x00080030, 'TM', '000000')];
const realTimes = [
  text(0x00080022, 'DA', '19000101'),
  text(0x00080032, 'TM', '143015.25'),
  text(0x00181072, 'TM', '133000'),
];

/** Some elements of an output, as an input of a second run. */
function inputOf({ output }: ReturnType<typeof run>, tags: readonly number[]): readonly ElementDescription[] {
  return tags
    .filter((tag) => hasElement(output, tag))
    .map((tag) => text(tag, vrOf(tag), ...readText(output, findElement(output, tag))));
}

function vrOf(tag: number): ElementDescription['vr'] {
  if (tag === 0x00120063) return 'LO';
  if (tag === 0x00280303) return 'CS';
  if (tag === 0x0008002a) return 'DT';
  return tag < 0x00080030 ? 'DA' : 'TM';
}

describe('relative times of a file that was de-identified before', () => {
  it('changes nothing any more in its own output', () => {
    const once = run([
      ...study,
      text(0x00080021, 'DA', '20200301'),
      text(0x00080031, 'TM', '233510.25'),
      text(0x0008002a, 'DT', '20200301223010.25'),
    ]);
    const again = runWithOptions(
      inputOf(once, [0x00080020, 0x00080021, 0x0008002a, 0x00080030, 0x00080031, 0x00120063, 0x00280303]),
      options,
    );
    expect(codesOf(again)).not.toContain('study-start-unknown');
    for (const tag of [0x00080020, 0x00080021, 0x0008002a, 0x00080030, 0x00080031]) {
      expect(readSingleText(again.output, tag)).toBe(readSingleText(once.output, tag));
    }
  });

  it.each<[string, readonly ElementDescription[]]>([
    ['another program', [text(0x00280303, 'CS', 'MODIFIED')]],
    [
      'another program, which says how',
      [text(0x00120063, 'LO', 'Times were modified', 'Dates: dummies'), text(0x00280303, 'CS', 'MODIFIED')],
    ],
    [
      'this one, which went through another program since',
      [text(0x00120063, 'LO', countedText), text(0x00280303, 'CS', 'REMOVED')],
    ],
  ])('takes no midnight for the start by the marks of %s: the times beside it may be real', (_, marks) => {
    const result = run([...dummyStart, ...realTimes, ...marks]);
    expect(codesOf(result)).toContain('study-start-unknown');
    expect(textsOf(result)).not.toMatch(/1430|1330/);
    expect(readSingleText(result.output, 0x00280303)).toBe('REMOVED');
  });

  it('takes no midnight for the start after a run with modified dates, which leaves times of the day', () => {
    const first = runWithOptions([...dummyStart, ...realTimes], ['retainModifiedDates']);
    expect(textsOf(first)).toContain('143015.25');
    const tags = [0x00080020, 0x00080022, 0x00080030, 0x00080032, 0x00120063, 0x00181072, 0x00280303];
    const second = run(inputOf(first, tags));
    expect(codesOf(second)).toContain('study-start-unknown');
    expect(textsOf(second)).not.toMatch(/1430|1330/);
  });

  it('says that times were counted, but not where an own rule may have kept one', () => {
    const methodOf = ({ output }: ReturnType<typeof run>) => readText(output, findElement(output, 0x00120063));
    expect(methodOf(run(study))).toContain(countedText);
    expect(methodOf(run([]))).not.toContain(countedText);
    const keep = { selector: { kind: 'tag', tag: '(0018,1072)' }, decision: { kind: 'keep' } } as const;
    const kept = run([...study, text(0x00181072, 'TM', '133000')], { profile: { ownRules: [keep] } });
    expect(textsOf(kept)).toContain('133000');
    expect(methodOf(kept)).not.toContain(countedText);
  });
});
