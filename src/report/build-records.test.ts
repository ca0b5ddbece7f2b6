import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { createProfile } from '../profile/create-profile.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import type { OwnRule, Profile } from '../profile/profile.ts';
import { deidentified, diffRow, held, inspectingPool, scannedFile } from '../testing/batch-files.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { unstated } from '../testing/pixel-statements.ts';
import { buildReceipt } from './build-receipt.ts';
import { buildRecords } from './build-records.ts';
import { hashProfile } from './profile-json.ts';
import type { RecordsContext } from './records-input.ts';

const release = {
  reason: 'PLANTED reason typed by a person',
  pixels: unstated,
  atIso: '2026-01-02T03:04:05Z',
  shown: 'the reasons of the hold',
};
const failure = { kind: 'failed', code: 'changed-on-disk', reason: 'Changed.' } as const;
const files = [
  scannedFile(0, { outcome: deidentified(0, { findings: [{ code: 'f', message: 'PLANTED message' }] }) }),
  scannedFile(1, { outcome: deidentified(1), release }),
  scannedFile(2, { outcome: held(2, { holds: [{ kind: 'pixels', reason: 'PLANTED hold', isReleasable: true }] }) }),
  scannedFile(3, { outcome: deidentified(3) }),
  scannedFile(4, { scan: { kind: 'skipped', code: 'not-dicom', reason: 'PLANTED skip' } }),
];
const uid = diffRow({ action: 'U', before: '1.9', after: '2.25.9', vr: 'UI', path: '(0020,0052)' });
const pool = inspectingPool((job) => (job.input.id === 3 ? failure : [diffRow(), uid]));
const context: RecordsContext = { pool, createdAt: '2026-01-02', product: 'Nescio', streamBundle: null };

const words = { keep: ['Grunwaldt', 'Gadofix'], remove: ['Rosalinde'] };
const withWords = { ...createProfile('qmenta-guarded'), words };

function request(includesOriginalValues: boolean, signal = new AbortController().signal) {
  const review = { kind: 'not-opened' } as const;
  return {
    files,
    profile: createProfile('qmenta-guarded'),
    includesOriginalValues,
    signal,
    uploads: [],
    review,
    boxes: [],
    leftOut: null,
    under: null,
  };
}

async function unpack(blob: Blob): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(await blob.arrayBuffer(), { checkCRC32: true });
  const texts: Record<string, string> = {};
  for (const [name, file] of Object.entries(zip.files)) texts[name] = await file.async('string');
  return texts;
}

