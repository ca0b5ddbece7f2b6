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
    ['form:uihDirection', ['A->P', 'H->F', 'RO', 'PE'], ['A->D', 'Doe']],
    ['form:fieldOfView', ['FoV 1435*1435', 'FoV 8*8'], ['FoV 14350*1', 'FoV 1*14350', 'FoV x*1', 'FoV1*1']],
    ['form:thickness', ['SL 3.0', 'SL 12.25i', 'SL 5'], ['SL 4711', 'SL 3.125', 'SL x']],
    ['form:orientation', ['Sag>Tra(-17.1)>Cor(12.25)'], ['Tra>Cor(-7.125)', 'Tra>Cor(1)>Sag(1)>Tra(1)']],
    [
      'form:uihOrientation',
      ['TRA', 'TRA > COR -7.1', 'SAG>TRA17.25 > COR 2'],
      ['DOE', 'TRA>DOE 1', 'TRA>COR 1937', 'TRA>COR 1.234', 'TRA>COR 1>SAG 1>TRA 1'],
    ],
    [
      'form:uihParallel',
      ['F:2S', '2', '3.5', 'F2.25Sx2', ':2'],
      ['DOE', 'FF:2', '1937', '2.345', '2SS', '2x47', '2.S'],
    ],
    ['form:axes', ['+LPH', '-RAF', '+PHL'], ['+DOE', 'LPH', '+LPHL', '+LP', '*LPH']],
    ['form:coilName', ['Head_32', 'HeadNeck_64_CS', 'CP_Spine'], ['Doe', 'Head_4711', 'Head_Doe', 'Head_1_1_1_1_1']],
    ['form:imageType', ['ORIGINAL', 'CSA MPR', 'DIS2D'], ['DOE', 'ORIGINAL PRIMARY', 'original']],
    [
      'form:imageHistory',
      ['ACC:12', 'ACC12', 'ACCAlgo:9', 'NormalizeAlgo:PreScan', 'DL:true', 'ChannelMixing:ND=false'],
      ['ChannelMixing:ND=true_DOE=4711', 'ChannelMixing:ND=true_doe=1', 'ACCAlgo:1937', 'DL:doe', 'ND NORM', 'CC:1937'],
    ],
    ['form:geSequence', ['epi', 'EPI2_07rr', 'fse-xl'], ['doe', 'epi2_1937rr', 'epi2_Xrr', 'epi epi']],
    ['form:geOptions', ['EPI, FMRI', 'IR,ZIP512'], ['EPI, DOE', 'EPI;FMRI', 'EPI,  FMRI']],
    ['form:delay', ['Minimum', '12.5', '0'], ['Doe', '19370418', '1.2345', 'Minimum 1']],
    ['form:aslLabeling', ['3D pcasl', 'Pseudo-Continuous labeling', 'pulsed ASL'], ['doe', '4D pcasl', 'pcasl doe']],
    ['form:deepLearning', ['0.75', 'High', 'Off'], ['Doe', '0.1937', '19', 'High Low']],
  ])('%s', (limit, fits, others) => {
    for (const text of fits) expect(keeps(limit, text), text).toBe(true);
    for (const text of others) expect(keeps(limit, text), text).toBe(false);
    // A name fits in front of no form, and behind none.
    for (const text of fits.filter((fit) => fit !== '')) {
      for (const named of [`DOE${text}`, `DOE ${text}`, `${text}DOE`, `${text} DOE`, `${text}\nDOE`, `DOE\n${text}`]) {
        expect(keeps(limit, named), named).toBe(false);
      }
    }
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
