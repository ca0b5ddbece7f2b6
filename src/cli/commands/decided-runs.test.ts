import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../../deidentify/pseudonym.ts';
import { createDeidentifier } from '../../embed/create-deidentifier.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { parseProjectKey } from '../../profile/project-key-file.ts';
import { madeUnder } from '../../report/decisions/made-under.ts';
import { buildForNode } from '../../testing/build-for-node.ts';
import { imageFile } from '../../testing/image-file.ts';
import { filesBelow, runCommand, sha256, temporaryFolder } from '../../testing/run-command.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const input = path.join(root, 'study');
const decisionsFile = path.join(root, 'decisions.json');
const at = '2026-01-02T03:04:05Z';
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
const nescio = (...parameters: readonly string[]) => runCommand(parameters, { built });
const run = (out: string, ...more: readonly string[]) =>
  nescio('deidentify', input, out, '--key', keyFile, '--workers', '1', ...more);

/** 1: a name in a protocol; 2: a capture to be boxed; 3: left out; 4: a capture to be released; 5: one nobody has decided about. */
const isCapture = (instance: number) => [2, 4, 5].includes(instance);

function slice(instance: number): Uint8Array {
  const kind = isCapture(instance) ? { sopClassUid: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT' } : {};
  const extra = [
    { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] },
    { tag: 0x00100010, vr: 'PN', values: ['Grunwaldt^Rosalinde'] },
    ...(instance === 1 ? [{ tag: 0x00181020, vr: 'LO', values: ['for Rosalinde'] } as const] : []),
  ] as const;
  const pixels = new Uint8Array(200).fill(200);
  return imageFile(
    { rows: 10, columns: isCapture(instance) ? 20 : 10, bits: isCapture(instance) ? 8 : 16, ...kind, extra },
    pixels,
  );
}

let saved: Record<string, unknown>;

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  mkdirSync(input);
  for (const n of [1, 2, 3, 4, 5]) writeFileSync(path.join(input, `${n}.dcm`), slice(n));
  await nescio('key', 'new', keyFile);
  const projectKey = parseProjectKey(readFileSync(keyFile, 'utf8'))!;
  const { newUid } = pseudonymsOf(projectKey);
  const uids = (...instances: readonly number[]) => instances.map((n) => newUid(`1.2.3.4.${n}`));
  const seen = { each: 1, inProjections: 0, byDetector: 0, of: 1 };
  saved = {
    format: 'nescio-decisions',
    formatVersion: 1,
    madeUnder: madeUnder({ profile: createProfile('qmenta-guarded'), projectKey }),
    boxes: [
      {
        at,
        scope: 'image',
        shown: 'one image',
        review: 'seen',
        areas: [{ kind: 'blank', frames: 'all', rectangles: [{ column: 0, row: 0, columns: 20, rows: 1 }] }],
        sopInstanceUids: uids(2),
      },
    ],
    devices: [
      {
        at,
        match: {
          manufacturer: 'Works',
          model: 'Sono',
          station: '0'.repeat(26),
          sopClass: '1.2',
          rows: 10,
          columns: 20,
        },
        rectangles: [{ column: 0, row: 0, columns: 20, rows: 1 }],
        blanked: { series: 2, last: at },
      },
    ],
    releases: [
      {
        at,
        reason: 'no text',
        pixels: { kind: 'nothing-identifying', seen, isOverText: false },
        shown: 'one image',
        covers: 'images',
        sopInstanceUids: uids(4),
      },
    ],
    values: [{ at, kind: 'remove', path: '(0018,1020)', sopInstanceUids: uids(1) }],
    documents: [],
    leftOut: uids(3),
  };
  writeFileSync(decisionsFile, JSON.stringify(saved));
});

async function fromPackage() {
  const key = parseProjectKey(readFileSync(keyFile, 'utf8'))!;
  const decisions = readFileSync(decisionsFile, 'utf8');
  const deidentifier = createDeidentifier({ profile: 'qmenta-guarded', key, decisions });
  const inputs = [1, 2, 3, 4, 5].map((n) => ({ path: `${n}`, blob: new Blob([slice(n).slice()]) }));
  const outputs: [string, string][] = [];
  for await (const outcome of deidentifier.process(inputs)) {
    if (outcome.kind !== 'deidentified') continue;
    outputs.push([outcome.outputPath, sha256(new Uint8Array(await outcome.file.arrayBuffer()))]);
  }
  return new Map(outputs.sort());
}

