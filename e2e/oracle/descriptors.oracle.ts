import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cleanText } from '../../src/deidentify/clean-text/clean-text.ts';
import { patientWordsOf } from '../../src/deidentify/clean-text/patient-words.ts';
import { textSettingOf } from '../../src/deidentify/clean-text/profile-words.ts';
import { buildDataset } from '../../src/testing/build-dataset.ts';

const scorer = 'e2e/descriptors/score_descriptors.py';
const python = process.env['PYTHON_PATH'] ?? 'python3';

type Value = { readonly id: string; readonly text: string; readonly patient: string; readonly report: boolean };

it('keeps the meaning of descriptors and loses the person, by an answer key in eighteen languages', () => {
  const values = JSON.parse(execFileSync(python, [scorer, 'values'], { encoding: 'utf8' })) as readonly Value[];
  const cleaned = Object.fromEntries(values.map((value) => [value.id, cleanedOf(value)]));
  const file = join(mkdtempSync(join(tmpdir(), 'descriptors-')), 'cleaned.json');
  writeFileSync(file, JSON.stringify(cleaned));
  // The script ends with 1 below a goal, and says which.
  const table = execFileSync(python, [scorer, 'score', file], { encoding: 'utf8' });
  console.info(table);
  expect(values.length).toBeGreaterThan(1500);
});

it('tells no more of the sets that were fresh once than when they were mended', () => {
  const values = JSON.parse(
    execFileSync(python, [scorer, 'values', 'fresh'], { encoding: 'utf8' }),
  ) as readonly Value[];
  const cleaned = Object.fromEntries(values.map((value) => [value.id, cleanedOf(value)]));
  const file = join(mkdtempSync(join(tmpdir(), 'descriptors-')), 'cleaned.json');
  writeFileSync(file, JSON.stringify(cleaned));
  // Ends with 1, as a new set may be below the goals: that is what it is for.
  const { stdout } = spawnSync(python, [scorer, 'score', file, 'fresh'], { encoding: 'utf8' });
  console.info(stdout);
  const [kept = 0, gone = 0] = (/^all all +\d+ +([\d.]+) +([\d.]+)/m.exec(stdout) ?? []).slice(1).map(Number);
  expect(kept).toBeGreaterThan(97);
  expect(gone).toBeGreaterThan(98);
});

/** As the value of a file whose header names the patient, where the value holds a name that a header would have. */
function cleanedOf({ text, patient, report }: Value): string {
  const header = buildDataset([
    { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] },
    { tag: 0x00100010, vr: 'PN', values: [patient] },
  ]);
  return cleanText(text, patientWordsOf(header), textSettingOf({}, report ? 'prose' : 'description')).text;
}
