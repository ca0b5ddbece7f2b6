import { constants, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lookUpAttribute } from '../../dicom/data-dictionary.ts';
import { attributePath, findElement, valueBytes } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { OptionName, PixelPolicy, PresetId } from '../../profile/profile.ts';
import { supportedOptions } from '../../profile/supported-options.ts';
import { assembleOutput, buildFile, indexBytes } from '../../testing/build-dataset.ts';
import { ctSlice, patternBytes, plainInput } from '../../testing/ct-slice.ts';
import { unstated } from '../../testing/pixel-statements.ts';
import { createEngine } from '../contracts/engine.ts';
import { outcomeOf, planFile } from './plan-file.ts';

// Nine faults measured in other de-identifiers that run in a browser, each as a check of this one.

type RunOptions = {
  readonly preset?: PresetId;
  readonly options?: readonly OptionName[];
  readonly pixels?: PixelPolicy;
  readonly isReleased?: boolean;
};

async function plan(file: Uint8Array, run: RunOptions = {}) {
  const { preset = 'ps315-basic', options = [], pixels = 'hold', isReleased = false } = run;
  const profile = createProfile(preset, options, pixels);
  const settings = { profile, projectKey: new Uint8Array(32).fill(4), patients: null };
  const release = { reason: 'Test.', pixels: unstated, atIso: '2026-01-01T00:00:00Z', shown: 'Nothing.' };
  return planFile(
    { input: plainInput(file), release: isReleased ? release : null },
    createEngine(settings, () => undefined),
    1 << 26,
  );
}

/** The output of a file that must come out. */
async function outputOf(file: Uint8Array, run: RunOptions = {}): Promise<Uint8Array> {
  const planned = await plan(file, run);
  if (planned.kind !== 'planned') throw new Error(planned.reason);
  expect(planned.holds).toEqual([]);
  return assembleOutput(planned.parts, planned.input.bytes ?? file);
}

const text = (dataset: IndexedDataset, tag: number) => readText(dataset, findElement(dataset, tag));
const contains = (bytes: Uint8Array, word: string) => Buffer.from(bytes).includes(Buffer.from(word, 'latin1'));

/** Runs where the option is carried out; says so aloud where it is not. */
function withOption(option: OptionName) {
  const isSupported = supportedOptions.includes(option);
  if (!isSupported) console.warn(`NOT CHECKED: ${option} is not supported by this version.`);
  return it.runIf(isSupported);
}

describe('1. deflated files', () => {
  it('come out deflated, and are read again with the same pixels', async () => {
    const file = ctSlice({ transferSyntaxUid: '1.2.840.10008.1.2.1.99' });
    const bytes = await outputOf(file);
    const output = indexBytes(bytes);
    expect(output.transferSyntax.uid).toBe('1.2.840.10008.1.2.1.99');
    // File Meta Information says its own length; the rest is one raw deflated stream (PS3.5 A.5).
    const datasetAt = 144 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(140, true);
    const inflated = inflateRawSync(bytes.subarray(datasetAt), { finishFlush: constants.Z_SYNC_FLUSH });
    expect(inflated.subarray(inflated.length - 512)).toEqual(Buffer.from(patternBytes(512)));
    expect(text(output, 0x00100010)).not.toContain('PLANTEDNAME^ANNA');
  });
});

describe('2. files that are cut short', () => {
  it.each([1, 100, 400])('fail with %d of 512 pixel bytes left', async (left) => {
    const file = ctSlice();
    expect(await plan(file.slice(0, file.length - 512 + left))).toMatchObject({ kind: 'failed', code: 'truncated' });
  });
});

