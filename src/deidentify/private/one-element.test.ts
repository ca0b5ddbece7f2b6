import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { tagOf } from '../../dicom/tag.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { OwnRule } from '../../profile/profile.ts';
import { isSafeElement } from '../../profile/safe-private.ts';
import { buildCsa } from '../../testing/build-csa.ts';
import { creator, runPrivate } from '../../testing/run-private.ts';
import { isCleanedBlock } from './clean-block.ts';

const header = 'SIEMENS MR HEADER';
const elements: readonly ElementDescription[] = [
  creator(0x00190012, header),
  { tag: 0x0019120a, vr: 'US', values: [51] },
  { tag: 0x0019120c, vr: 'IS', values: ['1000'] },
  { tag: 0x001912f0, vr: 'LO', values: ['unlisted'] },
  creator(0x00290010, 'SIEMENS CSA HEADER'),
  { tag: 0x00291010, vr: 'OB', bytes: buildCsa([{ name: 'NumberOfImagesInMosaic', vr: 'US', values: ['51'] }]) },
  { tag: 0x00291020, vr: 'OB', bytes: buildCsa([{ name: 'UsedChannelString', vr: 'UT', values: ['Zquimper'] }]) },
];

const rule = (element: string, kind: 'keep' | 'remove' | 'empty' | 'dummy' = 'keep', text = header): OwnRule => ({
  selector: { kind: 'private-element', creator: text, element },
  decision: { kind },
});

function run(ownRules: readonly OwnRule[], data = elements, options: Parameters<typeof runPrivate>[1] = {}) {
  const { plan, output } = runPrivate(data, { options: [], ...options, profile: { ...options?.profile, ownRules } });
  const has = (tag: number) => findElement(output, tag) >= 0;
  const codes = Array.from({ length: output.elements.count }, (_, n) => n)
    .filter((n) => output.elements.tags[n] === 0x00080100)
    .flatMap((n) => readText(output, n));
  return { plan, output, has, codes, isRemoved: readSingleText(output, 0x00120062) };
}

describe('an own rule for one private element', () => {
  it('keeps this element with its creator, and nothing else of the block', () => {
    const { output, has, isRemoved, codes, plan } = run([rule('0019xx0C')]);
    expect(readText(output, findElement(output, 0x0019120c))).toEqual(['1000']);
    expect(readSingleText(output, 0x00190012)).toBe(header);
    for (const tag of [0x0019120a, 0x001912f0, 0x00290010, 0x00291010]) expect(has(tag)).toBe(false);
    expect(isRemoved, 'a listed element does not loosen').toBe('YES');
    expect(codes).toContain('113111');
    expect(plan.findings.map(({ code }) => code)).not.toContain('own-rule-loosens');
  });

  it('keeps of a listed element only what the list says of its value', () => {
    const odd = elements.map(
      (one): ElementDescription => (one.tag === 0x0019120c ? { tag: one.tag, vr: 'LO', values: ['Zquimper'] } : one),
    );
    const { has } = run([rule('0019xx0C')], odd);
    expect(has(0x0019120c)).toBe(false);
    expect(has(0x00190012)).toBe(false);
  });

  it('has a header of the vendor made anew', () => {
    const { output, has, isRemoved } = run([rule('0029xx10', 'keep', 'SIEMENS CSA HEADER')]);
    expect(has(0x00291010)).toBe(true);
    expect(has(0x00291020)).toBe(false);
    expect(readSingleText(output, 0x00290010)).toBe('SIEMENS CSA HEADER');
    expect(isRemoved).toBe('YES');
  });

  it('that no list calls safe keeps it, and the file says NO', () => {
    const { output, isRemoved, codes, plan } = run([rule('0019xxF0')]);
    expect(readSingleText(output, 0x001912f0)).toBe('unlisted');
    expect(readSingleText(output, 0x00190012)).toBe(header);
    expect(isRemoved).toBe('NO');
    expect(codes).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toContain('own-rule-loosens');
  });

  it('comes before the rule for its creator', () => {
    const all = (kind: 'keep' | 'remove'): OwnRule => ({
      selector: { kind: 'private-creator', creator: header },
      decision: { kind },
    });
    const kept = run([all('remove'), rule('0019xx0C')]);
    expect([kept.has(0x0019120c), kept.has(0x00190012), kept.has(0x001912f0)]).toEqual([true, true, false]);
    const removed = run([all('keep'), rule('0019xx0C', 'remove')]);
    expect([removed.has(0x0019120c), removed.has(0x00190012), removed.has(0x001912f0)]).toEqual([false, true, true]);
  });

  it('takes one element away that Retain Safe Private keeps', () => {
    const { has } = run([rule('0019xx0C', 'remove')], elements, { options: ['retainSafePrivate'] });
    expect([has(0x0019120c), has(0x0019120a), has(0x00190012)]).toEqual([false, true, true]);
  });

  it.each(['empty', 'dummy'] as const)('%s leaves the element without its value, and its creator', (kind) => {
    const { output, isRemoved } = run([rule('0019xx0C', kind)]);
    expect(readSingleText(output, 0x0019120c)).not.toBe('1000');
    expect(readSingleText(output, 0x00190012)).toBe(header);
    expect(isRemoved).toBe('YES');
  });

  it('reaches a listed sequence, in which no image stays', () => {
    const grid: readonly ElementDescription[] = [
      creator(0x00650010, 'Image Private Header'),
      {
        tag: 0x00651051,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00200032, vr: 'DS', values: ['1', '2', '3'] },
            { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(8) },
          ],
        ],
      },
    ];
    const { output } = run([rule('0065xx51', 'keep', 'Image Private Header')], grid);
    const sequence = findElement(output, 0x00651051);
    const inside = Array.from(output.elements.tags.subarray(sequence + 1, output.elements.subtreeEnds[sequence]));
    expect(inside).toContain(0x00200032);
    expect(inside).not.toContain(0x7fe00010);
  });

  it('knows each block that is made anew as safe', () => {
    for (const [text, group, element] of [
      ['SIEMENS CSA HEADER', 0x29, 0x10],
      ['SIEMENS CSA HEADER', 0x29, 0x20],
      ['SIEMENS MR SDS 01', 0x21, 0x19],
      ['SIEMENS MR SDR 01', 0x21, 0x19],
      ['GEMS_SERS_01', 0x25, 0x1b],
      ['GEMS_PARM_01', 0x43, 0x2a],
    ] as const) {
      expect(isCleanedBlock(text, tagOf(group, 0x1000 | element))).toBe(true);
      expect(isSafeElement({ creator: text, group, element })).toBe(true);
    }
    expect(isSafeElement({ creator: 'SIEMENS CSA HEADER', group: 0x29, element: 0x08 })).toBe(false);
  });
});
