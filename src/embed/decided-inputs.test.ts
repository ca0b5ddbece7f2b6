import { setTimeout } from 'node:timers/promises';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { pseudonymsOf } from '../deidentify/pseudonym.ts';
import { crc32 } from '../pipeline/archive/crc32.ts';
import { createProfile } from '../profile/create-profile.ts';
import { madeUnder } from '../report/decisions/made-under.ts';
import { crcText } from '../report/outputs-csv.ts';
import { collect } from '../testing/collect.ts';
import { ctSlice } from '../testing/ct-slice.ts';
import { imageFile } from '../testing/image-file.ts';
import { createDeidentifier } from './create-deidentifier.ts';
import type { DecidedInputs } from './decided-inputs.ts';
import type { Outcome } from './outcome.ts';

const key = new Uint8Array(32).fill(7);
const profile = createProfile('ps315-basic');
const { newUid } = pseudonymsOf(key);
const at = '2026-01-02T03:04:05Z';

function named(instance: number): File {
  const extra = [
    { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] },
    { tag: 0x00100010, vr: 'PN', values: ['Grunwaldt^Rosalinde'] },
    { tag: 0x00181020, vr: 'LO', values: ['for Rosalinde'] },
  ] as const;
  const file = imageFile({ rows: 4, columns: 4, extra }, new Uint8Array(32));
  return new File([file.slice()], `named-${instance}`, { lastModified: 1 });
}

const inputs = [
  new File([ctSlice({ instance: 9 }).slice()], 'a', { lastModified: 1 }),
  new File(['no image'], 'notes.txt', { lastModified: 1 }),
  named(1),
  named(2),
  named(3),
];
const saved = JSON.stringify({
  format: 'nescio-decisions',
  formatVersion: 1,
  madeUnder: madeUnder({ profile, projectKey: key }),
  values: [{ at, kind: 'remove', path: '(0018,1020)', sopInstanceUids: [newUid('1.2.3.4.1')] }],
  leftOut: [newUid('1.2.3.4.3')],
});

