import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PixelStatement } from '../../deidentify/pixel-statement.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import type { Redaction } from '../../pixel-data/redaction/redaction.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { imageFile, noise } from '../../testing/image-file.ts';
import { everyImage, someImages, unstated } from '../../testing/pixel-statements.ts';
import { box, redactingEngine } from '../../testing/redact.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';

const engine = redactingEngine();
const layout = { rows: 4, columns: 6 };
const pixels = noise(48);
const no = [{ tag: 0x00280301, vr: 'CS', values: ['NO'] }] as const;

/** A: a screen capture. B: an image whose header says NO of something that is a guess. C: an ordinary slice. */
const files = {
  A: imageFile({ ...layout, sopClassUid: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT', extra: no }, pixels),
  C: imageFile({ ...layout, extra: no }, pixels),
} as const;

const nothing = { kind: 'nothing-identifying', isOverText: false } as const;
const confirmed: PixelStatement = { ...nothing, seen: everyImage };
const notAllSeen: PixelStatement = { ...nothing, seen: someImages };
const overText: PixelStatement = { ...nothing, seen: everyImage, isOverText: true };
const letThrough: PixelStatement = { kind: 'let-through', seen: { ...everyImage, each: 0 } };

function jobOf(file: Uint8Array, said: PixelStatement | null, redaction?: Redaction) {
  const release =
    said === null ? null : ({ reason: 'r', pixels: said, atIso: '', shown: '', covers: 'images' } as const);
  return { input: plainInput(file), release, ...(redaction && { redaction }) };
}

async function marksOf(file: Uint8Array, said: PixelStatement | null, redaction?: Redaction) {
  const result = await produceFile(jobOf(file, said, redaction), engine);
  if (result.kind !== 'produced') return result.outcome.kind;
  const bytes = assembleOutput(result.parts, file);
  const output = indexBytes(bytes);
  const burnedIn = readSingleText(output, 0x00280301).trim();
  const removed = readSingleText(output, 0x00120062).trim();
  return [burnedIn, removed, Buffer.from(bytes).includes('113101') ? '113101' : ''];
}

describe('what a file says of its pixels, by what had been displayed of them', () => {
  it.each<[string, PixelStatement, keyof typeof files, readonly string[] | string]>([
    ['every image seen', confirmed, 'A', ['NO', 'YES', '']],
    ['every image seen', confirmed, 'C', ['NO', 'YES', '']],
    ['not every image seen', notAllSeen, 'A', ['', 'NO', '']],
    ['not every image seen', notAllSeen, 'C', ['', 'NO', '']],
    ['over text that was found', overText, 'A', ['YES', 'NO', '']],
    ['over text that was found', overText, 'C', ['YES', 'NO', '']],
    ['let through unseen', letThrough, 'A', 'held'],
    ['let through unseen', letThrough, 'C', ['', 'NO', '']],
    ['nothing said', unstated, 'C', ['NO', 'YES', '']],
  ])('%s', async (_, said, kind, marks) => {
    expect(await marksOf(files[kind], said)).toEqual(marks);
  });

  it.each<[string, Redaction, PixelStatement | null, readonly string[]]>([
    ['seen', { areas: [], review: 'seen', seen: everyImage }, null, ['NO', 'YES', '113101']],
    ['said to be seen, by other numbers', { areas: [], review: 'seen', seen: someImages }, null, ['', 'NO', '']],
    ['said to be seen, by no numbers', { areas: [], review: 'seen' }, null, ['', 'NO', '']],
    ['blanked by program, every image seen', { areas: [], review: 'by-program' }, confirmed, ['NO', 'YES', '']],
    ['blanked beside text that stays', { areas: [], review: 'seen', seen: everyImage }, overText, ['YES', 'NO', '']],
  ])('a blanked result that is %s', async (_, redaction, said, marks) => {
    const areas = [box({ column: 0, row: 0, columns: 2, rows: 2 })];
    expect(await marksOf(files.A, said, { ...redaction, areas })).toEqual(marks);
  });

  it('never claims more than the numbers do', async () => {
    const count = fc.nat(5);
    await fc.assert(
      fc.asyncProperty(
        count,
        count,
        count,
        count,
        fc.boolean(),
        async (each, inProjections, byDetector, of, isOverText) => {
          const seen = { each, inProjections, byDetector, of };
          const marks = await marksOf(files.A, { kind: 'nothing-identifying', seen, isOverText });
          const isWhole = of > 0 && each + inProjections >= of && !isOverText;
          expect(marks.slice(0, 2)).toEqual(isWhole ? ['NO', 'YES'] : [isOverText ? 'YES' : '', 'NO']);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells in a finding what nobody saw, and not that somebody looked', async () => {
    const codes = async (said: PixelStatement, kind: keyof typeof files) => {
      const outcome = await deidentifyFile(jobOf(files[kind], said), engine);
      return outcome.kind === 'deidentified' ? outcome.findings.map(({ code }) => code) : outcome.kind;
    };
    expect(await codes(confirmed, 'A')).not.toContainEqual(expect.stringMatching(/^pixels-/));
    expect(await codes(notAllSeen, 'A')).toContain('pixels-not-all-seen');
    expect(await codes(overText, 'A')).toContain('pixels-text-left-in');
    expect(await codes(letThrough, 'C')).toContain('pixels-let-through');
  });
});
