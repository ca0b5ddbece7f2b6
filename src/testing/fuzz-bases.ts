import { applyEdits } from '../dicom/apply-edits.ts';
import { findElement, isTopLevelPixelData } from '../dicom/dataset-access.ts';
import { encodeValue } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { assembleOutput, buildFile, testMeta, tryIndexBytes } from './build-dataset.ts';
import { ctSlice, jpegFrame, patternBytes, planted } from './ct-slice.ts';

/** A sound file to damage, whose patient is the planted one. `headerEnd` is where its pixels begin. */
export type FuzzBase = { readonly name: string; readonly bytes: Uint8Array; readonly headerEnd: number };

const largestBytes = 40_000;

/** Generated files of every structure, and the small files of a corpus with the planted patient in them. */
export function fuzzBases(
  corpus: string,
  read: (path: string) => Uint8Array,
  exists: (path: string) => boolean,
): readonly FuzzBase[] {
  const generated = generatedFiles().map(([name, bytes]) => baseOf(name, bytes));
  if (!exists(`${corpus}/index.json`)) {
    console.warn(`SKIPPED: no corpus at ${corpus}; only generated files are damaged.`);
    return generated;
  }
  const { files } = JSON.parse(new TextDecoder().decode(read(`${corpus}/index.json`))) as { files: { path: string }[] };
  const real = files.flatMap(({ path }) => {
    const bytes = read(`${corpus}/${path}`);
    const base = bytes.length <= largestBytes ? withPlantedPatient(bytes) : null;
    return base === null ? [] : [baseOf(path, base)];
  });
  return [...generated, ...real];
}

const syntaxes = ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2', '1.2.840.10008.1.2.1.99'];

function generatedFiles(): readonly (readonly [string, Uint8Array])[] {
  const extra = extraElements();
  const plain = syntaxes.flatMap((transferSyntaxUid) =>
    [false, true].map((hasUndefinedLengths) => {
      const name = `generated ${transferSyntaxUid}${hasUndefinedLengths ? ' undefined lengths' : ''}`;
      return [name, ctSlice({ transferSyntaxUid, hasUndefinedLengths, extra })] as const;
    }),
  );
  const image = jpegFrame(patternBytes(80));
  const fragments = [new Uint8Array(0), image.subarray(0, 64), image.subarray(64)];
  const jpeg = ctSlice({ transferSyntaxUid: '1.2.840.10008.1.2.4.50', fragments, extra });
  return [...plain, ['generated fragments', jpeg], ['generated report', report()]];
}

/** Sequences, private attributes, UN, other character sets: what the walk has to get right. */
function extraElements(): readonly ElementDescription[] {
  const person: readonly ElementDescription[] = [
    { tag: 0x00100010, vr: 'PN', values: [planted.name] },
    { tag: 0x00100020, vr: 'LO', values: [planted.id] },
  ];
  return [
    { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 100'] },
    { tag: 0x00081030, vr: 'LO', values: [`CHEST of ${planted.id}`] },
    { tag: 0x00081140, vr: 'SQ', items: [[{ tag: 0x00081155, vr: 'UI', values: ['1.2.3.4.9'] }]] },
    { tag: 0x00090010, vr: 'LO', values: ['TEST'] },
    { tag: 0x00091001, vr: 'SQ', items: [person, []] },
    { tag: 0x00101001, vr: 'PN', values: [planted.name] },
    { tag: 0x00400275, vr: 'SQ', items: [person] },
    { tag: 0x00409096, vr: 'UN', items: [[{ tag: 0x00289145, vr: 'SQ', items: [person] }]] },
    { tag: 0x00411001, vr: 'UN', bytes: new TextEncoder().encode(planted.id) },
  ];
}

function report(): Uint8Array {
  const text: readonly ElementDescription[] = [
    { tag: 0x0040a010, vr: 'CS', values: ['CONTAINS'] },
    { tag: 0x0040a040, vr: 'CS', values: ['TEXT'] },
    { tag: 0x0040a160, vr: 'UT', values: [`Seen: ${planted.id}`] },
  ];
  return buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.88.11'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.3.4.7'] },
    { tag: 0x00080060, vr: 'CS', values: ['SR'] },
    { tag: 0x00100010, vr: 'PN', values: [planted.name] },
    { tag: 0x00100020, vr: 'LO', values: [planted.id] },
    { tag: 0x0040a040, vr: 'CS', values: ['CONTAINER'] },
    { tag: 0x0040a730, vr: 'SQ', items: [text, text] },
  ]);
}

/** The same file about the planted patient; null when it is not sound or has no Patient ID. */
function withPlantedPatient(bytes: Uint8Array): Uint8Array | null {
  const dataset = tryIndexBytes(bytes);
  if (dataset.kind === 'error') return null;
  const edits = (
    [
      [0x00100010, 'PN', planted.name],
      [0x00100020, 'LO', planted.id],
    ] as const
  ).flatMap(([tag, vr, text]) => {
    const element = findElement(dataset, tag);
    const value = element < 0 ? null : encodeValue(dataset, element, vr, [text]);
    return value instanceof Uint8Array ? [{ kind: 'replace' as const, element, value }] : [];
  });
  if (edits.length < 2) return null;
  const parts = applyEdits(dataset, edits, { ...testMeta, transferSyntaxUid: dataset.transferSyntax.uid });
  return 'kind' in parts ? null : assembleOutput(parts, bytes);
}

function baseOf(name: string, bytes: Uint8Array): FuzzBase {
  const dataset = tryIndexBytes(bytes);
  if (dataset.kind === 'error') throw new Error(`${name}: ${dataset.message}`);
  const { count, headerOffsets, subtreeEnds } = dataset.elements;
  for (let element = 0; element < count; element = subtreeEnds[element]!) {
    // Offsets of a deflated data set are not those of the file.
    if (
      isTopLevelPixelData(dataset, element) &&
      headerOffsets[element]! < bytes.length &&
      dataset.segments.length > 0
    ) {
      return { name, bytes, headerEnd: Math.min(bytes.length, headerOffsets[element]! + 16) };
    }
  }
  return { name, bytes, headerEnd: bytes.length };
}
