import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFile } from '../testing/arbitrary-dataset.ts';
import { assembleOutput, buildFile, indexBytes, testMeta } from '../testing/build-dataset.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { applyEdits } from './apply-edits.ts';
import { attributePath, bytesAt, valueBytes } from './dataset-access.ts';
import type { Edit } from './edit.ts';
import { indexFile } from './element-index.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';
import type { ElementDescription } from './write-dataset.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function output(input: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const dataset = indexBytes(input);
  const parts = applyEdits(dataset, edits, { ...testMeta, transferSyntaxUid: dataset.transferSyntax.uid });
  if ('kind' in parts) throw new Error(parts.message);
  return assembleOutput(parts, input);
}

/** One row as a reader of the output must find it again. */
type Row = { readonly tag: number; readonly vr: number; readonly depth: number; readonly value: string };

/** Rows with the value of leaves; containers have none, since theirs may change with their contents. */
function rowsOf(dataset: IndexedDataset, file: Uint8Array): readonly Row[] {
  const { elements } = dataset;
  return Array.from({ length: elements.count }, (_, row) => {
    const isContainer = isContainerRow(dataset, row);
    const offset = elements.valueOffsets[row]!;
    const bytes = valueBytes(dataset, row) ?? file.subarray(offset, offset + elements.valueLengths[row]!);
    return {
      tag: elements.tags[row]!,
      vr: elements.vrs[row]!,
      depth: elements.depths[row]!,
      value: isContainer ? '' : Buffer.from(bytes).toString('hex'),
    };
  });
}

function isContainerRow(dataset: IndexedDataset, row: number): boolean {
  const { tags, vrs, flags } = dataset.elements;
  return tags[row] === 0xfffee000 || vrs[row] === 0x5351 || (flags[row]! & elementFlag.walkedAsSequence) !== 0;
}

describe('applyEdits on any data set', () => {
  it('touches nothing that no edit names, whatever the structure', () => {
    fc.assert(
      fc.property(
        arbitraryFile(),
        fc.array(fc.record({ at: fc.nat(), isRemoval: fc.boolean(), half: fc.uint8Array({ maxLength: 20 }) }), {
          maxLength: 8,
        }),
        fc.boolean(),
        (file, choices, hasInsertion) => {
          const input = buildFile(file.elements, file);
          const dataset = indexBytes(input);
          const { elements } = dataset;
          // The first element stays: a file without any data set is no DICOM file.
          const editable = elements.count === 1 ? [] : choices;
          const edits = editable.map(({ at, isRemoval, half }): Edit => {
            const element = 1 + (at % (elements.count - 1));
            if (isRemoval || isContainerRow(dataset, element)) return { kind: 'remove', element };
            return { kind: 'replace', element, value: new Uint8Array([...half, ...half]) };
          });
          const insertion: Edit = { kind: 'insert', tag: 0x00120062, vr: 'CS', value: text('NO') };
          const edited = output(input, hasInsertion ? [...edits, insertion] : edits);
          const again = indexBytes(edited);
          expect(rowsOf(again, edited)).toEqual(expectedRows(dataset, input, edits, hasInsertion));
          expect(again.irregularities).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is the identity without edits', () => {
    fc.assert(
      fc.property(arbitraryFile(), (file) => {
        const input = buildFile(file.elements, file);
        expect(output(input, [])).toEqual(input);
      }),
    );
  });
});

/** The model: rows of the input, without removed subtrees, with replaced values, with the new row in its place. */
function expectedRows(
  dataset: IndexedDataset,
  input: Uint8Array,
  edits: readonly Edit[],
  hasInsertion: boolean,
): readonly Row[] {
  const { elements } = dataset;
  const removed = new Set(edits.flatMap((edit) => (edit.kind === 'remove' ? [edit.element] : [])));
  const replaced = new Map(
    edits.flatMap((edit) => (edit.kind === 'replace' ? [[edit.element, edit.value] as const] : [])),
  );
  const before = rowsOf(dataset, input);
  const rows: Row[] = [];
  let isInserted = !hasInsertion;
  const insert = (): void => {
    if (!isInserted) rows.push({ tag: 0x00120062, vr: 0x4353, depth: 0, value: Buffer.from('NO').toString('hex') });
    isInserted = true;
  };
  for (let row = 0; row < elements.count; ) {
    if (elements.depths[row] === 0 && elements.tags[row]! > 0x00120062) insert();
    if (removed.has(row)) {
      row = elements.subtreeEnds[row]!;
      continue;
    }
    const value = replaced.get(row);
    rows.push(value ? { ...before[row]!, value: Buffer.from(value).toString('hex') } : before[row]!);
    row++;
  }
  insert();
  return rows;
}

describe('indexFile on any data set', () => {
  it('finds every value of the description at its path, from memory and in windows alike', () => {
    fc.assert(
      fc.property(arbitraryFile(), (file) => {
        const input = buildFile(file.elements, file);
        const dataset = indexBytes(input);
        const found = Array.from({ length: dataset.elements.count }, (_, row) => attributePath(dataset, row));
        expect(found).toEqual(pathsOf(file.elements, ''));
        const { result } = readInWindows(indexFile(input.length), input);
        if (result.kind === 'error') throw new Error(result.message);
        expect(result.elements).toEqual(dataset.elements);
        for (let row = 0; row < dataset.elements.count; row++) {
          const { headerOffsets, endOffsets, flags } = dataset.elements;
          if ((flags[row]! & elementFlag.outside) !== 0) continue;
          const length = endOffsets[row]! - headerOffsets[row]!;
          const held = bytesAt(result.segments, headerOffsets[row]!, length);
          expect(held).toEqual(input.subarray(headerOffsets[row]!, endOffsets[row]!));
        }
      }),
    );
  });

  it('answers any damage with a value, and what it accepts can be written and read again', () => {
    fc.assert(
      fc.property(
        arbitraryFile(),
        fc.array(fc.record({ at: fc.nat(), byte: fc.constantFrom(0, 1, 0x7f, 0xe0, 0xfe, 0xff, 0x51, 0x55) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.option(fc.nat()),
        (file, damages, cut) => {
          const input = buildFile(file.elements, file);
          for (const { at, byte } of damages) input[128 + (at % (input.length - 128))] = byte;
          const damaged = cut === null ? input : input.subarray(0, cut % input.length);
          const { result } = readInWindows(indexFile(damaged.length), damaged);
          if (result.kind === 'error') {
            expect(result.message).not.toBe('');
            return;
          }
          expect(indexBytes(damaged).elements).toEqual(result.elements);
          const edited = output(damaged, []);
          expect(rowsOf(indexBytes(edited), edited)).toEqual(rowsOf(result, damaged));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

function pathsOf(elements: readonly ElementDescription[], prefix: string): readonly string[] {
  return elements.flatMap((element) => {
    const digits = element.tag.toString(16).toUpperCase().padStart(8, '0');
    const path = `${prefix}(${digits.slice(0, 4)},${digits.slice(4)})`;
    if (!('items' in element)) return [path];
    const items = element.items.flatMap((item, at) => [`${path}[${at}]`, ...pathsOf(item, `${path}[${at}].`)]);
    return [path, ...items];
  });
}
