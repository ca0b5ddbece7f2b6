import { describe, expect, it } from 'vitest';
import { readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import contentJson from '../../profile/data/structured-content.json' with { type: 'json' };
import type { OptionName } from '../../profile/profile.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { type DeidentifiedBytes, deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { findContentRow } from './content-rows.ts';

type Item = readonly ElementDescription[];

function code(value: string, scheme: string, meaning = 'Meaning'): Item {
  return [
    { tag: 0x00080100, vr: 'SH', values: [value] },
    { tag: 0x00080102, vr: 'SH', values: [scheme] },
    { tag: 0x00080104, vr: 'LO', values: [meaning] },
  ];
}

function item(valueType: string, [value, scheme]: readonly [string, string], ...rest: Item): Item {
  return [
    ...rest.filter(({ tag }) => tag < 0x0040a040),
    { tag: 0x0040a040, vr: 'CS' as const, values: [valueType] },
    { tag: 0x0040a043, vr: 'SQ' as const, items: [code(value, scheme)] },
    ...rest.filter(({ tag }) => tag > 0x0040a043),
  ];
}

const unlisted = ['99999', '99TEST'] as const;
const text = (value: string): ElementDescription => ({ tag: 0x0040a160, vr: 'UT', values: [value] });

function run(items: readonly Item[], options: readonly OptionName[] = []): DeidentifiedBytes {
  const result = deidentifyBytes(
    buildFile([
      { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.88.33'] },
      { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
      { tag: 0x00100010, vr: 'PN', values: ['Roe^Jane'] },
      { tag: 0x0040a730, vr: 'SQ', items },
    ]),
    { preset: 'ps315-basic', options: ['cleanStructuredContent', ...options] },
  );
  expect(result.checked.holds).toEqual([]);
  expect(result.plan.holds).toEqual([]);
  return result;
}

function valuesOf({ output }: DeidentifiedBytes, tag: number): readonly string[] {
  return [...output.elements.tags].flatMap((found, at) => (found === tag ? [readText(output, at).join('\\')] : []));
}

describe('Table E.3.4-1', () => {
  it('is carried whole, each row found by code, scheme and value type', () => {
    expect(contentJson.rows).toHaveLength(214);
    for (const [value, scheme, valueType, action] of contentJson.rows as unknown as string[][]) {
      expect(findContentRow(value ?? '', scheme ?? '', valueType ?? '')?.action).toBe(action);
    }
    expect(findContentRow('121022', 'DCM', 'NUM')).toBe(null);
  });
});

describe('Clean Structured Content (PS3.15 E.3.4)', () => {
  it('removes an item whose row says X', () => {
    const result = run([item('TEXT', ['121022', 'DCM'], text('A-77')), item('TEXT', unlisted, text('left lung'))]);
    expect(valuesOf(result, 0x0040a160)).toEqual(['left lung']);
    expect(valuesOf(result, 0x0040a040)).toEqual(['TEXT']);
    expect(result.plan.changes).toContainEqual(
      expect.objectContaining({ action: 'X', effect: 'removed', reason: 'PS3.15 E.3.4-1 · X' }),
    );
  });

  it('keeps the shape of a tree whose items are named by their position', () => {
    const reference: ElementDescription = { tag: 0x0040db73, vr: 'UL', values: ['1', '2'] };
    const result = run([
      item('TEXT', ['121022', 'DCM'], text('A-77')),
      [{ tag: 0x0040a010, vr: 'CS', values: ['SELECTED FROM'] }, reference],
    ]);
    expect(valuesOf(result, 0x0040a160)).toEqual(['REMOVED']);
    expect(valuesOf(result, 0x0040db73)).toEqual(['1\\2']);
  });

  it.each<[string, readonly OptionName[], readonly string[]]>([
    ['a dummy under D', [], ['REMOVED']],
    ['cleaned where Clean Descriptors is on as well', ['cleanDescriptors'], ['tracer']],
  ])('makes a listed text %s', (_, options, expected) => {
    const listed = item('TEXT', ['440252007', 'SCT'], text('tracer by Jane Roe'));
    expect(valuesOf(run([listed], options), 0x0040a160)).toEqual(expected);
  });

  it('cleans text that the table does not name, and never leaves it empty', () => {
    const items = [item('TEXT', unlisted, text('nodule, seen by Jane Roe')), item('TEXT', unlisted, text('Jane Roe'))];
    expect(valuesOf(run(items), 0x0040a160)).toEqual(['nodule, seen', 'REMOVED']);
  });

  it('keeps numbers, codes and containers, and goes through all levels', () => {
    const measured: Item = [
      { tag: 0x004008ea, vr: 'SQ', items: [code('mm', 'UCUM', 'mm')] },
      { tag: 0x0040a30a, vr: 'DS', values: ['12.5'] },
    ];
    const result = run([
      [
        ...item('CONTAINER', unlisted),
        {
          tag: 0x0040a730,
          vr: 'SQ',
          items: [
            item('NUM', unlisted, { tag: 0x0040a300, vr: 'SQ', items: [measured] }),
            item('CODE', unlisted, { tag: 0x0040a168, vr: 'SQ', items: [code('39607008', 'SCT', 'Lung structure')] }),
          ],
        },
      ],
    ]);
    expect(valuesOf(result, 0x0040a30a)).toEqual(['12.5']);
    expect(valuesOf(result, 0x00080100)).toEqual(expect.arrayContaining(['mm', '39607008']));
    expect(valuesOf(result, 0x00080104)).toContain('Lung structure');
  });

  it('replaces names, dates and UIDs of items that the table does not name', () => {
    const result = run([
      item('PNAME', unlisted, { tag: 0x0040a123, vr: 'PN', values: ['Roe^Jane'] }),
      item('DATETIME', unlisted, { tag: 0x0040a120, vr: 'DT', values: ['20110203'] }),
      item('UIDREF', unlisted, { tag: 0x0040a124, vr: 'UI', values: ['1.2.999.7'] }),
    ]);
    expect(valuesOf(result, 0x0040a123)).toEqual(['REMOVED']);
    expect(valuesOf(result, 0x0040a120)).toEqual(['19000101000000']);
    expect(valuesOf(result, 0x0040a124)[0]).toMatch(/^2\.25\./);
  });

  it('follows the options in the columns of the table', () => {
    const age = (years: string): Item =>
      item('NUM', ['121033', 'DCM'], {
        tag: 0x0040a300,
        vr: 'SQ',
        items: [
          [
            { tag: 0x004008ea, vr: 'SQ', items: [code('a', 'UCUM')] },
            { tag: 0x0040a30a, vr: 'DS', values: [years] },
          ],
        ],
      });
    expect(valuesOf(run([age('45')]), 0x0040a30a)).toEqual([]);
    expect(valuesOf(run([age('45')], ['retainPatientCharacteristics']), 0x0040a30a)).toEqual(['45']);
    // 45 CFR 164.514(b)(2)(i)(C)
    expect(valuesOf(run([age('93')], ['retainPatientCharacteristics']), 0x0040a30a)).toEqual([]);
    const admission = item('DATETIME', ['130884', 'DCM'], { tag: 0x0040a120, vr: 'DT', values: ['20110203'] });
    expect(valuesOf(run([admission]), 0x0040a120)).toEqual([]);
    expect(valuesOf(run([admission], ['retainFullDates']), 0x0040a120)).toEqual(['20110203']);
  });

  it('replaces a local scheme that tells of this patient', () => {
    const result = run([item('TEXT', ['T-1', '99ROE'], text('lung')), item('TEXT', ['T-1', 'ROE'], text('lung'))]);
    expect(valuesOf(result, 0x00080102).slice(0, 4)).toContain('99NESCIO');
  });
});
