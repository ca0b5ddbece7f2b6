import { describe, expect, it } from 'vitest';
import { createProfile } from '../profile/create-profile.ts';
import type { OwnRule } from '../profile/profile.ts';
import { deidentified, held, scannedFile } from '../testing/batch-files.ts';
import { allSeen } from '../testing/pixel-statements.ts';
import { summariseBatch } from './batch-summary.ts';
import { reportHtml } from './report-html.ts';

const released = {
  reason: 'Dr <b>Planted</b> & "I" looked',
  pixels: allSeen,
  atIso: '2026-01-02T03:04:05Z',
  shown: 'the reasons of the hold',
};
const finding = { code: 'no-patient-id', message: 'Patient ID is empty.' };
const files = [
  scannedFile(0, { outcome: deidentified(0, { findings: [finding, finding] }) }),
  scannedFile(1, { outcome: deidentified(1), release: released, path: '<script>alert(1)</script>' }),
  scannedFile(2, { outcome: held(2) }),
  scannedFile(3, { scan: { kind: 'failed', code: 'truncated', reason: 'Cut short.' } }),
  scannedFile(4, { scan: { kind: 'skipped', code: 'not-dicom', reason: 'Not DICOM.' } }),
];

function report(overrides: Partial<Parameters<typeof reportHtml>[0]> = {}): string {
  return reportHtml({
    audience: 'records',
    createdAt: '2026-01-02 03:04 UTC',
    product: 'Nescio 0.1.0',
    profile: createProfile('qmenta-guarded'),
    summary: summariseBatch(files),
    review: { kind: 'not-opened' },
    unreadableFiles: 0,
    ...overrides,
  });
}

describe('reportHtml', () => {
  it('tells counts, reasons, releases, findings and the profile', () => {
    const page = report();
    expect(page).toContain('2 de-identified, 1 held, 1 skipped, 1 failed');
    for (const told of [
      'It may show text.',
      'Cut short.',
      'Not DICOM.',
      'no-patient-id',
      'nothing identifying, every image seen',
    ]) {
      expect(page).toContain(told);
    }
    expect(page).toContain('2026-01-02 03:04 UTC');
    expect(page).toContain('Confidential');
  });

  it('does not say of a report that was only read that it was released', () => {
    const onlyRead = { ...released, pixels: { kind: 'unstated' }, covers: 'texts' } as const;
    const read = scannedFile(5, { outcome: deidentified(5), release: onlyRead });
    const page = report({ summary: summariseBatch([read]) });
    expect(page).toContain('Read by a person');
    expect(page).not.toContain('Released by a person');
    expect(report()).not.toContain('Read by a person');
  });

  it('counts a file once a finding, however often it has it', () => {
    expect(report()).toMatch(/<td class="number">1<\/td><td>no-patient-id<\/td>/);
  });

  it('escapes paths and what people typed, and has no script', () => {
    const page = report();
    expect(page).not.toMatch(/<script|<b>/);
    expect(page).toContain('&#60;script&#62;');
    expect(page).toContain('Dr &#60;b&#62;Planted');
  });

  it('loads nothing', () => {
    expect(report()).not.toMatch(/src=|href=|url\(|@import/);
    expect(report()).toContain("default-src 'none'");
  });

  it('lists what the published QMENTA table leaves in', () => {
    const page = report({ profile: createProfile('qmenta') });
    expect(page).toContain('What the profile leaves in');
    expect(report()).not.toContain('What the profile leaves in');
  });

  it('says when files changed before their changes were listed', () => {
    expect(report({ unreadableFiles: 3 })).toContain('does not list them: 3 file(s)');
  });

  it('warns of own rules that keep what PS3.15 takes away, above everything else', () => {
    const ownRules: readonly OwnRule[] = [
      { selector: { kind: 'keyword', keyword: 'InstitutionName' }, decision: { kind: 'keep' } },
    ];
    const page = report({ profile: { ...createProfile('ps315-basic'), ownRules } });
    expect(page).toContain('Own rules keep what the Basic Profile takes away.');
    expect(page.indexOf('Own rules keep')).toBeLessThan(page.indexOf('<h2>Held'));
  });

  it('lists what was changed of the preset, attribute by attribute, and says when nothing was', () => {
    expect(report()).toContain('QMENTA guarded was applied as it comes');
    const page = report({ profile: { ...createProfile('ps315-basic', ['retainFullDates']), pixels: 'export' } });
    expect(page).toMatch(/This profile keeps \d+ attributes that PS3\.15 Basic/);
    expect(page).toContain(
      '<td class="tag">(0008,0022)</td><td>Acquisition Date</td><td>kept</td><td>removed or emptied</td>',
    );
    expect(page).toContain('Exported, marked');
    expect(page).toContain('Retain full dates: Every date stays as acquired');
    expect(page).toMatch(/\d+ more attributes are not shown here/);
  });

  it('repeats the heads of tables and keeps rows whole on paper', () => {
    expect(report()).toContain('thead { display: table-header-group; }');
    expect(report()).toMatch(/tr, li, [^{]*\{ break-inside: avoid; \}/);
    // A row with a list of files may be as long as a page; its items stay whole.
    expect(report()).toContain('tr:has(ul) { break-inside: auto; }');
  });
});
