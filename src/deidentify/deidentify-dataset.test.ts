import { describe, expect, it } from 'vitest';
import { attributePath, findElement, valueBytes } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildDataset, buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes, type TestRun, testContext } from '../testing/deidentify-bytes.ts';
import { mrImageWith } from '../testing/mr-image.ts';
import { deidentifyDataset } from './deidentify-dataset.ts';
import { pseudonymsOf } from './pseudonym.ts';

const withElements = (...elements: readonly ElementDescription[]) => buildFile(mrImageWith(elements));

function run(elements: readonly ElementDescription[], options: TestRun = {}) {
  const result = deidentifyBytes(withElements(...elements), options);
  expect(result.checked.holds).toEqual([]);
  return result;
}

function pathsOf(dataset: IndexedDataset): readonly string[] {
  return Array.from({ length: dataset.elements.count }, (_, element) => attributePath(dataset, element));
}

describe('X', () => {
  it('removes a sequence with all its items, and lists nothing below it', () => {
    const { output, plan, input } = run([
      {
        tag: 0x00101002,
        vr: 'SQ',
        items: [[{ tag: 0x00100020, vr: 'LO', values: ['OTHER-1'] }]],
      },
    ]);
    expect(findElement(output, 0x00101002)).toBe(-1);
    const element = findElement(input, 0x00101002);
    expect(plan.changes.filter((change) => change.element >= element && change.element <= element + 2)).toMatchObject([
      { action: 'X', effect: 'removed', reason: expect.stringContaining('E.1-1') },
    ]);
  });

  it('takes private elements, group lengths, forbidden groups and unknown attributes (PS3.15 E.1.1)', () => {
    const { output } = run([
      { tag: 0x00080000, vr: 'UL', values: [4] },
      { tag: 0x00080001, vr: 'UL', values: [4] },
      { tag: 0x00041130, vr: 'CS', values: ['FILESET'] },
      { tag: 0x00090010, vr: 'LO', values: ['ACME'] },
      { tag: 0x00091001, vr: 'LO', values: ['secret'] },
      { tag: 0x00189fff, vr: 'LO', values: ['in no dictionary'] },
      { tag: 0x60000010, vr: 'US', values: [1] },
    ]);
    const gone = [0x00080000, 0x00080001, 0x00041130, 0x00090010, 0x00091001, 0x00189fff, 0x60000010];
    expect(gone.map((tag) => findElement(output, tag))).toEqual(gone.map(() => -1));
  });
});

describe('Z', () => {
  it('empties a value and a sequence', () => {
    const { output } = run([
      { tag: 0x00080050, vr: 'SH', values: ['ACC-1'] },
      { tag: 0x00400610, vr: 'SQ', items: [[{ tag: 0x00080104, vr: 'LO', values: ['text'] }]] },
    ]);
    for (const tag of [0x00080050, 0x00400610]) {
      expect(output.elements.valueLengths[findElement(output, tag)]).toBe(0);
    }
  });

  it('keeps the items of a sequence that may be Type 3, with dummies and new UIDs in them', () => {
    const { output, plan } = run([
      {
        tag: 0x00081110,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00080104, vr: 'LO', values: ['Jane'] },
            { tag: 0x00081150, vr: 'UI', values: ['1.2.840.10008.3.1.2.3.1'] },
            { tag: 0x00081155, vr: 'UI', values: ['1.2.999.2'] },
          ],
        ],
      },
    ]);
    const sequence = findElement(output, 0x00081110);
    expect([2, 3, 4].map((offset) => readText(output, sequence + offset)[0])).toEqual([
      'REMOVED',
      '1.2.840.10008.3.1.2.3.1',
      readSingleText(output, 0x0020000d),
    ]);
    expect(plan.changes.find(({ tag }) => tag === 0x00081110)).toMatchObject({ action: 'Z', effect: 'replaced' });
  });

  it('leaves an empty value alone, without an edit', () => {
    const { plan, input } = run([{ tag: 0x00080050, vr: 'SH', values: [] }]);
    const element = findElement(input, 0x00080050);
    expect(plan.changes.find((change) => change.element === element)).toMatchObject({ action: 'Z', effect: 'kept' });
    expect(plan.edits.some((edit) => edit.kind !== 'insert' && edit.element === element)).toBe(false);
  });

  it('gives Patient ID and Patient Name the pseudonym', () => {
    const { output, plan } = run([]);
    expect(readSingleText(output, 0x00100020)).toMatch(/^N-/);
    expect(readSingleText(output, 0x00100010)).toBe(readSingleText(output, 0x00100020));
    expect(plan.identity).toMatchObject({
      patientIdOld: 'PAT-4711',
      patientIdNew: readSingleText(output, 0x00100020),
      instanceUidNew: output.meta.mediaStorageSopInstanceUid,
    });
  });

  it('writes the pseudonym of another patient whom an item names', () => {
    const people = (id: string): ElementDescription => ({
      tag: 0x52009230,
      vr: 'SQ',
      items: [
        [
          { tag: 0x00100010, vr: 'PN', values: ['Somebody'] },
          { tag: 0x00100020, vr: 'LO', values: [id] },
        ],
      ],
    });
    const nested = (id: string) => {
      const { output } = run([people(id)]);
      const paths = pathsOf(output);
      return ['(5200,9230)[0].(0010,0010)', '(5200,9230)[0].(0010,0020)'].map(
        (path) => readText(output, paths.indexOf(path))[0],
      );
    };
    const own = readSingleText(run([]).output, 0x00100020);
    expect(nested('PAT-4711')).toEqual([own, own]);
    expect(nested('PAT-4712')[0]).not.toBe(own);
    expect(new Set(nested('PAT-4712')).size).toBe(1);
  });
});

