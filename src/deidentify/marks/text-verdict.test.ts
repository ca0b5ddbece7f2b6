import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { tryIndexBytes } from '../../testing/build-dataset.ts';
import { code, type Item, item, reportOf } from '../../testing/build-report.ts';
import { type DeidentifiedBytes, deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import type { Release } from '../context.ts';

const guarded = { preset: 'qmenta-guarded' } as const;
const release: Release = {
  reason: 'read',
  pixels: unstated,
  atIso: '2026-01-02T03:04:05Z',
  shown: 'the report',
};
const comment = code('121106', 'DCM', 'Comment');

function textItem(name: Item, value: string): Item {
  return [
    { tag: 0x0040a040, vr: 'CS', values: ['TEXT'] },
    { tag: 0x0040a043, vr: 'SQ', items: [name] },
    { tag: 0x0040a160, vr: 'UT', values: [value] },
  ];
}

/** What a file says of itself, and whether it has the finding. */
function saidBy({ output, plan }: DeidentifiedBytes) {
  const codes = findElement(output, 0x00120064);
  const end = codes < 0 ? 0 : (output.elements.subtreeEnds[codes] ?? 0);
  const inside = codes < 0 ? [] : Array.from({ length: end - codes }, (_, at) => codes + at);
  return {
    isRemoved: readSingleText(output, 0x00120062),
    method: readText(output, findElement(output, 0x00120063)),
    codes: inside.flatMap((at) => (output.elements.tags[at] === 0x00080100 ? readText(output, at) : [])),
    isTold: plan.findings.some(({ code: finding }) => finding === 'report-text-not-reviewed'),
  };
}

const said = 'report text cleaned by program, not reviewed';
const allCodes = ['113100', '113103', '113104', '113105'];
const clean = { isRemoved: 'YES', codes: allCodes, isTold: false };

describe('the texts of a report', () => {
  const narrative = reportOf([textItem(comment, 'Nodule in the left lung.')]);

  it('are said not to be reviewed, and no code is claimed, where words of them stay', () => {
    const result = saidBy(deidentifyBytes(narrative, guarded));
    expect(result).toMatchObject({ isRemoved: 'NO', codes: [], isTold: true });
    expect(result.method).toContain(said);
  });

  it('earn 113104 where the report itself waited and a person released it', () => {
    const strange = item('TABLE', 'CONTAINS', comment, []);
    const waiting = reportOf([textItem(comment, 'Nodule in the left lung.'), strange]);
    const seen = saidBy(deidentifyBytes(waiting, { ...guarded, release }));
    expect(seen).toMatchObject(clean);
    expect(seen.method).not.toContain(said);
  });

  it('earn nothing by a release for another reason, nor by a look at images', () => {
    expect(saidBy(deidentifyBytes(narrative, { ...guarded, release }))).toMatchObject({
      isRemoved: 'NO',
      isTold: true,
    });
    for (const ofImages of [{ covers: 'images' }, { pixels: allSeen }] as const) {
      const images = deidentifyBytes(narrative, { ...guarded, release: { ...release, ...ofImages } });
      expect(saidBy(images)).toMatchObject({ isRemoved: 'NO', isTold: true });
    }
  });

  it('earn 113104 where a person has read these very texts, and no other hold goes with it', () => {
    const { textMark } = deidentifyBytes(narrative, guarded).plan;
    const read = { ...release, covers: 'texts', texts: textMark ?? '' } as const;
    expect(saidBy(deidentifyBytes(narrative, { ...guarded, release: read }))).toMatchObject(clean);
    const other = reportOf([textItem(comment, 'Nodule in the right lung.')]);
    expect(saidBy(deidentifyBytes(other, { ...guarded, release: read }))).toMatchObject({ isRemoved: 'NO' });
    const loose = { preset: 'qmenta-guarded', profile: { words: { keep: [], remove: ['nodule'] } } } as const;
    expect(saidBy(deidentifyBytes(narrative, { ...loose, release: read }))).toMatchObject({ isRemoved: 'NO' });
    const strange = item('TABLE', 'CONTAINS', comment, []);
    const waiting = reportOf([textItem(comment, 'Nodule in the left lung.'), strange]);
    const marked = deidentifyBytes(waiting, guarded).plan;
    const held = deidentifyBytes(waiting, { ...guarded, release: { ...read, texts: marked.textMark ?? '' } });
    expect(held.plan.holds.map(({ kind }) => kind)).toEqual(['structured-content']);
  });

  it.each<[string, Item]>([
    ['numbers alone', item('NUM', 'CONTAINS', comment, [])],
    ['text of which nothing stays', textItem(comment, 'Qwfpgj Zxcvb')],
    ['text of numbers', textItem(comment, '12.5')],
    ['the name of a protocol', textItem(code('125203', 'DCM', 'Acquisition Protocol'), 'Thorax routine')],
    ['the name of what is followed', textItem(code('112039', 'DCM', 'Tracking Identifier'), 'Lesion 1')],
  ])('leave a report of %s as the profile gives it', (_, one) => {
    // Strays beside the value are annotations.
    const plain = one.filter(({ tag }) => tag !== 0x00700006);
    expect(saidBy(deidentifyBytes(reportOf([plain]), guarded))).toMatchObject(clean);
  });

  it.each<[string, Item]>([
    ['a label of several lines', textItem(code('125203', 'DCM', 'Acquisition Protocol'), 'Thorax\nroutine')],
    ['a label that is long', textItem(code('125203', 'DCM', 'Acquisition Protocol'), 'thorax '.repeat(10))],
    [
      'a sentence in the place of a meaning',
      [
        { tag: 0x0040a040, vr: 'CS', values: ['CODE'] },
        { tag: 0x0040a043, vr: 'SQ', items: [comment] },
        { tag: 0x0040a168, vr: 'SQ', items: [code('X7', '99LOC', 'nodule of Zqxforeign')] },
      ],
    ],
  ])('are counted as such: %s', (_, one) => {
    expect(saidBy(deidentifyBytes(reportOf([one]), guarded))).toMatchObject({ isRemoved: 'NO', isTold: true });
  });

  it('take away an older YES and older codes of this kind', () => {
    const more: readonly ElementDescription[] = [
      { tag: 0x00120062, vr: 'CS', values: ['YES'] },
      { tag: 0x00120063, vr: 'LO', values: ['by somebody'] },
      { tag: 0x00120064, vr: 'SQ', items: [code('113100', 'DCM', 'Basic'), code('113104', 'DCM', 'Clean')] },
    ];
    const result = deidentifyBytes(reportOf([textItem(comment, 'Nodule in the left lung.')], more), guarded);
    expect(saidBy(result)).toMatchObject({ isRemoved: 'NO', codes: ['113100'], isTold: true });
    expect(result.checked.holds).toEqual([]);
    const only = reportOf(
      [textItem(comment, 'Nodule in the left lung.')],
      [{ tag: 0x00120064, vr: 'SQ', items: [code('113104', 'DCM', 'Clean')] }],
    );
    const gone = deidentifyBytes(only, guarded);
    expect(findElement(gone.output, 0x00120064)).toBe(-1);
    expect(gone.checked.holds).toEqual([]);
  });

  it('count in annotations as well, and the name of an agent does not', () => {
    const annotated = deidentifyBytes(
      reportOf([], [{ tag: 0x0040b020, vr: 'SQ', items: [[{ tag: 0x00700006, vr: 'ST', values: ['Sinus rhythm'] }]] }]),
      guarded,
    );
    expect(saidBy(annotated)).toMatchObject({ isRemoved: 'NO', isTold: true });
    const agent = textItem(code('122128', '99LOC', 'Agent'), 'Gadolinium contrast');
    expect(
      saidBy(deidentifyBytes(reportOf([], [{ tag: 0x00400555, vr: 'SQ', items: [agent] }]), guarded)),
    ).toMatchObject(clean);
  });

  it('change nothing under the other presets', () => {
    expect(saidBy(deidentifyBytes(narrative, { preset: 'ps315-basic' }))).toMatchObject({
      isRemoved: 'YES',
      isTold: false,
    });
    expect(saidBy(deidentifyBytes(narrative, { preset: 'qmenta' }))).toMatchObject({ isTold: false });
  });
});

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to look through real reports.`);

describe.skipIf(!hasCorpus)('the reports of the corpus', () => {
  it('are not held under QMENTA guarded, and say YES only where no text of them stays', () => {
    const { files } = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as {
      readonly files: readonly { readonly path: string; readonly modality: string | null }[];
    };
    const counts = { reports: 0, text: 0 };
    for (const { path } of files.filter(({ modality }) => modality === 'SR')) {
      const bytes = new Uint8Array(readFileSync(join(corpus, path)));
      if (tryIndexBytes(bytes).kind !== 'indexed') continue;
      const result = deidentifyBytes(bytes, guarded);
      expect([...result.plan.holds, ...result.checked.holds], path).toEqual([]);
      const { isRemoved, isTold } = saidBy(result);
      expect(isRemoved, path).toBe(isTold ? 'NO' : 'YES');
      counts.reports++;
      counts.text += isTold ? 1 : 0;
    }
    console.info(`reports that pass: ${counts.reports}, with text that nobody has read: ${counts.text}`);
    expect(counts.reports).toBeGreaterThan(20);
    expect(counts.text).toBeLessThan(counts.reports);
  });
});
