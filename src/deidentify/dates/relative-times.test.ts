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

describe('relative times, a form of modified dates (PS3.15 E.3.6)', () => {
  it.each<[string, readonly ElementDescription[], readonly (readonly [number, string])[]]>([
    [
      'the start of each study is 1900-01-01 00:00:00',
      [],
      [
        [0x00080020, '19000101'],
        [0x00080030, '000000.000000'],
      ],
    ],
    [
      'a date moves with its time, over midnight too',
      [
        text(0x00080021, 'DA', '20200301'),
        text(0x00080031, 'TM', '233510.25'),
        text(0x00080022, 'DA', '20200302'),
        text(0x00080032, 'TM', '001510.25'),
      ],
      [
        [0x00080021, '19000101'],
        [0x00080031, '000500.00'],
        [0x00080022, '19000101'],
        [0x00080032, '004500.00'],
      ],
    ],
    [
      'a date without a time moves by whole days',
      [text(0x00080021, 'DA', '20200302'), text(0x00080022, 'DA', '20200229'), text(0x00080032, 'TM')],
      [
        [0x00080021, '19000102'],
        [0x00080022, '18991231'],
        [0x00080032, ''],
      ],
    ],
    [
      'what was before the start is in the year before',
      [text(0x00080021, 'DA', '20200301'), text(0x00080031, 'TM', '223010')],
      [
        [0x00080021, '18991231'],
        [0x00080031, '225959.75'],
      ],
    ],
    [
      'a time without a date turns around at midnight',
      [text(0x00181042, 'TM', '233110.250'), text(0x00181043, 'TM', '000010.25')],
      [
        [0x00181042, '000100.000'],
        [0x00181043, '003000.00'],
      ],
    ],
    [
      'date with time, with and without its zone',
      [
        text(0x0008002a, 'DT', '20200302003010.25+0100'),
        text(0x00189516, 'DT', '20200301233010.25'),
        text(0x00189517, 'DT', '20200303'),
        text(0x00080201, 'SH', '-0330'),
      ],
      [
        [0x0008002a, '19000101010000.00+0100'],
        [0x00189516, '19000101000000.00'],
        [0x00189517, '19000103'],
        [0x00080201, '-0330'],
      ],
    ],
    [
      'lists move value by value',
      [
        text(0x00080022, 'DA', '20200301', '20200302'),
        text(0x00080032, 'TM', '233010.25', '233010.25'),
        text(0x00181078, 'DT', '20200301233011', '20200302'),
      ],
      [
        [0x00080022, '19000101\\19000102'],
        [0x00080032, '000000.00\\000000.00'],
        [0x00181078, '19000101000000.75\\19000102'],
      ],
    ],
    [
      'old forms keep their signs',
      [text(0x00080023, 'DA', '2020.03.02'), text(0x00080033, 'TM', '00:30:10.25')],
      [
        [0x00080023, '1900.01.01'],
        [0x00080033, '01:00:00.00'],
      ],
    ],
    [
      'a time gets the digits that it needs',
      [text(0x00080022, 'DA', '20200302'), text(0x00080032, 'TM', '0030')],
      [[0x00080032, '005949.75']],
    ],
  ])('%s', (_, elements, expected) => {
    const tags = new Set(elements.map(({ tag }) => tag));
    const { output } = run([...study.filter(({ tag }) => !tags.has(tag)), ...elements]);
    for (const [tag, value] of expected) expect(readText(output, findElement(output, tag)).join('\\')).toBe(value);
  });

  it('reaches dates and times in sequences, each with its own item', () => {
    const item = [
      text(0x00080022, 'DA', '20200302'),
      text(0x00080032, 'TM', '003010.25'),
      text(0x00181072, 'TM', '234010.25'),
    ];
    const { output } = run([
      ...study,
      { tag: 0x00081140, vr: 'SQ', items: [item, [text(0x00080022, 'DA', '20200303')]] },
    ]);
    const values = (tag: number) =>
      [...output.elements.tags.keys()]
        .filter((n) => output.elements.tags[n] === tag && (output.elements.depths[n] ?? 0) > 0)
        .map((n) => readText(output, n).join());
    expect(values(0x00080022)).toEqual(['19000101', '19000103']);
    expect(values(0x00080032)).toEqual(['010000.00']);
    expect(values(0x00181072)).toEqual(['001000.00']);
  });

  it('leaves every other date to the rules of the preset', () => {
    const more = [
      text(0x00080012, 'DA', '20200301'),
      text(0x00080013, 'TM', '233010'),
      text(0x00100030, 'DA', '19640718'),
      text(0x001021d0, 'DA', '20200210'),
      text(0x00143076, 'DA', '20200305'),
      text(0x00181200, 'DA', '20191111'),
      text(0x00380020, 'DA', '20200227'),
      text(0x00380021, 'TM', '081500'),
      text(0x00400004, 'DA', '20200302'),
    ];
    const plain = runWithOptions([...study, ...more], []);
    const counted = run([...study, ...more]);
    for (const { tag } of more) {
      expect(hasElement(counted.output, tag)).toBe(hasElement(plain.output, tag));
      expect(readSingleText(counted.output, tag)).toBe(readSingleText(plain.output, tag));
    }
    expect(textsOf(counted)).not.toMatch(/2020|2019|1964|0815|2330/);
  });

  it('says MODIFIED and 113107, and nothing of the shift', () => {
    const { output, plan } = run(study);
    expect(readSingleText(output, 0x00280303)).toBe('MODIFIED');
    expect(plan.changes.find(({ tag }) => tag === 0x00120064)?.after).toContain('113107');
    expect(plan.identity.dateShiftDays).toBeNull();
  });

  it.each<[string, readonly ElementDescription[]]>([
    ['no Study Time', [text(0x00080020, 'DA', '20200301')]],
    ['an empty Study Time', [text(0x00080020, 'DA', '20200301'), text(0x00080030, 'TM')]],
    ['no Study Date', [text(0x00080030, 'TM', '101500')]],
    ['a Study Date that is none', [text(0x00080020, 'DA', '20201301'), text(0x00080030, 'TM', '101500')]],
    ['a Study Time of hours alone', [text(0x00080020, 'DA', '20200301'), text(0x00080030, 'TM', '10')]],
    ['several Study Times', [text(0x00080020, 'DA', '20200301'), text(0x00080030, 'TM', '1015', '1016')]],
    ['a Study Time that is a dummy', [text(0x00080020, 'DA', '20200301'), text(0x00080030, 'TM', '000000.000')]],
    ['dummies of another program', [text(0x00080020, 'DA', '19000101'), text(0x00080030, 'TM', '000000')]],
  ])('removes as the preset does, and says so, with %s', (_, start) => {
    const times = [
      text(0x00080021, 'DA', '20200301'),
      text(0x00080031, 'TM', '101743'),
      text(0x0008002a, 'DT', '20200301101743'),
    ];
    const result = run([...start, ...times]);
    const plain = runWithOptions([...start, ...times], []);
    expect(codesOf(result)).toContain('study-start-unknown');
    expect(result.bytes).toEqual(plain.bytes);
    expect(readSingleText(result.output, 0x00280303)).toBe('REMOVED');
  });

  it('removes where the files of the study do not agree on its start', () => {
    const elements = [...study, text(0x00080031, 'TM', '234017')];
    expect(codesOf(run(elements, { unsettledStudies: ['1.2.999.2'] }))).toContain('study-start-unknown');
    expect(codesOf(run(elements, { unsettledStudies: ['1.2.999.3'] }))).not.toContain('study-start-unknown');
  });

  it('takes no date for one of the study that is a year away: a dummy for Study Date would let it through', () => {
    const start = [text(0x00080020, 'DA', '19000101'), text(0x00080030, 'TM', '101500')];
    const result = run([
      ...start,
      text(0x00080022, 'DA', '20200301'),
      text(0x00080032, 'TM', '101743'),
      text(0x0008002a, 'DT', '20200301101743'),
    ]);
    expect(textsOf(result)).not.toMatch(/2020|1017/);
    expect(codesOf(result)).toEqual([
      'date-outside-study (0008,0022)',
      'date-outside-study (0008,002A)',
      'date-outside-study (0008,0032)',
    ]);
  });

  it('removes what is no whole date or no time, and says so without the value', () => {
    const result = run([
      ...study,
      text(0x00080021, 'DA', 'LAST SPRING'),
      text(0x00080031, 'TM', 'DOE'),
      text(0x0008002a, 'DT', '202003'),
      text(0x00189516, 'DT', '20200301103000+9900'),
    ]);
    expect(codesOf(result)).toEqual(
      ['(0008,0021)', '(0008,002A)', '(0008,0031)', '(0018,9516)'].map((path) => `invalid-date ${path}`),
    );
    expect(textsOf(result)).not.toMatch(/SPRING|DOE|2020|1030/);
  });

  it('says that an injection before the start counts from the day before', () => {
    const result = run([...study, { tag: 0x00540016, vr: 'SQ', items: [[text(0x00181072, 'TM', '223010.25')]] }]);
    expect(codesOf(result)).toContain('time-before-start (0054,0016)[0].(0018,1072)');
    expect(textsOf(result)).toContain('230000.00');
  });

  it('takes the dates of private elements along that a list names', () => {
    const elements = [
      text(0x00080070, 'LO', 'GE'),
      text(0x00090010, 'LO', 'GEMS_PETD_01'),
      text(0x0009100d, 'DT', '20200301233510.25'),
      text(0x0009103b, 'DT', '20200301223010.25'),
    ];
    const { output } = runWithOptions([...study, ...elements], [...options, 'retainSafePrivate']);
    expect(readSingleText(output, 0x0009100d)).toBe('19000101000500.00');
    expect(readSingleText(output, 0x0009103b)).toBe('18991231230000.00');
  });

  it('tells that dates of the device stay as they are with Retain Device Identity', () => {
    const { plan } = runWithOptions(
      [...study, text(0x00181200, 'DA', '20200227')],
      [...options, 'retainDeviceIdentity'],
    );
    expect(plan.findings.map(({ code }) => code)).toContain('device-dates-kept');
  });
});