describe('D', () => {
  it('writes a dummy that is valid for the VR', () => {
    const values = (elements: readonly ElementDescription[], tag: number) => {
      const { output } = run(elements);
      return readText(output, findElement(output, tag));
    };
    expect(values([{ tag: 0x00181400, vr: 'LO', values: ['Room 5'] }], 0x00181400)).toEqual(['REMOVED']);
    expect(values([{ tag: 0x00189074, vr: 'DT', values: ['20010203040506'] }], 0x00189074)).toEqual(['19000101000000']);
    expect(values([{ tag: 0x300a0002, vr: 'SH', values: ['Plan A'] }], 0x300a0002)).toEqual(['REMOVED']);
  });

  it('keeps the shape of a sequence and puts a dummy in place of each value in it', () => {
    const { output, plan, input } = run([
      {
        tag: 0x00401101,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00080100, vr: 'SH', values: ['4711'] },
            { tag: 0x00080102, vr: 'SH', values: ['99HOSPITAL'] },
            { tag: 0x00080104, vr: 'LO', values: ['Dr. Who'] },
          ],
        ],
      },
    ]);
    const sequence = findElement(output, 0x00401101);
    expect([2, 3, 4].map((offset) => readText(output, sequence + offset)[0])).toEqual([
      'REMOVED',
      '99NESCIO',
      'REMOVED',
    ]);
    const element = findElement(input, 0x00401101);
    expect(plan.changes.filter((change) => change.element >= element)).toMatchObject([
      { action: 'D', effect: 'replaced' },
      { action: 'D', effect: 'replaced' },
      { action: 'D', effect: 'replaced' },
      { action: 'D', effect: 'replaced' },
    ]);
  });

  it('writes bytes of zero where the VR has no text', () => {
    const { output } = run([{ tag: 0x00340002, vr: 'OB', bytes: new TextEncoder().encode('camera12') }]);
    expect(valueBytes(output, findElement(output, 0x00340002))).toEqual(new Uint8Array(8));
  });
});

describe('U', () => {
  it('maps each value alike wherever it stands', () => {
    const { output } = run([
      { tag: 0x00081140, vr: 'SQ', items: [[{ tag: 0x00081155, vr: 'UI', values: ['1.2.999.1'] }]] },
      { tag: 0x00200052, vr: 'UI', values: ['1.2.999.9'] },
    ]);
    const nested = readText(output, pathsOf(output).indexOf('(0008,1140)[0].(0008,1155)'))[0];
    expect(nested).toBe(readSingleText(output, 0x00080018));
    expect(readSingleText(output, 0x00200052)).toMatch(/^2\.25\./);
  });

  it('maps every value of a list and keeps those that the standard defines, with the reason', () => {
    const { output, plan } = run([
      { tag: 0x00280304, vr: 'UI', values: ['1.2.840.10008.1.5.1', '1.2.999.5'] },
      { tag: 0x00081250, vr: 'SQ', items: [[{ tag: 0x0020000d, vr: 'UI', values: ['1.2.840.10008.1.2.1'] }]] },
    ]);
    const [first, second] = readText(output, findElement(output, 0x00280304));
    expect([first, second]).toEqual([
      '1.2.840.10008.1.5.1',
      pseudonymsOf(testContext().projectKey).newUid('1.2.999.5'),
    ]);
    expect(plan.changes.filter(({ tag }) => tag === 0x0020000d).map(({ action }) => action)).toEqual(['K', 'U']);
  });

  it('maps a UID in an element that says UN', () => {
    const { output } = run([{ tag: 0x00200052, vr: 'UN', bytes: new TextEncoder().encode('1.2.999.77') }]);
    expect(readText(output, findElement(output, 0x00200052))[0]).toBe(
      pseudonymsOf(testContext().projectKey).newUid('1.2.999.77'),
    );
  });
});