describe('decisions of the page', () => {
  it('hold for the files that they name, with the bytes of the package, and the others wait', async () => {
    const out = newPlace('out');
    const without = await run(newPlace('out'));
    expect(without.err).toContain('1 de-identified, 4 held, 0 skipped, 0 failed.');
    const { status, err } = await run(out, '--decisions', decisionsFile);
    expect(err).toContain('3 de-identified, 1 held, 1 skipped, 0 failed.');
    expect(err).toContain('Boxes by device are proposals');
    expect(status).toBe(3);
    expect(filesBelow(out)).toEqual(await fromPackage());
    const checked = await nescio('check', input, '--decisions', decisionsFile, '--key', keyFile);
    expect(checked.err).toContain('3 de-identified, 1 held, 1 skipped, 0 failed.');
    expect(checked.status).toBe(3);
  });

  it('are in the records, and in those that merge makes', async () => {
    const [records, merged] = [newPlace('records'), newPlace('merged')];
    await run(newPlace('out'), '--decisions', decisionsFile, '--records', records);
    expect(JSON.parse(readFileSync(path.join(records, 'decisions.json'), 'utf8'))).toEqual(saved);
    expect((await nescio('merge', records, merged)).status).toBe(0);
    const zip = await JSZip.loadAsync(readFileSync(path.join(merged, 'records.zip')));
    const read = (name: string) => zip.file(name)!.async('string');
    expect(JSON.parse(await read('decisions.json'))).toEqual(saved);
    expect(await read('attestations.csv')).toContain('"no text"');
  });

  it('are refused without their key and profile, and where they are about none of the files', async () => {
    const other = path.join(root, 'other.json');
    await nescio('key', 'new', other);
    const refused = async (text: string, ...parameters: readonly string[]) => {
      const { status, err } = await nescio(...parameters, '--decisions', decisionsFile);
      expect(err).toContain(text);
      expect(status).toBe(2);
    };
    const out = newPlace('out');
    await refused('under another project key', 'deidentify', input, out, '--key', other);
    expect(filesBelow(path.dirname(out)).size).toBe(0);
    await refused('under another project key', 'check', input, '--key', other);
    await refused('under another project key', 'deidentify', input, out, '--key', other, '--shard', '0/2');
    const given = ['deidentify', input, out, '--key', keyFile] as const;
    await refused('under another profile', ...given, '--profile', 'ps315-basic');
    await refused('under another profile', ...given, '--options', 'retainUids', '--shard', '0/2');
    await refused('in another way', ...given, '--pixels', 'export');
    const elsewhere = newPlace('elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, '6.dcm'), slice(6));
    await refused('none of these files', 'deidentify', elsewhere, out, '--key', keyFile);
    expect(filesBelow(path.dirname(out)).size).toBe(0);
    await refused('give the --key', 'deidentify', input, out);
    await refused('give the --key', 'check', input);
    writeFileSync(
      path.join(root, 'wrong.json'),
      '{"format":"nescio-decisions","formatVersion":1,"Grunwaldt^Rosalinde":1}',
    );
    const wrong = await run(out, '--decisions', path.join(root, 'wrong.json'));
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('No such member') });
    expect(wrong.err).not.toContain('Rosalinde');
    expect((await run(out, '--decisions', path.join(root, 'gone.json'))).err).toContain('cannot be read');
  });

  it('that do not say under what they were made are refused, for shards as well', async () => {
    const earlier = path.join(root, 'earlier.json');
    const { madeUnder: _, ...rest } = saved;
    writeFileSync(earlier, JSON.stringify(rest));
    for (const more of [[], ['--shard', '0/2']]) {
      const { status, err } = await run(newPlace('out'), '--decisions', earlier, ...more);
      expect(err).toContain('They do not say under which key and profile they were made.');
      expect(status).toBe(2);
    }
  });

  it('are refused for shards that keep UIDs, as they blank images', async () => {
    const kept = path.join(root, 'kept.json');
    const profile = createProfile('qmenta-guarded', ['retainUids']);
    const projectKey = parseProjectKey(readFileSync(keyFile, 'utf8'))!;
    writeFileSync(kept, JSON.stringify({ ...saved, madeUnder: madeUnder({ profile, projectKey }) }));
    const shard = ['--shard', '0/2', '--options', 'retainUids'];
    const { status, err } = await run(newPlace('out'), '--decisions', kept, ...shard);
    expect(err).toContain('UIDs are kept');
    expect(status).toBe(2);
  });

  it('say how many are about files that are not there, and are for shards too', async () => {
    const one = await nescio('check', path.join(input, '1.dcm'), '--decisions', decisionsFile, '--key', keyFile);
    expect(one.err).toContain('Of the instances that the decisions name, 3 of 4 are not among these files.');
    const [whole, shared] = [newPlace('out'), newPlace('out')];
    await run(whole, '--decisions', decisionsFile);
    for (const shard of ['0/2', '1/2']) await run(shared, '--shard', shard, '--decisions', decisionsFile);
    expect(filesBelow(shared)).toEqual(filesBelow(whole));
  });

  it('hold for none of two different files that have one UID, in records neither', async () => {
    const [two, records] = [newPlace('two'), newPlace('records')];
    mkdirSync(two);
    const [capture, unseen] = [slice(4), slice(4)];
    unseen[unseen.length - 1] = 9;
    writeFileSync(path.join(two, 'seen.dcm'), capture);
    writeFileSync(path.join(two, 'copy.dcm'), capture);
    const decided = (...more: readonly string[]) =>
      nescio('deidentify', two, newPlace('out'), '--key', keyFile, '--decisions', decisionsFile, ...more);
    expect((await decided()).err).toContain('1 de-identified, 0 held, 1 skipped, 0 failed.');
    writeFileSync(path.join(two, 'unseen.dcm'), unseen);
    const { err } = await decided('--records', records);
    expect(err).toContain('0 de-identified, 3 held, 0 skipped, 0 failed.');
    expect(err).toContain('what was decided about 1 of them does not hold');
    expect(JSON.parse(readFileSync(path.join(records, 'decisions.json'), 'utf8')).releases).toEqual([]);
  });

  it('of a run that was stopped must be the same when it is gone on with', async () => {
    const out = newPlace('out');
    await run(out, '--decisions', decisionsFile);
    const other = await run(out, '--resume');
    expect(other).toMatchObject({ status: 2, err: expect.stringContaining('other decisions') });
    expect((await run(out, '--resume', '--decisions', decisionsFile)).status).toBe(3);
  });
});
