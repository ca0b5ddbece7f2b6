import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { buildForNode } from '../../testing/build-for-node.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const input = path.join(root, 'in');
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);

const text = (tag: number, vr: ElementDescription['vr'], ...values: string[]) =>
  ({ tag, vr, values }) as ElementDescription;

/** One image of a small batch. */
function image(patient: string, study: number, series: number, instance: number, description: string): Uint8Array {
  const uid = (...parts: readonly number[]) => `1.2.999.${patient === 'JANE' ? 4 : 5}.${parts.join('.')}`;
  return buildFile([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
    text(0x00080018, 'UI', uid(study, series, instance)),
    text(0x00080020, 'DA', `2024010${study}`),
    text(0x00080030, 'TM', '101530'),
    text(0x00080060, 'CS', 'MR'),
    text(0x0008103e, 'LO', description),
    text(0x00100010, 'PN', `Doe^${patient}`),
    text(0x00100020, 'LO', patient),
    text(0x0020000d, 'UI', uid(study)),
    text(0x0020000e, 'UI', uid(study, series)),
    text(0x00200010, 'SH', `ST-${patient}`),
    text(0x00200011, 'IS', `${series}`),
    text(0x00200013, 'IS', `${instance}`),
  ]);
}

const report = buildFile([
  text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11'),
  text(0x00080018, 'UI', '1.2.999.77'),
  text(0x00080060, 'CS', 'SR'),
  text(0x00100010, 'PN', 'Doe^JANE'),
  text(0x00100020, 'LO', 'JANE'),
  text(0x0020000d, 'UI', '1.2.999.4.1'),
  text(0x0020000e, 'UI', '1.2.999.78'),
  text(0x0040a040, 'CS', 'CONTAINER'),
  {
    tag: 0x0040a043,
    vr: 'SQ',
    items: [
      [text(0x00080100, 'SH', '11528-7'), text(0x00080102, 'SH', 'LN'), text(0x00080104, 'LO', 'Radiology Report')],
    ],
  },
  text(0x0040a050, 'CS', 'SEPARATE'),
  text(0x0040a491, 'CS', 'COMPLETE'),
  text(0x0040a493, 'CS', 'VERIFIED'),
]);

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  await runCommand(['key', 'new', keyFile]);
  mkdirSync(input);
  const files: readonly Uint8Array[] = [
    image('JANE', 1, 3, 1, 'T1 MPRAGE'),
    image('JANE', 1, 3, 2, 'T1 MPRAGE'),
    image('JANE', 1, 4, 1, 'DTI AXIAL'),
    image('JANE', 2, 3, 1, 'T1 MPRAGE'),
    image('JOHN', 1, 3, 1, 'T2 FLAIR'),
    report,
  ];
  files.forEach((bytes, n) => {
    writeFileSync(path.join(input, `DOE-${n}.dcm`), bytes);
  });
});

const run = (out: string, ...more: readonly string[]) =>
  runCommand(['deidentify', input, out, '--key', keyFile, '--log', 'none', ...more], { built });