describe('K', () => {
  it('keeps the bytes, and goes into sequences', () => {
    const { output, plan } = run([
      { tag: 0x00080070, vr: 'LO', values: ['ACME'] },
      { tag: 0x52009230, vr: 'SQ', items: [[{ tag: 0x00081070, vr: 'PN', values: ['Op^Erator'] }]] },
    ]);
    expect(readSingleText(output, 0x00080070)).toBe('ACME');
    expect(plan.changes.filter(({ tag }) => tag === 0x00081070)).toMatchObject([{ action: 'D', after: 'REMOVED' }]);
  });

  it('gives each element exactly one change with a reason', () => {
    const { plan, input } = run([{ tag: 0x00080070, vr: 'LO', values: ['ACME'] }]);
    const listed = plan.changes.filter(({ element }) => element >= 0).map(({ element }) => element);
    expect(listed).toEqual([...new Set(listed)]);
    expect(listed.length).toBe(input.elements.count);
    expect(plan.changes.every(({ reason }) => reason !== '')).toBe(true);
    expect(Object.values(plan.counts).reduce((sum, count) => sum + count)).toBe(plan.changes.length);
  });
});

describe('the patient', () => {
  const idOf = (elements: readonly ElementDescription[]) => run(elements).plan;

  it('is known by the trimmed Patient ID, whatever the name says', () => {
    const one = idOf([{ tag: 0x00100020, vr: 'LO', values: [' PAT-4711 '] }]);
    const two = idOf([{ tag: 0x00100010, vr: 'PN', values: ['Doe^J'] }]);
    expect(one.outputPathParts[0]).toBe(two.outputPathParts[0]);
    expect(one.findings).toEqual([]);
  });

  it('is known by name and birth date when the ID is empty, with a finding', () => {
    const empty = { tag: 0x00100020, vr: 'LO', values: [] } as const;
    const birth = { tag: 0x00100030, vr: 'DA', values: ['19640718'] } as const;
    const one = idOf([empty, birth]);
    const two = idOf([empty, birth, { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.55'] }]);
    expect(one.outputPathParts[0]).toBe(two.outputPathParts[0]);
    expect(one.findings).toMatchObject([{ code: 'patient-id-empty', path: '(0010,0020)' }]);
  });

  it('is known by the study when there is nothing else', () => {
    const empty = { tag: 0x00100020, vr: 'LO', values: [] } as const;
    const one = idOf([empty]);
    const two = idOf([empty, { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.55'] }]);
    expect(one.outputPathParts[0]).not.toBe(two.outputPathParts[0]);
  });
});

describe('output paths', () => {
  it('are pseudonyms even where UIDs are kept', () => {
    const { plan } = run([], { preset: 'qmenta' });
    expect(plan.outputPathParts.join('/')).toMatch(/^N-\w{10}\/S-\w{8}\/E-\w{8}\/I-\w{12}$/);
    expect(plan.identity).toMatchObject({ studyUidOld: '1.2.999.2', studyUidNew: '1.2.999.2' });
  });

  it('exist without any UID, with a finding for each', () => {
    const bare = buildDataset([{ tag: 0x00080060, vr: 'CS', values: ['MR'] }]);
    const plan = deidentifyDataset(bare, testContext(), 'clean');
    if (plan.kind === 'error') throw new Error(plan.message);
    expect(plan.outputPathParts.join('/')).toMatch(/^N-\w{10}\/S-\w{8}\/E-\w{8}\/I-\w{12}$/);
    expect(plan.findings.filter(({ code }) => code === 'uid-missing')).toHaveLength(3);
    expect(plan.meta.mediaStorageSopInstanceUid).toBe(pseudonymsOf(testContext().projectKey).newUid('2.25.1'));
  });
});

describe('a character set', () => {
  it('never stops a removal, however unknown it is', () => {
    const { output } = run([
      { tag: 0x00080005, vr: 'CS', values: ['NO SUCH SET'] },
      { tag: 0x00100010, vr: 'PN', bytes: Uint8Array.of(0xff, 0xfe, 0x81, 0x20) },
      { tag: 0x00104000, vr: 'LT', bytes: Uint8Array.of(0xff, 0xfe, 0x81, 0x20) },
    ]);
    expect(readSingleText(output, 0x00100010)).toMatch(/^N-/);
    expect(findElement(output, 0x00104000)).toBe(-1);
  });
});
