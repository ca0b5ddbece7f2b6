import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { Profile } from '../../profile/profile.ts';
import { ctSlice, plainInput, planted, type SliceOptions, vanishedContent } from '../../testing/ct-slice.ts';
import { createEngine } from '../contracts/engine.ts';
import type { SurveyKind } from '../contracts/survey.ts';
import { surveyFile } from './survey-file.ts';
import type { SurveyedRow } from './survey-tally.ts';

const engineOf = (profile: Partial<Profile> = {}) => {
  const whole = { ...createProfile('ps315-basic', ['cleanDescriptors']), ...profile };
  return createEngine({ profile: whole, projectKey: new Uint8Array(32).fill(5), patients: null }, () => undefined);
};

async function rowsOf(kind: SurveyKind, options: SliceOptions = {}, engine = engineOf()) {
  const rows = await surveyFile(kind, { input: plainInput(ctSlice(options)), release: null }, engine);
  return rows && [...rows];
}

const at = (rows: readonly SurveyedRow[] | null, path: string) => rows?.find((row) => row.path === path);

const codeItem = (meaning: string): readonly ElementDescription[] => [
  { tag: 0x00080100, vr: 'SH', values: ['T-1'] },
  { tag: 0x00080104, vr: 'LO', values: [meaning] },
];

describe('a survey of what remains', () => {
  it('lists what is kept, cleaned, replaced and added, and not what went', async () => {
    const extra: readonly ElementDescription[] = [{ tag: 0x0008103e, vr: 'LO', values: ['Thorax Zebediah'] }];
    const rows = await rowsOf('remaining', { extra });
    expect(at(rows, '(0008,0060)')).toMatchObject({ after: 'CT', effect: 'kept', before: null, risk: 'code' });
    expect(at(rows, '(0008,103E)')).toMatchObject({ after: 'Thorax', action: 'C', risk: 'known-words' });
    expect(at(rows, '(0020,000E)')).toMatchObject({ action: 'U', effect: 'replaced', risk: 'made-new' });
    expect(at(rows, '(0012,0062)')).toMatchObject({ after: 'YES', effect: 'added' });
    expect(at(rows, '(0008,0080)')).toBeUndefined();
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${planted.name}|${planted.id}|Zebediah`));
  });

  it('looks into sequences, those of the run included, and lists no sequence and no pixels', async () => {
    const items = [codeItem('Head'), codeItem('Neck')];
    const rows = await rowsOf('remaining', { extra: [{ tag: 0x00082218, vr: 'SQ', items }] });
    const meanings = rows?.filter(({ path }) => path === '(0008,2218)[].(0008,0104)');
    expect(meanings?.map(({ after, depth, name }) => [after, depth, name])).toEqual([
      ['Head', 1, 'Code Meaning'],
      ['Neck', 1, 'Code Meaning'],
    ]);
    expect(at(rows, '(0012,0064)[].(0008,0104)')).toMatchObject({ effect: 'added' });
    expect(rows?.filter(({ vr, tag }) => vr === 'SQ' || tag === '(7FE0,0010)')).toEqual([]);
  });

  it('counts plain bytes and long tables of numbers without their values', async () => {
    const extra: readonly ElementDescription[] = [
      { tag: 0x00283002, vr: 'US', values: [20_000, 0, 16] },
      { tag: 0x00283006, vr: 'US', values: Array.from({ length: 20_000 }, (_, n) => n) },
      { tag: 0x00282000, vr: 'OB', bytes: new Uint8Array(600) },
    ];
    const rows = await rowsOf('remaining', { extra });
    expect(at(rows, '(0028,3006)')).toMatchObject({ after: '40,000 bytes', risk: 'bytes' });
    expect(at(rows, '(0028,2000)')).toMatchObject({ after: '600 bytes', risk: 'bytes' });
  });

  it('leaves out a file that is held, one that cannot be read, and one that the profile leaves out', async () => {
    const held = { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' };
    expect(await rowsOf('remaining', held)).toBeNull();
    const vanished = { id: 1, path: 'v', content: vanishedContent(2000) };
    expect(await surveyFile('remaining', { input: vanished, release: null }, engineOf())).toBeNull();
    const leaveOut = { ...createProfile('ps315-basic').leaveOut, modalities: ['CT'] };
    expect(await rowsOf('remaining', {}, engineOf({ leaveOut }))).toBeNull();
  });
});

describe('a survey of changes', () => {
  it('lists each element with its value before and after, removed ones included', async () => {
    const rows = await rowsOf('changes');
    expect(at(rows, '(0008,0080)')).toMatchObject({ before: planted.institution, after: null, effect: 'removed' });
    expect(at(rows, '(0008,0060)')).toMatchObject({ before: 'CT', after: 'CT', risk: null });
    expect(at(rows, '(7FE0,0010)')).toBeDefined();
  });

  it('takes held files in, and leaves item numbers out', async () => {
    const extra: readonly ElementDescription[] = [
      { tag: 0x00082218, vr: 'SQ', items: [codeItem('Head'), codeItem('Neck')] },
    ];
    const rows = await rowsOf('changes', { sopClassUid: '1.2.840.10008.5.1.4.1.1.7', extra });
    expect(rows?.filter(({ path }) => path === '(0008,2218)[].(0008,0104)')).toHaveLength(2);
  });
});