describe('--layout dicomdir', () => {
  it('names files as file IDs and writes a directory of them that others read', async () => {
    const out = newPlace('cd');
    const { status, err } = await run(
      out,
      '--layout',
      'dicomdir',
      '--profile',
      'ps315-basic',
      '--options',
      'cleanStructuredContent',
    );
    expect(err).not.toContain('not in the DICOMDIR');
    expect(status).toBe(0);
    const files = [...filesBelow(out).keys()];
    expect(files.filter((name) => name !== 'DICOMDIR')).toHaveLength(6);
    for (const name of files) expect(name).toMatch(/^(DICOMDIR|DICOM(\/\d{8}){4})$/);
    if (hasTool('dcmdump')) {
      const dump = execFileSync('dcmdump', ['+L', path.join(out, 'DICOMDIR')]).toString();
      const types = [...dump.matchAll(/DirectoryRecordType/g)];
      expect(types).toHaveLength(2 + 3 + 5 + 6);
      expect(dump).not.toMatch(/DOE|Doe|JANE|JOHN|\[20240|1\.2\.999/);
      // Study Date and Study ID were emptied, and a record has to have them.
      expect(dump).toContain('[19000101]');
      expect(dump).toContain('[REMOVED]');
      expect(dump).toContain('[SR DOCUMENT]');
      expect(dump).toMatch(/\[19000101000000\].*VerificationDateTime/);
    }
    if (hasTool('/usr/bin/python3')) {
      const read = execFileSync('/usr/bin/python3', ['-c', readFileSet, path.join(out, 'DICOMDIR')]).toString();
      expect(read.trim()).toBe('6 2 3 5');
    }
  });

  it('is in the receipt, against which the folder can be verified', async () => {
    const [out, records, merged] = [newPlace('cd'), newPlace('records'), newPlace('merged')];
    await run(out, '--layout', 'dicomdir', '--profile', 'ps315-basic', '--allow-held', '--records', records);
    expect(await runCommand(['merge', records, merged])).toMatchObject({ status: 0 });
    expect(await runCommand(['verify', out, path.join(merged, 'receipt.zip')])).toMatchObject({ status: 0 });
    writeFileSync(path.join(out, 'DICOMDIR'), 'another');
    expect((await runCommand(['verify', out, path.join(merged, 'receipt.zip')])).status).toBe(1);
  });

  it('goes into a ZIP as well, and the same batch has the same directory', async () => {
    const outs = [newPlace('one.zip'), newPlace('two.zip')];
    for (const out of outs) expect((await run(out, '--layout', 'dicomdir', '--allow-held')).status).toBe(0);
    const [one, two] = outs.map((out) => execFileSync('unzip', ['-p', out, 'DICOMDIR']));
    expect(one!.length).toBeGreaterThan(500);
    expect(one!.equals(two!)).toBe(true);
  });

  it('is refused for a shard', async () => {
    const { status, err } = await run(newPlace('cd'), '--layout', 'dicomdir', '--shard', '0/2');
    expect(status).toBe(2);
    expect(err).toContain('a shard has a part of it');
  });
});

describe.each(['dicomdir', 'bids'])('--layout %s, stopped', (layout) => {
  /** Stops when the first file was written. */
  const stop = (out: string) => {
    const stopping = new AbortController();
    const onText = (text: string) => {
      if (text.includes('"outcome":"deidentified"')) stopping.abort();
    };
    const parameters = ['deidentify', input, out, '--key', keyFile, '--log', 'json', '--layout', layout];
    return runCommand(parameters, { built, signal: stopping.signal, onText });
  };

  it('is gone on with to the same bytes', async () => {
    const [whole, out] = [newPlace('whole'), newPlace('out')];
    expect((await run(whole, '--layout', layout)).status).toBe(0);
    const { status, err } = await stop(out);
    expect(err).toContain('--resume goes on with it');
    expect(status).toBe(5);
    expect(filesBelow(out).size).toBeLessThan(filesBelow(whole).size);
    expect([...filesBelow(out).keys()]).not.toContain('DICOMDIR');
    expect((await run(out, '--layout', layout, '--resume')).status).toBe(0);
    expect(filesBelow(out)).toEqual(filesBelow(whole));
  });

  it('is not gone on with under other names', async () => {
    const out = newPlace('out');
    await stop(out);
    const before = filesBelow(out);
    const other = layout === 'bids' ? [] : ['--layout', 'bids'];
    const { status, err } = await run(out, '--resume', ...other);
    expect(err).toContain('begun with another --layout');
    expect(status).toBe(2);
    expect(filesBelow(out)).toEqual(before);
  });
});

describe('--layout bids', () => {
  it('names folders by subject, session, datatype and series, from new values alone', async () => {
    const out = newPlace('bids');
    const { status } = await run(out, '--layout', 'bids', '--purpose', 'multi-site');
    expect(status).toBe(0);
    const files = [...filesBelow(out).keys()];
    const subjects = [...new Set(files.map((name) => name.split('/')[0] ?? ''))];
    expect(subjects).toHaveLength(2);
    for (const subject of subjects) expect(subject).toMatch(/^sub-N[0-9A-Z]{10}$/);
    const shapes = files.map((name) => name.split('/').slice(1).join('/')).sort();
    expect(shapes).toEqual([
      'ses-01/anat/003_t1-mprage/00001.dcm',
      'ses-01/anat/003_t1-mprage/00002.dcm',
      'ses-01/anat/003_t2-flair/00001.dcm',
      'ses-01/dwi/004_dti-axial/00001.dcm',
      'ses-01/sr/000/00001.dcm',
      'ses-02/anat/003_t1-mprage/00001.dcm',
    ]);
  });
});

/** Counts what pydicom finds by the directory: instances, patients, studies, series; each file must be where it says. */
const readFileSet = `
import sys
from pydicom.fileset import FileSet
found = FileSet(sys.argv[1])
for instance in found:
    loaded = instance.load()
    assert loaded.SOPInstanceUID == instance.SOPInstanceUID
    assert loaded.PatientID == instance.PatientID
count = lambda name: len(found.find_values(name))
print(len(found), count("PatientID"), count("StudyInstanceUID"), count("SeriesInstanceUID"))
`;