describe('inputs that are decided and not put out', () => {
  const deidentifier = createDeidentifier({ profile, key, decisions: saved });
  let decided: DecidedInputs;

  beforeAll(async () => {
    decided = await deidentifier.decide(inputs);
  });

  it('are counted, and come out as a stream of them would', async () => {
    expect(decided.counts).toEqual({ deidentified: 2, held: 1, skipped: 2, failed: 0 });
    const bytesOf = async (outcomes: Awaited<ReturnType<typeof collect<unknown>>>) =>
      Promise.all(
        (outcomes as { kind: string; inputPath: string; outputPath?: string; file?: File }[])
          .sort((one, other) => (one.inputPath < other.inputPath ? -1 : 1))
          .map(async ({ kind, inputPath, outputPath, file }) => [kind, inputPath, outputPath, await file?.text()]),
      );
    const streamed = await bytesOf(await collect(deidentifier.process(inputs)));
    expect(await bytesOf(await collect(decided.outcomes()))).toEqual(streamed);
    expect(streamed).toHaveLength(5);
  });

  it('have identities, of held ones too', async () => {
    const identities = await collect(decided.identities());
    expect(identities.map(({ inputPath, kind }) => `${inputPath} ${kind}`).sort()).toEqual([
      'a deidentified',
      'named-1 deidentified',
      'named-2 held',
    ]);
    const first = identities.find(({ inputPath }) => inputPath === 'named-1')!;
    expect(first).toMatchObject({ instanceUidOld: '1.2.3.4.1', instanceUidNew: newUid('1.2.3.4.1') });
  });

  it('say what changes in each output', async () => {
    const changes = await collect(decided.changes());
    const first = changes.find(({ inputPath }) => inputPath === 'named-1')!;
    expect(first).toMatchObject({ isReadable: true, outputPath: expect.stringMatching(/\.dcm$/) });
    expect(first.changes).toContainEqual(
      expect.objectContaining({ path: '(0018,1020)', before: 'for Rosalinde', effect: 'replaced' }),
    );
    expect(first.changes.map(({ effect }) => effect)).not.toContain('kept');
    expect(changes).toHaveLength(2);
  });

  it('give the workers back when nobody takes the rest of a stream', async () => {
    for await (const { changes } of decided.changes()) {
      expect(changes.length).toBeGreaterThan(0);
      break;
    }
    expect(await collect(decided.outcomes())).toHaveLength(5);
  });

  it('say what remains, and where first', async () => {
    const remaining = await collect(decided.remains());
    const modality = remaining.find(({ path, value }) => path === '(0008,0060)' && value === 'CT');
    expect(modality).toMatchObject({ name: 'Modality', inputPath: expect.stringMatching(/^(a|named-1)$/) });
    expect(remaining.map(({ value }) => value).join()).not.toContain('Rosalinde');
  });

  it('have their decisions saved again, and these decide the same', async () => {
    const again = JSON.parse(decided.decisions());
    expect(again).toMatchObject(JSON.parse(saved));
    const { counts } = await createDeidentifier({ profile, key, decisions: decided.decisions() }).decide(inputs);
    expect(counts).toEqual(decided.counts);
  });

  it('have the searches of their decisions saved again, and those of no other search', async () => {
    const angiogram = (instance: number) => {
      const kind = { modality: 'XA', sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1' };
      const extra = [{ tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] }] as const;
      const file = imageFile({ rows: 16, columns: 16, ...kind, extra }, new Uint8Array(512).fill(instance));
      return new File([file.slice()], `angiogram-${instance}`, { lastModified: 1 });
    };
    const hits = [{ column: 2, row: 2, columns: 12, rows: 8, isPatients: true }];
    const searches = [{ kind: 'searched', hits, isTextBeside: false, sopInstanceUids: [newUid('1.2.3.4.1')] }];
    const detected = JSON.stringify({ ...JSON.parse(saved), values: [], leftOut: [], searches });
    const images = [angiogram(1), angiogram(2)];
    const lost = { kind: 'problem', code: 'layout', transferSyntaxUid: '', layout: '' };
    const service = { look: async () => lost, isBroken: () => false, end: () => undefined };
    const textDetection = { search: 'all', openServices: () => [service] } as const;
    const first = await createDeidentifier({ profile, key, decisions: detected, textDetection }).decide(images);
    const held = { deidentified: 1, held: 1, skipped: 0, failed: 0 };
    expect(first.counts).toEqual(held);
    expect(JSON.parse(first.decisions()).searches).toEqual(searches);
    const again = await createDeidentifier({ profile, key, decisions: first.decisions() }).decide(images);
    expect(again.counts).toEqual(held);
  });

  it('have the records of the page', async () => {
    const zip = await JSZip.loadAsync(await (await decided.records()).arrayBuffer());
    const text = (name: string) => zip.file(name)!.async('string');
    expect(Object.keys(zip.files).sort()).toEqual(
      'README.txt attestations.csv changes.csv crosswalk.csv decisions.json files.csv outputs.csv profile.json report.html'.split(
        ' ',
      ),
    );
    expect((await text('files.csv')).trim().split('\r\n')).toHaveLength(6);
    expect(await text('crosswalk.csv')).toContain(`"instance","1.2.3.4.1","${newUid('1.2.3.4.1')}"`);
    expect(await text('decisions.json')).toBe(decided.decisions());
    expect(await text('changes.csv')).not.toContain('Rosalinde');
    const whole = await JSZip.loadAsync(await (await decided.records({ includesOriginalValues: true })).arrayBuffer());
    expect(await whole.file('changes.csv')!.async('string')).toContain('for Rosalinde');
  });

  it('have records of what went out, where something was put out', async () => {
    const [taken, gone] = [named(1), new File([ctSlice({ instance: 8 }).slice()], 'gone', { lastModified: 1 })];
    const batch = await deidentifier.decide([taken, gone]);
    const rowsOf = async () => {
      const zip = await JSZip.loadAsync(await (await batch.records()).arrayBuffer());
      const rows = (await zip.file('files.csv')!.async('string')).trim().split('\r\n').slice(1);
      return rows.map((row) => /"(?:deidentified|held|skipped|failed)","[^"]*"/.exec(row)![0]).sort();
    };
    expect(await rowsOf()).toEqual(Array(2).fill('"deidentified",""'));
    const fail = () => Promise.reject(new DOMException('', 'NotReadableError'));
    Object.assign(gone, { arrayBuffer: fail, slice: () => Object.assign(new Blob(), { arrayBuffer: fail }) });
    expect((await collect(batch.outcomes())).map(({ kind }) => kind).sort()).toEqual(['deidentified', 'failed']);
    expect(await rowsOf()).toEqual(['"deidentified",""', expect.stringMatching(/^"failed","[a-z-]+"$/)]);

    const whole = await deidentifier.decide([named(1), named(2), inputs[0]!]);
    let first: Outcome | null = null;
    for await (first of whole.outcomes()) if (first.kind === 'deidentified') break;
    if (first?.kind !== 'deidentified') throw new Error('Nothing went out.');
    const zip = await JSZip.loadAsync(await (await whole.records()).arrayBuffer());
    const outputs = await zip.file('outputs.csv')!.async('string');
    expect(outputs.trim().split('\r\n')).toEqual([
      '"output_path","bytes","crc32"',
      `"${first.outputPath}","${first.file.size}","${crcText(crc32(new Uint8Array(await first.file.arrayBuffer())))}"`,
    ]);
    const files = await zip.file('files.csv')!.async('string');
    expect(files.match(/"deidentified",""/g)).toHaveLength(1);
    expect(files).toContain('"skipped","cancelled"');
    expect(await collect(whole.outcomes())).toHaveLength(3);
    const again = await JSZip.loadAsync(await (await whole.records()).arrayBuffer());
    expect((await again.file('outputs.csv')!.async('string')).trim().split('\r\n')).toHaveLength(3);
    expect((await again.file('files.csv')!.async('string')).match(/"deidentified",""/g)).toHaveLength(2);
  });

  it('have the checksum of a large output, which is not in memory', async () => {
    const side = 1500;
    const pixels = imageFile({ rows: side, columns: side }, new Uint8Array(2 * side * side));
    const batch = await deidentifier.decide([new File([pixels.slice()], 'large', { lastModified: 1 })]);
    const [outcome] = await collect(batch.outcomes());
    if (outcome?.kind !== 'deidentified') throw new Error('It went out.');
    const zip = await JSZip.loadAsync(await (await batch.records()).arrayBuffer());
    const text = crcText(crc32(new Uint8Array(await outcome.file.arrayBuffer())));
    expect(await zip.file('outputs.csv')!.async('string')).toContain(`"${outcome.file.size}","${text}"`);
  });

  it('have records of a large output that was the last one taken', async () => {
    await decided.records();
    const side = 1500;
    const large = (instance: number) => {
      const extra = [{ tag: 0x00080018, vr: 'UI', values: [`1.2.3.5.${instance}`] }] as const;
      const pixels = imageFile({ rows: side, columns: side, extra }, new Uint8Array(2 * side * side));
      return new File([pixels.slice()], `large-${instance}`, { lastModified: 1 });
    };
    const batch = await deidentifier.decide([large(1), large(2)]);
    expect(batch.counts.deidentified).toBe(2);
    const read = Blob.prototype.arrayBuffer;
    const slow = vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementation(async function (this: Blob) {
      if (this.size > 1_000_000) await setTimeout(200);
      return read.call(this);
    });
    let taken = 0;
    for await (const { kind } of batch.outcomes()) {
      if (kind === 'deidentified') taken += 1;
      if (taken === 2) break;
    }
    const records = await batch.records().finally(() => slow.mockRestore());
    const zip = await JSZip.loadAsync(await records.arrayBuffer());
    expect((await zip.file('files.csv')!.async('string')).match(/"deidentified",""/g)).toHaveLength(2);
    expect((await zip.file('outputs.csv')!.async('string')).trim().split('\r\n')).toHaveLength(3);
  });

  it('are not decided where the iterator throws', async () => {
    function* broken() {
      yield inputs[0]!;
      throw new Error('The share is gone.');
    }
    await expect(deidentifier.decide(broken())).rejects.toThrow('The share is gone.');
  });
});