describe('buildRecords', () => {
  it('holds the seven records and a word of warning', async () => {
    const texts = await unpack(await buildRecords(request(false), context));
    expect(Object.keys(texts).sort()).toEqual([
      'README.txt',
      'attestations.csv',
      'changes.csv',
      'crosswalk.csv',
      'decisions.json',
      'files.csv',
      'profile.json',
      'report.html',
    ]);
    expect(texts['README.txt']).toMatch(/^CONFIDENTIAL/);
    expect(texts['report.html']).toContain('Confidential');
    expect(parseCsv(texts['files.csv'] ?? '')).toHaveLength(files.length + 1);
    expect(JSON.parse(texts['profile.json'] ?? '').profile.preset).toBe('qmenta-guarded');
  });

  it('agrees with itself: changes of exported files only, under the unique output paths', async () => {
    const texts = await unpack(await buildRecords(request(false), context));
    const exported = parseCsv(texts['files.csv'] ?? '')
      .filter((row) => row[2] === 'deidentified')
      .map((row) => row[1]);
    const changed = new Set(
      parseCsv(texts['changes.csv'] ?? '')
        .slice(1)
        .map((row) => row[0]),
    );
    expect([...changed]).toEqual(exported.slice(0, 2));
    expect(texts['report.html']).toContain('does not list them: 1 file(s)');
  });

  it('puts other replaced UIDs into the crosswalk, each row once', async () => {
    const texts = await unpack(await buildRecords(request(false), context));
    const rows = (texts['crosswalk.csv'] ?? '').split('\r\n').filter(Boolean);
    expect(rows).toContain('"uid","1.9","2.25.9"');
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('has original values of elements only when they were asked for', async () => {
    const without = await unpack(await buildRecords(request(false), context));
    const withThem = await unpack(await buildRecords(request(true), context));
    expect(without['changes.csv']).not.toContain('PLANTED');
    expect(withThem['changes.csv']).toContain('PLANTED^ANNA');
  });

  it('is the same bytes for the same batch', async () => {
    const [a, b] = await Promise.all([buildRecords(request(true), context), buildRecords(request(true), context)]);
    expect(new Uint8Array(await a.arrayBuffer())).toEqual(new Uint8Array(await b.arrayBuffer()));
  });

  it('stops when it is told to', async () => {
    await expect(buildRecords(request(false, AbortSignal.abort()), context)).rejects.toThrow(/abort/i);
  });

  it('fails when the pool does', async () => {
    const broken = { inspect: () => Promise.reject(new Error('no worker')) };
    await expect(buildRecords(request(false), { ...context, pool: broken })).rejects.toThrow('no worker');
  });
});

describe('buildReceipt', () => {
  it('has no original in any byte, even when original values were asked for', async () => {
    const blob = await buildReceipt(request(true), context);
    const texts = await unpack(blob);
    expect(Object.keys(texts).sort()).toEqual(['changes.csv', 'profile.json', 'report.html']);
    const raw = await blob.text();
    for (const text of [raw, ...Object.values(texts)]) {
      for (const planted of ['PLANTED', '1.2.3.1', '1.9,', 'IM0', 'IM4']) expect(text).not.toContain(planted);
    }
    expect(texts['report.html']).toContain('3 de-identified, 1 held, 1 skipped, 0 failed');
    expect(texts['report.html']).toContain('nothing said of the images');
    expect(texts['report.html']).toContain('was never opened');
  });

  it('counts own words, which are words of originals, and has the SHA-256 of the whole profile', async () => {
    const asked = { ...request(false), profile: withWords };
    const texts = await unpack(await buildReceipt(asked, context));
    for (const text of Object.values(texts)) expect(text).not.toMatch(/Grunwaldt|Gadofix|Rosalinde/);
    const { words: _, ...shared } = withWords;
    const said = JSON.parse(texts['profile.json'] ?? '');
    expect(said).toMatchObject({ sha256: hashProfile(withWords), ownWords: { keep: 2, remove: 1 } });
    expect(said.profile).toEqual(shared);
    expect(texts['report.html']).toContain('2 kept, 1 removed in cleaned texts');
    const records = await unpack(await buildRecords(asked, context));
    expect(JSON.parse(records['profile.json'] ?? '').profile).toEqual(withWords);
    expect(records['report.html']).toContain('Kept: Grunwaldt, Gadofix');
  });

  it('has no new value of an own rule, which may be a name that a person typed', async () => {
    const kept: OwnRule = { selector: { kind: 'tag', tag: '00080080' }, decision: { kind: 'keep' } };
    const replaced: OwnRule = {
      selector: { kind: 'keyword', keyword: 'StudyDescription' },
      decision: { kind: 'replace', value: 'Quillfeather trial' },
    };
    const profile: Profile = { ...createProfile('qmenta-guarded'), ownRules: [kept, replaced] };
    const asked = { ...request(false), profile };
    const texts = await unpack(await buildReceipt(asked, context));
    for (const text of Object.values(texts)) expect(text).not.toContain('Quillfeather');
    const said = JSON.parse(texts['profile.json'] ?? '');
    expect(said.sha256).toBe(hashProfile(profile));
    expect(said.profile.ownRules).toEqual([
      kept,
      { selector: replaced.selector, decision: { kind: 'replace', note: 'The new value is in the records.' } },
    ]);
    expect(parseProfile(said.profile), 'nobody applies the note as a value').toHaveProperty('problems');
    expect(texts['report.html']).toContain(`<code>${hashProfile(profile)}</code>`);
    expect(texts['report.html']).toContain('replaced by “…”');
    const records = await unpack(await buildRecords(asked, context));
    const recorded = JSON.parse(records['profile.json'] ?? '');
    expect(hashProfile(recorded.profile)).toBe(recorded.sha256);
    expect(records['report.html']).toContain('replaced by “Quillfeather trial”');
  });
});
