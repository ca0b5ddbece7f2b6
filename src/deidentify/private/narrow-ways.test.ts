import { describe, expect, it } from 'vitest';
import { latin1Text } from '../../dicom/ascii-text.ts';
import { gunzipBounded, gzipBytes } from '../../dicom/gzip-bounded.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import type { Vr } from '../../dicom/vr.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { creator, privateIn, runPrivate } from '../../testing/run-private.ts';
import { cleanProtocolBlock } from './ge/clean-protocol-block.ts';

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const outputOf = (elements: readonly ElementDescription[]) =>
  Buffer.from(runPrivate(elements).bytes).toString('latin1');
const patientId = (id: string): ElementDescription => ({ tag: 0x00100020, vr: 'LO', values: [id] });

describe('ways in which text or an ID could stay among safe private data', () => {
  it.each<[string, number, string, Vr, string]>([
    ['more numbers than the list has', 0x00431002, 'GEMS_PARM_01', 'SS', 'Mother: Birgit Olsen'],
    ['digits that read as small numbers', 0x00091038, 'GEMS_PETD_01', 'FL', '33124567'],
    ['a rest that no number has', 0x700d1000, 'TOSHIBA_MEC_MR3', 'FD', 'Olsen '],
  ])('no text is taken for numbers: %s', (_, tag, maker, vr, text) => {
    const made = outputOf([creator((tag & 0xffff0000) | 0x10, maker), { tag, vr, bytes: ascii(text) }]);
    expect(made).not.toContain(text);
  });

  it('a declaration as safe keeps no number that identifies the patient', () => {
    const declared: ElementDescription = {
      tag: 0x00080300,
      vr: 'SQ',
      items: [
        [
          { tag: 0x00080301, vr: 'US', values: [0x0019] },
          { tag: 0x00080302, vr: 'LO', values: ['SIEMENS MR HEADER'] },
          { tag: 0x00080303, vr: 'CS', values: ['SAFE'] },
        ],
      ],
    };
    const elements = (value: number): readonly ElementDescription[] => [
      patientId('KH-552817'),
      declared,
      creator(0x00190010, 'SIEMENS MR HEADER'),
      { tag: 0x0019100c, vr: 'SL', values: [value] },
      { tag: 0x001910f0, vr: 'SL', values: [value] },
    ];
    expect(privateIn(runPrivate(elements(552817)).output).filter((path) => !path.endsWith('0010)'))).toEqual([]);
    expect(privateIn(runPrivate(elements(1000)).output)).toEqual(['(0019,0010)', '(0019,100C)', '(0019,10F0)']);
  });

  it('an ID with more digits than a double has is known as a number too', () => {
    const id = '9007199254740993';
    const kept = [creator(0x700d0010, 'TOSHIBA_MEC_MR3'), { tag: 0x700d1000, vr: 'FD', values: [Number(id)] } as const];
    expect(privateIn(runPrivate([patientId(id), ...kept]).output)).toEqual([]);
  });

  it.each([
    ['behind', ['SIEMENS MR HEADER', 'Birgit Olsen 33124567']],
    ['before', ['Birgit Olsen 33124567', 'SIEMENS MR HEADER']],
  ])('a second creator of a block keeps none of its text: %s the first', (_, makers) => {
    const value: ElementDescription = { tag: 0x0019100c, vr: 'IS', values: ['1000'] };
    const made = outputOf([...makers.map((text) => creator(0x00190010, text)), value]);
    expect(made).not.toContain('Olsen');
  });

  it.each([
    ['with an exponent', 'TR "19640302e-4"'],
    ['behind a point', 'FOV "1.552817"'],
  ])('no number of a GE protocol is an ID or a date: %s', (_, line) => {
    const { input } = runPrivate([patientId('KH-552817'), { tag: 0x00100030, vr: 'DA', values: ['19640302'] }]);
    const packed = gzipBytes(ascii(`NOSLC "30"\n${line}\n`));
    const head = new Uint8Array(4);
    new DataView(head.buffer).setUint32(0, packed.length, true);
    const made = cleanProtocolBlock(joinBytes([head, packed]), input)!;
    const lines = gunzipBounded(made.subarray(4), 9999)!;
    expect(latin1Text(lines, 0, lines.length)).toBe('NOSLC "30"\n');
  });
});
