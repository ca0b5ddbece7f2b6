import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { createByteSink } from '../destinations/byte-sink.ts';
import { createZipWriter } from '../destinations/zip-writer.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { saveBatch } from '../pipeline/batch/run-batch.ts';
import type { Destination } from '../pipeline/contracts/destination.ts';
import { createInProcessPool } from '../pipeline/pool/in-process-pool.ts';
import { createProfile } from '../profile/create-profile.ts';
import type { Profile } from '../profile/profile.ts';
import { buildReceipt } from '../report/build-receipt.ts';
import { buildRecords } from '../report/build-records.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { casesOf } from '../testing/cases.ts';
import { collect } from '../testing/collect.ts';
import { memoryOutput } from '../testing/memory-output.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { createBatches } from './batches.ts';
import { createDeidentifier } from './create-deidentifier.ts';
import type { Input } from './input.ts';
import { sourceOf } from './input-source.ts';

const projectKey = new Uint8Array(32).fill(11);
const signal = new AbortController().signal;

type Slice = { readonly path: string; readonly patientId: string; readonly study?: string; readonly instance?: string };

function slice({ path, patientId, study = '1', instance = '1' }: Slice): Input {
  const uid = `1.2.${[...patientId].map((letter) => letter.charCodeAt(0)).join('')}`.slice(0, 40);
  const elements: ElementDescription[] = [
    { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
    { tag: 0x00080018, vr: 'UI', values: [`${uid}.${study}.1.${instance}`] },
    { tag: 0x00080060, vr: 'CS', values: ['CT'] },
    { tag: 0x00100020, vr: 'LO', values: [patientId] },
    { tag: 0x0020000d, vr: 'UI', values: [`${uid}.${study}`] },
    { tag: 0x0020000e, vr: 'UI', values: [`${uid}.${study}.1`] },
    { tag: 0x00200013, vr: 'IS', values: [instance] },
  ];
  return { path, blob: new Blob([buildFile(elements).slice()]) };
}

const letters = [...'ABCDEFGHIJKLMNOP'];

/** Batches whose order of inputs is an order of names, numbers or dates. */
const batches: Readonly<Record<string, readonly Slice[]>> = {
  'a folder for each patient, in order of their names': letters.map((letter) => ({
    path: `FAKENAME_${letter}/im1.dcm`,
    patientId: `FAKE${letter}7`,
  })),
  'files with two studies of each patient, all in one folder': letters.flatMap((letter) =>
    ['1', '2'].map((study) => ({ path: `${letter}${study}.dcm`, patientId: `FAKE${letter}`, study })),
  ),
  'one patient, whose instances follow the times of taking': letters.map((_letter, at) => ({
    path: `20240101_09${at + 10}.dcm`,
    patientId: 'FAKE-1',
    instance: `${100 + at}`,
  })),
};

async function zipOf(profile: Profile, inputs: readonly Input[]) {
  const pool = createInProcessPool();
  const made = createBatches({ profile, projectKey, rows: [], openPool: async () => pool });
  const { files } = await made.decide(sourceOf(inputs), signal);
  const output = memoryOutput();
  const sink = createByteSink(output);
  const writer = createZipWriter(sink);
  const destination: Destination<null> = {
    write: ({ path, input, file }) =>
      writer.write({
        path,
        parts: file.parts,
        input: input.content.blob,
        sizeBytes: file.sizeBytes,
        crc32: file.crc32,
      }),
    close: async () => {
      await writer.close();
      return null;
    },
    abort: async () => undefined,
  };
  await saveBatch(pool, destination, files, () => undefined, signal);
  const review = { kind: 'not-opened' } as const;
  const beside = { boxes: [], leftOut: null, under: null };
  const request = { files, profile, includesOriginalValues: false, signal, uploads: [], review, ...beside };
  const context = { pool, createdAt: '2026-01-02', product: 'Nescio', streamBundle: null };
  const texts = async (blob: Blob) => {
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    return Object.fromEntries(
      await Promise.all(Object.values(zip.files).map(async (file) => [file.name, await file.async('string')] as const)),
    );
  };
  return {
    files,
    zip: output.bytes().slice(),
    receipt: await texts(await buildReceipt(request, context)),
    records: await texts(await buildRecords(request, context)),
  };
}

/** What a reader of the output sees first: patients in the order in which they stand there. */
async function namesIn(zip: Uint8Array): Promise<readonly string[]> {
  return Object.keys((await JSZip.loadAsync(zip)).files);
}

const column = (csv: string | undefined, name: string) => {
  const [head = [], ...rows] = parseCsv(csv ?? '');
  return rows.map((row) => row[head.indexOf(name)] ?? '');
};
const isSorted = (texts: readonly string[]) => texts.every((text, at) => at === 0 || texts[at - 1]! <= text);

const keyed = createProfile('ps315-basic');
const running = { ...keyed, patients: { kind: 'running', prefix: 'T-', digits: 3 } as const };

describe.each(Object.entries(batches))('what is written of %s', (_, slices) => {
  const inputs = slices.map(slice);
  const others = [
    [...inputs].reverse(),
    [...inputs.filter((_, at) => at % 3 === 1), ...inputs.filter((_, at) => at % 3 !== 1)],
  ];

  it.each([keyed, running])('is the same byte by byte in whatever order they were added', async (profile) => {
    const one = await zipOf(profile, inputs);
    for (const order of others) {
      const other = await zipOf(profile, order);
      expect(other.zip).toEqual(one.zip);
      expect(other.receipt).toEqual(one.receipt);
      expect(other.records).toEqual(one.records);
    }
  });

  it('follows the new paths, which do not follow the inputs', async () => {
    const { zip, files, receipt, records } = await zipOf(keyed, inputs);
    const names = await namesIn(zip);
    expect(names).toHaveLength(inputs.length);
    expect(isSorted(names)).toBe(true);
    const asAdded = files.flatMap(({ outcome }) => (outcome?.kind === 'deidentified' ? [outcome.outputPath] : []));
    expect(names).not.toEqual(asAdded);
    expect(isSorted(column(receipt['changes.csv'], 'output_path'))).toBe(true);
    expect(isSorted(column(records['changes.csv'], 'output_path'))).toBe(true);
    expect(column(records['files.csv'], 'output_path')).toEqual(names);
    const patients = parseCsv(records['crosswalk.csv'] ?? '').flatMap(([kind, , idNew]) =>
      kind === 'patient' ? [idNew!] : [],
    );
    expect(isSorted(patients)).toBe(true);
  });
});

it('lists what is not in the output last in files.csv, by the path of the input', async () => {
  const noImage = (path: string) => ({ path, blob: new Blob(['no image']) });
  const inputs = [noImage('z.txt'), slice({ path: 'm', patientId: 'FAKE-1' }), noImage('a.txt')];
  const { records } = await zipOf(keyed, inputs);
  expect(column(records['files.csv'], 'input_path')).toEqual(['m', 'a.txt', 'z.txt']);
});

it('gives running numbers in the order of keyed hashes, not of names', async () => {
  const inputs = batches['a folder for each patient, in order of their names']!.map(slice);
  const numbersOf = async (key: Uint8Array) => {
    const { process } = createDeidentifier({ profile: running, key });
    const outcomes = await collect(process(inputs));
    return new Map(
      outcomes.flatMap((one) => (one.kind === 'deidentified' ? [[one.inputPath, one.identifiers.patientId]] : [])),
    );
  };
  const numbers = await numbersOf(projectKey);
  const byName = [...numbers].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, number]) => number);
  expect(new Set(byName).size).toBe(inputs.length);
  expect(isSorted(byName)).toBe(false);
  expect(await numbersOf(new Uint8Array(32).fill(12))).not.toEqual(numbers);
});

describe('the cases of the shared folder', () => {
  it.each(casesOf('output-order').filter(({ file }) => file.endsWith('.zip')))('$file: $expect', async ({ read }) => {
    const { zip, files } = await zipOf(keyed, [new File([read()], 'study.zip')]);
    const names = await namesIn(zip);
    expect(names).toHaveLength(files.length);
    expect(isSorted(names)).toBe(true);
    const { process } = createDeidentifier({ profile: running, key: projectKey });
    const outcomes = await collect(process([new File([read()], 'study.zip')]));
    const paths = outcomes.flatMap((one) => (one.kind === 'deidentified' ? [one.outputPath] : []));
    expect(paths).toHaveLength(files.length);
    expect(isSorted(paths)).toBe(true);
    const asNamed = outcomes.map(({ inputPath }) => inputPath);
    expect(isSorted(asNamed)).toBe(false);
  });
});
