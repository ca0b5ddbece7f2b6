import { describe, expect, it } from 'vitest';
import { readText } from '../../dicom/value-codec.ts';
import {
  code,
  contentValues,
  type Item,
  instance,
  item,
  planted,
  relationships,
  reportOf,
  schemes,
} from '../../testing/build-report.ts';
import { type DeidentifiedBytes, deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { namesSomebody } from './personal-concepts.ts';

const guarded = { preset: 'qmenta-guarded' } as const;

function expectNothingLeft({ bytes, plan, checked }: DeidentifiedBytes): void {
  const left = new TextDecoder('latin1').decode(bytes);
  expect(planted.filter((word) => left.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
  expect([...plan.holds, ...checked.holds]).toEqual([]);
}

describe('reports under QMENTA guarded', () => {
  it.each(Object.keys(contentValues))('let nothing through in %s, whatever relates and names it', (valueType) => {
    for (const relationship of relationships) {
      for (const name of schemes) {
        const inner = item(valueType, relationship, name, []);
        const outer = item('CONTAINER', relationship, name, [inner]);
        expectNothingLeft(deidentifyBytes(reportOf([outer, inner]), guarded));
      }
    }
  });

  it.each(relationships)('wait where a number is an ID of the patient: %s', (relationship) => {
    const measured = item('NUM', relationship, schemes[0] ?? [], []).map((element) =>
      element.tag === 0x0040a300
        ? { ...element, items: [[{ tag: 0x0040a30a, vr: 'DS' as const, values: ['77110399'] }]] }
        : element,
    );
    const { plan, checked } = deidentifyBytes(reportOf([measured as Item]), guarded);
    expect([...plan.holds, ...checked.holds].map(({ kind }) => kind)).toEqual(['residual-identifier']);
  });

  it('let nothing through beside the content: schemes, observers, references, annotations', () => {
    const more: Item = [
      {
        tag: 0x00080110,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00080102, vr: 'SH', values: ['99BRUMBLETOWN'] },
            { tag: 0x00080103, vr: 'SH', values: ['Zqxforeign'] },
            { tag: 0x0008010c, vr: 'UI', values: ['1.2.999.771103.5'] },
            { tag: 0x00080112, vr: 'LO', values: ['ZQXFOREIGN'] },
            { tag: 0x00080114, vr: 'ST', values: ['Zqxforeign'] },
            { tag: 0x00080115, vr: 'ST', values: ['Codes of Brumbletown'] },
            { tag: 0x00080116, vr: 'ST', values: ['Zqxforeign'] },
          ],
        ],
      },
      { tag: 0x0040a027, vr: 'LO', values: ['Brumbletown'] },
      {
        tag: 0x0040a073,
        vr: 'SQ',
        items: [
          [
            { tag: 0x0040a027, vr: 'LO', values: ['Zqxforeign'] },
            { tag: 0x0040a030, vr: 'DT', values: ['19771103235958'] },
            { tag: 0x0040a075, vr: 'PN', values: ['Zqxforeign^Grace'] },
            { tag: 0x0040a088, vr: 'SQ', items: [code('Zqxforeign', '99BRUMBLETOWN', 'Quxworthy')] },
          ],
        ],
      },
      {
        tag: 0x0040a360,
        vr: 'SQ',
        items: [
          [
            {
              tag: 0x00081115,
              vr: 'SQ',
              items: [
                [
                  { tag: 0x00081199, vr: 'SQ', items: [instance] },
                  { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.771103.6'] },
                ],
              ],
            },
            { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.771103.7'] },
          ],
        ],
      },
      {
        tag: 0x0040a370,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00080050, vr: 'SH', values: ['ZQXFOREIGN'] },
            { tag: 0x00321060, vr: 'LO', values: ['CT for Zqxforeign'] },
            { tag: 0x00401001, vr: 'SH', values: ['Zqxforeign'] },
          ],
        ],
      },
      { tag: 0x0040a375, vr: 'SQ', items: [[{ tag: 0x0020000d, vr: 'UI', values: ['1.2.999.771103.8'] }]] },
      { tag: 0x0040a492, vr: 'LO', values: ['signed by Zqxforeign'] },
      { tag: 0x0040a504, vr: 'SQ', items: [[{ tag: 0x0040db00, vr: 'CS', values: ['ZQXFOREIGN'] }]] },
      { tag: 0x0040b020, vr: 'SQ', items: [[{ tag: 0x00700006, vr: 'ST', values: ['Sinus rhythm, Zqxforeign'] }]] },
      {
        tag: 0x00700001,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00081140, vr: 'SQ', items: [instance] },
            { tag: 0x00700002, vr: 'CS', values: ['ZQXFOREIGN'] },
            {
              tag: 0x00700008,
              vr: 'SQ',
              items: [
                [
                  { tag: 0x00700006, vr: 'ST', values: ['L3, ask Zqxforeign'] },
                  { tag: 0x00700010, vr: 'FL', values: [1, 2] },
                ],
              ],
            },
          ],
        ],
      },
      {
        tag: 0x00700060,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00700002, vr: 'CS', values: ['ZQXFOREIGN'] },
            { tag: 0x00700068, vr: 'LO', values: ['Marks of Zqxforeign'] },
          ],
        ],
      },
    ];
    const result = deidentifyBytes(reportOf([item('CONTAINER', 'CONTAINS', schemes[0] ?? [], [])], more), guarded);
    expectNothingLeft(result);
    const text = new TextDecoder('latin1').decode(result.bytes);
    expect(text).toContain('Sinus rhythm');
    // Both places that name a layer name the same one.
    expect(text.match(/LAYER1/g)).toHaveLength(2);
  });

  it.each([
    'Referring Physician',
    'Observer Organization Name',
    'Patient ID',
    'Adresse',
    'Name',
    'Nachname',
    '依頼医師',
    'Mother',
  ])('keep no word under %s, as it names somebody', (meaning) => {
    const name = code('X1', '99LOC', meaning);
    const { output } = deidentifyBytes(
      reportOf([
        [
          { tag: 0x0040a040, vr: 'CS', values: ['TEXT'] },
          { tag: 0x0040a043, vr: 'SQ', items: [name] },
          { tag: 0x0040a160, vr: 'UT', values: ['Long Head Lung Center'] },
        ],
      ]),
      guarded,
    );
    const at = output.elements.tags.indexOf(0x0040a160);
    expect(readText(output, at)).toEqual(['REMOVED']);
  });

  it.each([
    'Finding Site',
    'Image Comment',
    'Referring physician note',
    'Protocol Name',
    'Tracking Identifier',
    'Sequence Name',
  ])('clean a text under %s', (meaning) => {
    expect(namesSomebody({ meaning })).toBe(false);
  });

  it('wait where an item has a value type that no rule knows', () => {
    const table: Item = [
      { tag: 0x0040a040, vr: 'CS', values: ['TABLE'] },
      { tag: 0x0040a043, vr: 'SQ', items: [code('121070', 'DCM', 'Findings')] },
    ];
    for (const odd of [table, [{ tag: 0x0040a160, vr: 'UT', values: ['lung'] }] as const]) {
      expect(deidentifyBytes(reportOf([odd]), guarded).plan.holds).toMatchObject([
        { kind: 'structured-content', isReleasable: true, path: '(0040,A730)[0]' },
      ]);
    }
    const reference: Item = [
      { tag: 0x0040a010, vr: 'CS', values: ['INFERRED FROM'] },
      { tag: 0x0040db73, vr: 'UL', values: ['1', '1'] },
    ];
    expect(deidentifyBytes(reportOf([reference]), guarded).plan.holds).toEqual([]);
  });
});
