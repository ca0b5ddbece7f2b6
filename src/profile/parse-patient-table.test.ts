import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePatientTable } from './parse-patient-table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isLittle: boolean, hasMark: boolean): Uint8Array {
  const units = [...(hasMark ? [0xfeff] : []), ...Array.from(text, (sign) => sign.charCodeAt(0))];
  return Uint8Array.from(units.flatMap((unit) => (isLittle ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
}

function read(text: string) {
  const parsed = parsePatientTable(utf8(text));
  if (parsed.kind === 'refused')
    throw new Error(parsed.problems.map(({ line, message }) => `${line} ${message}`).join('\n'));
  return parsed;
}

function problemsOf(text: string): readonly string[] {
  const parsed = parsePatientTable(utf8(text));
  return parsed.kind === 'refused' ? parsed.problems.map(({ line, message }) => `${line}: ${message}`) : [];
}

const head = 'id_old,id_new\n';

describe('parsePatientTable', () => {
  it('reads the example of the documentation', () => {
    const text = /```csv\n([\s\S]*?)```/.exec(readFileSync('docs/profile-format.md', 'utf8'))?.[1] ?? '';
    expect(read(text).patients).toEqual([
      { oldId: '4711', newId: 'T12-001', newName: null, site: 'Ghent', anchorDate: '20000101' },
      { oldId: '0815', newId: 'T12-002', newName: 'Two^Subject', site: 'Ghent', anchorDate: null },
    ]);
  });

  it.each([
    [',', 'id_old,id_new\r\nA,B\r\n'],
    [';', 'Old ID;New ID\nA;B'],
    ['\t', 'newId\toldId\rB\tA\r'],
    [',', '"id_old" , "id_new"\n\n " A " , B\n\n'],
    [';', 'id_new;kind;id_old\nX;uid;1.2\nB;patient;A\n;patient;\n'],
  ])('reads %j between cells, columns in any order and spelling', (separator, text) => {
    const { patients, separator: found } = read(text);
    expect(found).toBe(separator);
    expect(patients.map(({ oldId, newId }) => [oldId, newId])).toEqual([['A', 'B']]);
  });

  it.each([
    ['UTF-8', utf8('id_old,id_new\nMüller,B')],
    ['UTF-8', utf8('\ufeffid_old,id_new\nMüller,B')],
    ['UTF-16 LE', utf16('id_old,id_new\nMüller,B', true, true)],
    ['UTF-16 LE', utf16('id_old,id_new\nMüller,B', true, false)],
    ['UTF-16 BE', utf16('id_old,id_new\nMüller,B', false, true)],
    ['UTF-16 BE', utf16('id_old,id_new\nMüller,B', false, false)],
    ['Latin-1', Uint8Array.from('id_old,id_new\nMüller,B', (sign) => sign.charCodeAt(0))],
  ])('finds out %s and says so', (encoding, bytes) => {
    const parsed = parsePatientTable(bytes);
    expect(parsed.encoding).toBe(encoding);
    expect(parsed.kind === 'table' && parsed.patients[0]?.oldId).toBe('Müller');
  });

  it('gives back what is in quotes, line ends and doubled quotes too', () => {
    const { patients } = read('id_old,id_new,site\n"a,1",B,"two\r\nlines ""quoted"""\nC,D,');
    expect(patients[0]).toMatchObject({ oldId: 'a,1', site: 'two\nlines "quoted"' });
    expect(patients[1]).toMatchObject({ oldId: 'C', site: null });
  });

  it.each([
    ['Hospital number;Subject code'],
    ['Patient ID;Study code'],
    ['MRN,Participant ID'],
    ['Patient ID\tPseudonym'],
    ['hospital_id,ParticipantCode'],
  ])('reads the columns that trials have: %s', (header) => {
    const separator = /[;,\t]/.exec(header)?.[0] ?? '';
    expect(read(`${header}\nA${separator}B`).patients).toMatchObject([{ oldId: 'A', newId: 'B' }]);
  });

  it('says by which other names a missing column is known, all of which are read', () => {
    const [missing = ''] = problemsOf('id_old,code\nA,B');
    const names = /also read: ([^)]*)/.exec(missing)?.[1]?.split(', ') ?? [];
    expect(names).toContain('Subject code');
    for (const name of names) expect(read(`id_old,${name}\nA,B`).patients).toMatchObject([{ newId: 'B' }]);
  });

  it('takes away the apostrophe that our own files put before formula signs', () => {
    expect(read(`${head}'-17,'=B`).patients[0]).toMatchObject({ oldId: '-17', newId: '=B' });
    expect(read(`${head}'17,B`).patients[0]).toMatchObject({ oldId: "'17" });
  });

  it.each([
    ['no column of new IDs', 'id_old,code\nA,B', ['1: No column id_new']],
    ['nothing', '', ['1: No column id_old', '1: No column id_new']],
    ['a column twice', 'id_old,id_new,old\nA,B,C', ['1: Column 3']],
    ['no patient', head, ['1: The table lists no patient']],
    ['an empty new ID', `${head}A,\n`, ['2: The new ID is empty']],
    ['an empty old ID', `${head},B\n`, ['2: The old ID is empty']],
    ['a backslash', `${head}A,B\\C`, ['2: The new ID has a backslash']],
    ['a control character', `${head}A,B\u0007`, ['2: The new ID has a backslash or a control character']],
    ['65 characters', `${head}A,${'x'.repeat(65)}`, ['2: The new ID is longer']],
    ['an ID that stays', `${head}A,A`, ['2: Old and new ID are the same']],
    ['a name that is none', `id_old,id_new,name\nA,B,a=b=c=d`, ['2: The name']],
    ['a date that is none', `id_old,id_new,anchor\nA,B,2023-02-29`, ['2: The anchor date']],
    ['too many cells', `${head}A,B,C`, ['2: The line has more cells']],
    ['an open quote', `${head}A,"B\nC,D`, ['2: A quote']],
    ['two new IDs for one old', `${head}A,B\n\nA,C`, ['4: Has the old ID of line 2']],
    ['another name for the same patient', `id_old,id_new,name\nA,B,x\nA,B,y`, ['3: Has the old ID of line 2']],
  ])('refuses %s and names the line', (_, text, starts) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(starts.length);
    for (const [n, start] of starts.entries()) expect(problems[n]).toMatch(new RegExp(`^${start}`));
  });

  it.each([
    ['a repeated row', `${head}A,B\nA,B`, 3, 'Repeats line 2'],
    ['two patients who become one', `${head}A,B\nC,B`, 3, 'the two become one patient'],
    ['a new ID that tells the old one', `${head}4711,SITE-4711`, 2, 'contains the old ID'],
    ["a new ID that is somebody's old one", `${head}A,C\nC,B`, 2, 'old ID of another patient'],
    ['an unknown column', 'id_old,id_new,ward\nA,B,3', 1, 'Column 3'],
    ['names that go into the files', 'id_old,id_new,name\nA,B,x', 1, 'written into the files'],
    ['letters beyond A to Z', `${head}A,Ü1`, 2, 'letters beyond A to Z'],
  ])('warns of %s', (_, text, line, part) => {
    const { warnings, patients } = read(text);
    expect(patients.length).toBeGreaterThan(0);
    expect(warnings.filter((warning) => warning.line === line && warning.message.includes(part))).toHaveLength(1);
  });

  it('never throws and never quotes a cell, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const parsed = parsePatientTable(bytes);
        expect(parsed.kind === 'table' || parsed.problems.length > 0).toBe(true);
      }),
    );
    const planted = `${head}PLANTED-1,PLANTED\\2\nPLANTED-3,PLANTED-3\nPLANTED-4,B\nPLANTED-4,C`;
    expect(problemsOf(planted).join()).not.toContain('PLANTED');
  });
});
