import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBatches } from '../../embed/batches.ts';
import { jobsOf } from '../../pipeline/batch/job-of.ts';
import { summariesOf } from '../../pipeline/patients/patients-for.ts';
import { createInProcessPool } from '../../pipeline/pool/in-process-pool.ts';
import { createRemainingList } from '../../pipeline/survey/remaining-list.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { parsePatientTable } from '../../profile/parse-patient-table.ts';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { parseCsv } from '../../testing/parse-csv.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';
import { sourceFromPaths } from '../input/list-paths.ts';

let built = '';
const root = temporaryFolder();
const input = path.join(root, 'study');
const nescio = (...parameters: readonly string[]) => runCommand(parameters, { built });

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  mkdirSync(input);
  const slices = [{}, { patientId: 'OTHER' }, { patientId: '' }, { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }];
  for (const [n, slice] of slices.entries()) {
    writeFileSync(path.join(input, `${n}.dcm`), ctSlice({ instance: n + 1, ...slice }));
  }
});

/** What the page lists, made in this process. */
async function pageRows() {
  const pool = createInProcessPool();
  const profile = createProfile('qmenta-guarded');
  const settings = { profile, projectKey: new Uint8Array(32).fill(7), rows: [], openPool: async () => pool };
  const { signal } = new AbortController();
  const { files, use } = await createBatches(settings).decide(sourceFromPaths([input], null), signal);
  const list = await createRemainingList(summariesOf(files));
  const out = files.filter(({ outcome }) => outcome?.kind === 'deidentified');
  await use(async (opened) => {
    for await (const part of opened.survey('remaining', jobsOf(out), signal)) list.add(part);
  });
  return list.rows();
}

describe('remains', () => {
  it('lists what the page lists, and says how much of it is to check', async () => {
    const expected = await pageRows();
    const { status, out, err } = await nescio('remains', input);
    expect(status).toBe(3);
    expect(err).toContain('3 de-identified, 1 held, 0 skipped, 0 failed.');
    const toCheck = expected.filter(({ isToCheck }) => isToCheck).length;
    expect(err).toContain(`${expected.length} values in 3 outputs, ${toCheck} of them to check.`);
    const [head, ...rows] = parseCsv(out.toString());
    expect(head).toEqual(['value', 'path', 'name', 'vr', 'files', 'why', 'check', 'action', 'reason', 'line']);
    const described = (why: string, files: number, place: string) => `${place} ${why} ${files}`;
    expect(rows.map((cells) => described(cells[5]!, Number(cells[4]), cells[1]!)).sort()).toEqual(
      expected.map(({ why, files, path: place }) => described(why, files, place)).sort(),
    );
    expect(rows).toContainEqual(['120', '(0018,0060)', 'KVP', 'DS', '3', 'number', 'no', 'K', expect.any(String), '1']);
    expect(out.toString()).not.toMatch(/PLANTED|QUIMPER/);
  });

  it('prints an object a value, and its log elsewhere', async () => {
    const { out, err } = await nescio('remains', input, '--format', 'json', '--log', 'json');
    const rows = out
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.find(({ path: place }) => place === '(0018,0060)')).toMatchObject({ value: '120', files: 3, line: 1 });
    expect(err).toContain('"outcome":"held"');
    expect((await nescio('remains')).status).toBe(2);
  });
});

describe('remains, where a file goes while it is looked at', () => {
  it('says that the list is not whole, and ends as with failed files', async () => {
    const vanishing = path.join(root, 'vanishing');
    cpSync(input, vanishing, { recursive: true });
    // The line of the held file comes when all are decided.
    const onText = (text: string) => {
      if (text.includes('"outcome":"held"')) rmSync(path.join(vanishing, '1.dcm'));
    };
    const { status, err } = await runCommand(['remains', vanishing, '--log', 'json', '--allow-held'], {
      built,
      onText,
    });
    expect(err).toContain('values in 2 outputs');
    expect(err).toContain('The list is not whole: 1 outputs could not be looked at.');
    expect(status).toBe(4);
  });
});

describe('check --patients', () => {
  it('prints a table of the patients, which is taken once it is filled in', async () => {
    const before = filesBelow(root);
    const { status, out, err } = await nescio('check', '--patients', input, '--log', 'json');
    expect(status).toBe(3);
    expect(out.toString()).toBe('"id_old","id_new"\r\n"OTHER",""\r\n"PLANTED-4711",""\r\n');
    expect(err).toContain('whose patients no table can name: 1.');
    expect(err).toContain('"line":1');
    expect(err).not.toMatch(/PLANTED|OTHER/);
    expect(filesBelow(root)).toEqual(before);
    const lookup = path.join(root, 'lookup.json');
    const { profile } = JSON.parse((await nescio('profile', 'show')).out.toString());
    writeFileSync(lookup, JSON.stringify({ ...profile, patients: { kind: 'lookup' } }));
    const table = path.join(root, 'table.csv');
    const first = await nescio('check', '--patients', input, '--profile', lookup);
    writeFileSync(table, first.out);
    const unfilled = await nescio('check', input, '--profile', lookup, '--patient-table', table);
    expect(unfilled).toMatchObject({ status: 2, err: expect.stringContaining('The new ID is empty') });
    writeFileSync(table, first.out.toString().replace(',""\r\n', ',"N-1"\r\n').replace(',""\r\n', ',"N-2"\r\n'));
    const filled = await nescio('check', input, '--profile', lookup, '--patient-table', table);
    expect(filled.err).toContain('2 de-identified, 2 held');
    // With new files the table grows and keeps what is filled in.
    const again = await nescio('check', '--patients', input, '--profile', lookup, '--patient-table', table);
    expect(parsePatientTable(again.out)).toMatchObject({ kind: 'table' });
    expect(again.out).toEqual(readFileSync(table));
  });
});

describe('--max-memory', () => {
  it('refuses what cannot be', async () => {
    for (const wrong of ['343', '0', '-1', '1.5', 'all']) {
      expect((await nescio('check', input, `--max-memory=${wrong}`)).err).toContain('whole number from 344 on');
    }
    const tooMuch = await nescio('check', input, '--max-memory', '999999999');
    expect(tooMuch).toMatchObject({ status: 2, err: expect.stringContaining('MB that there are') });
    const forThreads = await nescio('check', input, '--max-memory', '400', '--workers', '9');
    expect(forThreads).toMatchObject({ status: 2, err: expect.stringContaining('9 threads') });
    expect((await nescio('check', input, '--max-memory', '400')).status).toBe(3);
  });
});
