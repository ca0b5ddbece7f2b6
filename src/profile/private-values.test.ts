import { describe, expect, it } from 'vitest';
import { isPlainNumber, keepsTo, parseValueLimit } from './private-values.ts';

function keeps(limit: string, text: string): boolean {
  const parsed = parseValueLimit(limit);
  if (parsed === null) throw new Error('Not a limit.');
  return keepsTo(parsed, text);
}

describe('limits of private values', () => {
  it.each([
    ['0..65535', ['0', '40', '65535', ' '.trim()], ['-1', '65536', '19370418', '1 2', '1.5.2', 'x', '٣']],
    ['terms:ROW COL', ['ROW', 'COL', ''], ['row', 'ROW COL', 'ROWCOL', 'DOE']],
    ['form:matrix', ['64*64', '256p*192s', '460*512 I', '202 *384'], ['64', '64*64*64', '19370418*1', '64*64 DOE']],
    ['form:orientation', ['Tra', 'Tra>Cor(-7.1)', 'Cor>Tra(2.0)>Sag(-1.25)'], ['Doe', 'Tra>Doe(1)', 'Tra>Cor(1937)']],
    ['form:coil', ['HEA;HEP', 'HC3-7', 'T:BO1,2;SP3', 'HL1,2;HU1,2', 'C:HE'], ['DOE', 'HEA;DOE', 'HE4711', 'HEA;']],
    ['form:parallelMode', ['p2', 'p2 s2', 's4', 'p2x2'], ['p2 doe', 'q2', 'p471']],
    ['form:dimensions', ['X_1_1_1_6_1_1_6_1_1_1_1_23'], ['1_1', 'X_1_1_1_1_1_1_47110', 'X_A_1_1_1_1_1_1']],
    ['form:imageHistory', ['ChannelMixing:ND=true_CMM=1_CDM=1', 'CC:ComplexAdd', 'ACC1'], ['CC:Doe', 'ACC:4711']],
    ['form:prescan', ['TG/s3,RN/s1', 'TG/s2,RN/s2,Cal/s2,Coil/s2'], ['TG/doe', 'DOE/s1']],
    ['form:decimals', ['956.1', '-9999', '0 1 2.5'], ['471112', '1.5.2', 'Doe', '1e5']],
    ['form:uihDirection', ['A->P'], ['A->D', 'Doe']],
  ])('%s', (limit, fits, others) => {
    for (const text of fits) expect(keeps(limit, text), text).toBe(true);
    for (const text of others) expect(keeps(limit, text), text).toBe(false);
  });

  it('leaves what has its own treatment', () => {
    for (const text of ['', 'uid', 'date']) expect(parseValueLimit(text)).toBeNull();
  });

  it.each(['form:nothing', '5..1', 'text'])('refuses a row whose limit is none: %s', (text) => {
    expect(() => parseValueLimit(text)).toThrow('No limit');
  });

  it('reads decimal text and nothing else as a number', () => {
    expect(['1', '-1.5', '+.5', '1e-3', '1.'].every(isPlainNumber)).toBe(true);
    expect(['', '0x10', 'Infinity', 'NaN', '1 ', '1_000', '1e1e1', '--1'].some(isPlainNumber)).toBe(false);
  });
});
