import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasTool } from '../../src/testing/has-tool.ts';
import { differences } from './compare.ts';
import { convert } from './convert.ts';
import { allSeries, convertersFolder, deidentifySeries, hasConverters, purposes } from './series.ts';

const page = new URL('../../docs/converters.md', import.meta.url);

describe.skipIf(!hasConverters || !hasTool('dcm2niix'))('dcm2niix before and after', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-converters-'));
  const rows: string[] = [];

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(allSeries)('$folder', (series) => {
    const before = convert(join(convertersFolder, series.folder), join(folder, 'before'));
    expect(before.size).toBeGreaterThan(0);
    const cells = purposes.map((purpose) => {
      const { files, warned } = deidentifySeries(series, purpose, join(folder, 'files'));
      const found = differences(before, convert(join(folder, 'files'), join(folder, purpose.name)));
      if (purpose.name === 'neuroimaging') expect(found).toEqual([]);
      // What would convert differently says so before it is saved.
      if (purpose.name === 'default' && found.length > 0) expect(warned).toBeGreaterThan(0);
      return found.length === 0 ? 'the same' : `${found.join(', ')} (${warned} of ${files} files say so before)`;
    });
    rows.push(`| ${series.vendor} | \`${series.folder}\` | ${before.size} | ${cells.join(' | ')} |`);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is what docs/converters.md says (UPDATE_DOCS=1 writes it again)', () => {
    const rendered = render(rows);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, rendered);
    expect(readFileSync(page, 'utf8')).toBe(rendered);
  });
});

function render(rows: readonly string[]): string {
  return `# Converters before and after

<!-- Generated. Do not edit; run: UPDATE_DOCS=1 npm run converters -->

Whole public series of four vendors ([fixtures](fixtures.md)), converted by \`dcm2niix\` as they are and after de-identification, held
files included, as after a release. Compared are voxels, grid, spacing, affine, scale, b-values, gradients and every field of the BIDS
sidecar, slice timing, phase encoding and echo spacing among them; names, dates, identifiers and the free texts of the console aside.
*The same* means: bit by bit. Else the cell lists what differs.

${purposes.map(({ name, profile }) => `- *${name}*: \`${profile.preset}\`${profile.options.map((option) => ` + \`${option}\``).join('')}`).join('\n')}

| Vendor | Series | Images | ${purposes.map(({ name }) => name).join(' | ')} |
| --- | --- | --- | ${purposes.map(() => '---').join(' | ')} |
${rows.join('\n')}
`;
}
