import { describe, expect, it } from 'vitest';
import { applyEdits } from '../dicom/apply-edits.ts';
import { findElement } from '../dicom/dataset-access.ts';
import type { Edit } from '../dicom/edit.ts';
import { assembleOutput, buildFile, indexBytes } from '../testing/build-dataset.ts';
import { testContext } from '../testing/deidentify-bytes.ts';
import { alignOutput } from './align-output.ts';
import { type Deidentified, deidentifyDataset } from './deidentify-dataset.ts';
import { selfCheck } from './self-check.ts';

const file = buildFile([
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00080050, vr: 'SH', values: ['ACC-1'] },
  { tag: 0x00080070, vr: 'LO', values: ['ACME'] },
  { tag: 0x00100010, vr: 'PN', values: ['Doe^Jane'] },
  { tag: 0x00100020, vr: 'LO', values: ['PAT-4711'] },
  { tag: 0x00181400, vr: 'LO', values: ['Room'] },
  { tag: 0x52009230, vr: 'SQ', items: [[{ tag: 0x00081070, vr: 'PN', values: ['Op'] }], []] },
]);
const dataset = indexBytes(file);
const plan = deidentifyDataset(dataset, testContext(), 'clean');
if (plan.kind === 'error') throw new Error(plan.message);
const planned: Deidentified = plan;

/** Checks an output that was made with other edits than the plan's. */
function checkWith(edits: readonly Edit[], changed: Deidentified = planned) {
  const parts = applyEdits(dataset, edits, planned.meta);
  if ('kind' in parts) throw new Error(parts.message);
  const output = indexBytes(assembleOutput(parts, file));
  return selfCheck(dataset, changed, output, alignOutput(dataset, changed.edits, output));
}

const elementOf = (tag: number) => findElement(dataset, tag);
const without = (tag: number) =>
  planned.edits.filter((edit) => edit.kind === 'insert' || edit.element !== elementOf(tag));

describe('the self-check', () => {
  it('is content with an output as planned', () => {
    expect(checkWith(planned.edits)).toEqual([]);
  });

  it('holds an output in which an edit was not carried out', () => {
    expect(checkWith(without(0x00080050))).toMatchObject([
      { kind: 'self-check', isReleasable: false, path: '(0008,0050)' },
    ]);
    expect(checkWith(without(0x00100020))).toMatchObject([{ path: '(0010,0020)' }]);
  });

  it('holds an output with another value than the planned one', () => {
    const other: Edit = {
      kind: 'replace',
      element: elementOf(0x00100020),
      value: new TextEncoder().encode('N-OTHER '),
    };
    expect(checkWith([...without(0x00100020), other])).toMatchObject([{ path: '(0010,0020)' }]);
  });

  it('holds an output in which an untouched element differs', () => {
    const touched: Edit = { kind: 'replace', element: elementOf(0x00080070), value: new TextEncoder().encode('ACMA') };
    expect(checkWith([...planned.edits, touched])).toMatchObject([{ path: '(0008,0070)' }]);
  });

  it.each([
    ['lacks an element', [...planned.edits, { kind: 'remove', element: 2 } as const]],
    ['lacks an added element', planned.edits.filter((edit) => edit.kind !== 'insert')],
    [
      'has one that nobody planned',
      [...planned.edits, { kind: 'insert', tag: 0x00104000, vr: 'LT', value: new Uint8Array(2) } as const],
    ],
  ])('holds an output that %s', (_, edits) => {
    expect(checkWith(edits)).toMatchObject([{ kind: 'self-check', isReleasable: false }]);
  });

  it('holds a plan that leaves a value which its own change takes away', () => {
    const forgetful: Deidentified = {
      ...planned,
      edits: without(0x00080050),
      changes: planned.changes.map((change) =>
        change.element === elementOf(0x00080050) ? { ...change, effect: 'kept' } : change,
      ),
    };
    expect(checkWith(forgetful.edits, forgetful)).toMatchObject([{ kind: 'self-check', path: '(0008,0050)' }]);
  });

  it('holds a plan that writes the original back', () => {
    const value = new TextEncoder().encode('Doe^Jane');
    const edits = [...without(0x00100010), { kind: 'replace', element: elementOf(0x00100010), value } as const];
    expect(checkWith(edits, { ...planned, edits })).toMatchObject([{ kind: 'self-check', path: '(0010,0010)' }]);
  });
});