describe('3. two character sets', () => {
  const escaped = Uint8Array.of(0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42); // 山田 in ISO 2022 IR 87
  const name = new Uint8Array([...Buffer.from('Yamada^Tarou='), ...escaped, ...Buffer.from('^'), ...escaped]);
  const extra: readonly ElementDescription[] = [
    { tag: 0x00080005, vr: 'CS', values: ['', 'ISO 2022 IR 87'] },
    { tag: 0x00101001, vr: 'PN', bytes: name.length % 2 === 0 ? name : new Uint8Array([...name, 0x20]) },
    { tag: 0x00180010, vr: 'LO', bytes: escaped },
    { tag: 0x00180015, vr: 'CS', values: ['CHEST'] },
  ];

  it('are kept as they are, and names in them go', async () => {
    const file = ctSlice({ extra });
    const bytes = await outputOf(file);
    const output = indexBytes(bytes);
    expect(text(output, 0x00080005)).toEqual(['', 'ISO 2022 IR 87']);
    expect(text(output, 0x00180015)).toEqual(['CHEST']);
    expect(findElement(output, 0x00101001)).toBe(-1);
    expect(contains(bytes, 'Yamada')).toBe(false);
    expect(Buffer.from(bytes).includes(Buffer.from(name))).toBe(false);
  });

  it('are read when text is searched for what identifies the patient', async () => {
    const patient: ElementDescription = { tag: 0x00100010, vr: 'PN', bytes: name.slice(0, name.length & ~1) };
    const note: ElementDescription = { tag: 0x00181250, vr: 'SH', bytes: name.slice(13, name.length & ~1) };
    const base = buildFile([
      { tag: 0x00080005, vr: 'CS', values: ['', 'ISO 2022 IR 87'] },
      { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
      { tag: 0x00080018, vr: 'UI', values: ['1.2.3.4'] },
      patient,
      { tag: 0x00100020, vr: 'LO', values: ['X1'] },
      note,
    ]);
    const planned = await plan(base);
    if (planned.kind !== 'planned') throw new Error(planned.reason);
    const residual = planned.holds.filter(({ kind }) => kind === 'residual-identifier');
    expect(residual.map(({ path }) => path)).toContain('(0018,1250)');
  });
});

describe('4. a Latin-1 byte without a declared character set', () => {
  it('stays the byte that it was, and nothing is declared for it', async () => {
    const bytes = Uint8Array.of(0x4b, 0xe4, 0x73, 0x65); // Kaese with a diaeresis
    const output = indexBytes(await outputOf(ctSlice({ extra: [{ tag: 0x00181250, vr: 'SH', bytes }] })));
    expect(valueBytes(output, findElement(output, 0x00181250))).toEqual(bytes);
    expect(findElement(output, 0x00080005)).toBe(-1);
  });
});

describe('5. a standard sequence stored as UN (CP-246)', () => {
  it.each([false, true])(
    'is followed, de-identified and otherwise kept (undefined lengths: %s)',
    async (undefinedLengths) => {
      const item: readonly ElementDescription[] = [
        { tag: 0x00080104, vr: 'LO', values: ['Density'] },
        { tag: 0x00100010, vr: 'PN', values: ['HIDDENNAME^ANNA'] },
        { tag: 0x00409225, vr: 'FD', values: [2.5] },
      ];
      const extra: readonly ElementDescription[] = [{ tag: 0x00409096, vr: 'UN', items: [item] }];
      const bytes = await outputOf(ctSlice({ extra, hasUndefinedLengths: undefinedLengths }));
      const output = indexBytes(bytes);
      const paths = new Map(Array.from({ length: output.elements.count }, (_, i) => [attributePath(output, i), i]));
      const at = (path: string) => paths.get(path) ?? -1;
      expect(contains(bytes, 'HIDDENNAME')).toBe(false);
      expect(readText(output, at('(0040,9096)[0].(0008,0104)'))).toEqual(['Density']);
      expect(valueBytes(output, at('(0040,9096)[0].(0040,9225)'))).toEqual(
        new Uint8Array(new Float64Array([2.5]).buffer),
      );
    },
  );
});

describe('6. dates that no date option may keep', () => {
  const never: readonly ElementDescription[] = [
    { tag: 0x00100030, vr: 'DA', values: ['19510607'] },
    { tag: 0x00100032, vr: 'TM', values: ['081122'] },
    { tag: 0x00160077, vr: 'DT', values: ['20240131101112'] },
  ];
  const nested: ElementDescription = { tag: 0x00409096, vr: 'SQ', items: [never] };

  for (const option of ['retainFullDates', 'retainModifiedDates'] as const) {
    withOption(option)(`are gone under ${option}, on top level and nested`, async () => {
      const bytes = await outputOf(ctSlice({ extra: [...never, nested] }), { options: [option] });
      for (const value of ['19510607', '081122', '20240131101112']) expect(contains(bytes, value)).toBe(false);
      const output = indexBytes(bytes);
      // A shifted birth date would tell the age to the day.
      const values = Array.from({ length: output.elements.count }, (_, i) =>
        output.elements.tags[i] === 0x00100030 ? output.elements.valueLengths[i] : 0,
      );
      expect(values.every((length) => length === 0)).toBe(true);
      expect(readSingleText(output, 0x00080020)).not.toBe('');
    });
  }
});

describe('7. names and addresses that Table E.1-1 does not list', () => {
  const names = ['SecondaryReviewerName', 'EvaluatorName', 'DocumentAuthorTrial'];
  const keywords = [
    ...names,
    'RetrieveURL',
    'RetrieveURI',
    'StorageURL',
    'PixelDataProviderURL',
    'FileAccessURI',
    'FolderAccessURI',
    'StoredInstanceBaseURI',
    'ContactURI',
  ];
  const tags = [
    0x00140104, 0x00142006, 0x0040a067, 0x00081190, 0x0040e010, 0x00404073, 0x00287fe0, 0x00080409, 0x00080408,
    0x00080407, 0x0074100a,
    // Retired order numbers, Radiation Machine Name, Text Value.
    0x00402006, 0x00402007, 0x30020020, 0x0040a160, 0x300a00b2,
  ];
  const word = 'QZWEAKPOINT';

  it('are the attributes meant', () => {
    expect(tags.slice(0, keywords.length).map((tag) => lookUpAttribute(tag)?.keyword)).toEqual(keywords);
  });

  it.each(['ps315-basic', 'qmenta-guarded'] as const)('are gone under %s', async (preset) => {
    const extra = tags.map(
      (tag): ElementDescription => ({ tag, vr: lookUpAttribute(tag)?.vr ?? 'LO', values: [word] }),
    );
    const nested: ElementDescription = { tag: 0x00409096, vr: 'SQ', items: [extra.toSorted((a, b) => a.tag - b.tag)] };
    const output = indexBytes(await outputOf(ctSlice({ extra: [...extra, nested] }), { preset }));
    const left = Array.from({ length: output.elements.count }, (_, i) => i)
      .filter((i) => contains(valueBytes(output, i) ?? new Uint8Array(0), word))
      .filter((i) => output.elements.subtreeEnds[i] === i + 1)
      .map((i) => attributePath(output, i));
    expect(left).toEqual([]);
  });
});

describe('8. lists of values, partial dates and old date forms', () => {
  it('map each UID of a list', async () => {
    const values = ['1.2.3.4.77', '1.2.3.4.78'];
    const output = indexBytes(await outputOf(ctSlice()));
    const listed = indexBytes(
      await outputOf(ctSlice({ extra: [{ tag: 0x00083010, vr: 'UI', values: [...values, '1.2.3.1'] }] })),
    );
    const mapped = text(listed, 0x00083010);
    expect(mapped).toHaveLength(3);
    expect(new Set(mapped).size).toBe(3);
    expect(mapped[2]).toBe(text(listed, 0x0020000d)[0]);
    expect(mapped[2]).toBe(text(output, 0x0020000d)[0]);
  });

  withOption('retainModifiedDates')('shift partial, late, listed and old dates', async () => {
    const extra: readonly ElementDescription[] = [
      { tag: 0x00080021, vr: 'DA', values: ['2024.01.31'] },
      { tag: 0x00080022, vr: 'DA', values: ['20240131'] },
      { tag: 0x0008002a, vr: 'DT', values: ['20240131233000'] },
      { tag: 0x00080032, vr: 'TM', values: ['233000'] },
      { tag: 0x00181078, vr: 'DT', values: ['202401'] },
      { tag: 0x00181200, vr: 'DA', values: ['20240131', '20240201'] },
    ];
    const file = ctSlice({ extra, sopClassUid: '1.2.840.10008.5.1.4.1.1.4' });
    const output = indexBytes(await outputOf(file, { options: ['retainModifiedDates'] }));
    const [date = ''] = text(output, 0x00080022);
    expect(date).toMatch(/^\d{8}$/);
    expect(date < '20240131').toBe(true);
    expect(text(output, 0x00080020)).toEqual([date]);
    // The old form means the same day (PS3.5 6.2).
    expect(text(output, 0x00080021)[0]?.replaceAll('.', '')).toBe(date);
    expect(text(output, 0x0008002a)).toEqual([`${date}233000`]);
    expect(text(output, 0x00080032)).toEqual(['233000']);
    const partial = text(output, 0x00181078)[0] ?? '';
    expect(partial).toMatch(/^\d{6}$/);
    expect(Number(partial.slice(4))).toBeGreaterThan(0);
    expect(Number(partial.slice(4))).toBeLessThanOrEqual(12);
    const days = text(output, 0x00181200);
    expect(days).toHaveLength(2);
    expect(days[0]).toBe(date);
    expect(days[1]! > days[0]!).toBe(true);
  });
});

describe('9. documents, burned-in text and private values', () => {
  const document = buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.104.1'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.3.4'] },
    { tag: 0x00080060, vr: 'CS', values: ['DOC'] },
    { tag: 0x00100010, vr: 'PN', values: ['PLANTEDNAME^ANNA'] },
    { tag: 0x00100020, vr: 'LO', values: ['PLANTED-4711'] },
    { tag: 0x00420011, vr: 'OB', bytes: new TextEncoder().encode('%PDF-1.4 PLANTEDNAME') },
    { tag: 0x00420012, vr: 'LO', values: ['application/pdf'] },
  ]);

  it('never let a document out with its pages', async () => {
    for (const isReleased of [false, true]) {
      const planned = await plan(document, { isReleased });
      if (planned.kind !== 'planned') continue;
      const bytes = assembleOutput(planned.parts, document);
      if (outcomeOf(planned).kind === 'deidentified' || contains(bytes, '%PDF-1.4 PLANTED')) {
        expect(contains(bytes, 'PLANTEDNAME')).toBe(false);
      }
      expect(isReleased || outcomeOf(planned).kind === 'held').toBe(true);
    }
  });

  it('never say YES beside Burned In Annotation YES', async () => {
    const file = ctSlice({ extra: [{ tag: 0x00280301, vr: 'CS', values: ['YES'] }] });
    await expect(outputOf(file, { isReleased: true })).rejects.toThrow();
    const output = indexBytes(await outputOf(file, { pixels: 'export' }));
    expect(text(output, 0x00280301)).toEqual(['YES']);
    expect(text(output, 0x00120062)).toEqual(['NO']);
  });

  const privates: readonly ElementDescription[] = [
    { tag: 0x00090010, vr: 'LO', values: ['SOME VENDOR'] },
    { tag: 0x00091001, vr: 'LO', values: ['QZPRIVATE'] },
    { tag: 0x00091002, vr: 'SQ', items: [[{ tag: 0x00100010, vr: 'PN', values: ['QZPRIVATE'] }]] },
  ];

  it('take private values out', async () => {
    expect(contains(await outputOf(ctSlice({ extra: privates })), 'QZPRIVATE')).toBe(false);
  });

  withOption('retainSafePrivate')('keep none but safe private values', async () => {
    const bytes = await outputOf(ctSlice({ extra: privates }), { options: ['retainSafePrivate'] });
    expect(contains(bytes, 'QZPRIVATE')).toBe(false);
    expect(contains(bytes, 'SOME VENDOR')).toBe(false);
  });
});
