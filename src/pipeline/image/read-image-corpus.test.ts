import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../pixel-data/rendering/frame.ts';
import { defaultVoiOf, renderFrame } from '../../pixel-data/rendering/render-frame.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { openImageFile } from '../../testing/open-corpus-image.ts';

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to compare real images.`);
/** Each file takes up to five other programs: every third in `npm test`, all with CORPUS_IMAGES=all (`.ci/nightly`). */
const step = process.env['CORPUS_IMAGES'] === 'all' ? 1 : 3;
const hasTools = ['dcm2pnm', 'dcmdjpeg', 'dcmdjpls', 'dcmdrle', 'gdcmconv'].every(hasTool);

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'nescio-images-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Programs that undo a compression, by the ending of the transfer syntax. DCMTK as Debian has it reads no JPEG 2000. */
const decompressors: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/^4\.(5\d|70)$/, 'dcmdjpeg', []],
  [/^4\.8[01]$/, 'dcmdjpls', []],
  [/^5$/, 'dcmdrle', []],
  [/^4\.9\d$/, 'gdcmconv', ['-w']],
];
const lossy = /^4\.(50|51|53|55|81|91)$/;

/** Where DCMTK draws otherwise for a reason of its own; values are still compared. */
const drawnOtherwise: readonly (readonly [RegExp, string])[] = [
  [/rt-utils\/|dcm_qa_philips\/|RI6XDosiGap/, 'DCMTK rounds values in units of the modality to whole numbers'],
  [/rtdose_expb/, 'DCMTK takes 32-bit samples in big endian as two words, low word first'],
  [/test-images\/CTImage.*(4\.90|4\.91|4\.81)/, 'DCMTK does not read the rescale of a header with wrong VRs'],
  [/IM_0027_fMAP/, 'DCMTK does not read the rescale of a frame'],
];

type Comparison =
  | { readonly kind: 'same' | 'apart'; readonly syntax: string; readonly values: number; readonly grey: number }
  | { readonly kind: 'no-pixels' }
  | { readonly kind: 'not-shown' | 'not-drawn' | 'no-reference'; readonly why: string };

describe.skipIf(!hasCorpus || !hasTools)('frames of the corpus, against DCMTK and GDCM', () => {
  it('gives the same values: exactly where nothing was lost, within two levels where something was', async () => {
    const { files }: { readonly files: readonly { readonly path: string }[] } = JSON.parse(
      readFileSync(join(corpus, 'index.json'), 'utf8'),
    );
    const compared = files.filter((_, n) => n % step === 0);
    const lines: string[] = [];
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    await eachOf(compared, async ({ path }, n) => {
      const result = await compare(join(corpus, path), join(folder, `${n}`));
      counts[result.kind] = (counts[result.kind] ?? 0) + 1;
      const { line, isWrong } = judge(path, result);
      if (line !== null) (isWrong ? wrong : lines).push(line);
    });
    console.info(`${lines.sort().join('\n')}\n${JSON.stringify(counts)}`);
    expect(wrong).toEqual([]);
    expect((counts['same'] ?? 0) + (counts['apart'] ?? 0)).toBeGreaterThan(200 / step);
  }, 900_000);
});

/** A difference of one grey is how each rounds: DCMTK cuts off, we round. */
function judge(path: string, result: Comparison): { readonly line: string | null; readonly isWrong: boolean } {
  if (result.kind === 'no-pixels') return { line: null, isWrong: false };
  if ('why' in result) return { line: `${result.kind} ${path}: ${result.why}`, isWrong: false };
  const { syntax, values, grey } = result;
  const most = lossy.test(syntax) ? 2 : 0;
  const cause = drawnOtherwise.find(([paths]) => paths.test(path))?.[1] ?? null;
  const isWrong = values > most || (grey > Math.max(1, most) && cause === null);
  const detail = `${path} (${syntax}): values differ by ${values}, greys by ${grey}`;
  if (isWrong) return { line: detail, isWrong };
  return { line: values > 0 || grey > 1 ? `${detail}${cause === null ? '' : `: ${cause}`}` : null, isWrong };
}

/** Two at a time: most of the work is in other processes. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item, n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < items.length; n = next++) await work(items[n]!, n);
  };
  await Promise.all([worker(), worker()]);
}

/** The first and the last frame. */
async function compare(path: string, scratch: string): Promise<Comparison> {
  const image = await openImageFile(path);
  if (image.kind === 'problem') {
    const isNoImage = image.code === 'no-pixels' || image.code === 'unreadable';
    return isNoImage ? { kind: 'no-pixels' } : { kind: 'not-shown', why: image.code };
  }
  const { transferSyntaxUid, frames } = image.facts;
  const syntax = transferSyntaxUid.replace('1.2.840.10008.1.2.', '');
  const native = await decompress(path, syntax, `${scratch}.dcm`);
  const reference = native === null ? null : await openImageFile(native);
  let values = 0;
  let grey = 0;
  for (const frame of new Set([0, frames - 1])) {
    const ours = await image.readFrame(frame);
    if (ours.kind === 'problem') return { kind: 'not-shown', why: `${ours.code} ${syntax} ${ours.layout}` };
    if (native === null || reference?.kind !== 'image') return { kind: 'no-reference', why: `${syntax} is not read` };
    const theirs = await reference.readFrame(frame);
    if (theirs.kind === 'problem') return { kind: 'no-reference', why: `${syntax} written as ${theirs.layout}` };
    values = Math.max(values, largestDifference(ours.values, theirs.values));
    // Drawing is the same for all frames, and each takes a process.
    if (frame > 0) continue;
    const difference = await greyDifference(native, ours, frame, `${scratch}.pnm`);
    if (difference === null) return { kind: 'not-drawn', why: `${syntax}, values differ by ${values}` };
    grey = Math.max(grey, difference);
  }
  return { kind: values === 0 && grey === 0 ? 'same' : 'apart', syntax, values, grey };
}

async function decompress(path: string, syntax: string, target: string): Promise<string | null> {
  const [, program, options] = decompressors.find(([endings]) => endings.test(syntax)) ?? [];
  if (program === undefined) return path;
  try {
    await run(program, [...(options ?? []), path, target]);
    return target;
  } catch {
    return null;
  }
}

/** With the window that DCMTK reads in the header; where it reads none, or that of another frame, with ours. */
async function greyDifference(path: string, ours: Frame, frame: number, target: string): Promise<number | null> {
  const voi = defaultVoiOf(ours);
  // Its linear function counts from the middle of a value, ours of the whole range from its edge.
  const edge = voi.kind === 'window' && voi.shape === 'linear-exact' ? [0.5, 1] : [0, 0];
  const told = voi.kind === 'window' ? ['+Ww', `${voi.centre + edge[0]!}`, `${voi.width + edge[1]!}`] : ['+Wl', '1'];
  const attempts = ours.kind === 'colour' ? [[]] : [...(ours.voi === null ? [] : [['+Wi', '1']]), told];
  let least: number | null = null;
  for (const options of attempts) {
    const drawn = await drawByDcmtk(path, frame, options, target);
    if (drawn === null) continue;
    const difference = largestDifference(withoutAlpha(ours, drawn.channels), drawn.samples);
    if (difference <= 1) return difference;
    least = Math.min(least ?? difference, difference);
  }
  return least;
}

async function drawByDcmtk(path: string, frame: number, options: readonly string[], target: string) {
  try {
    await run('dcm2pnm', ['+F', `${frame + 1}`, '-O', ...options, '+op', path, target]);
    return readPnm(new Uint8Array(readFileSync(target)));
  } catch {
    return null;
  }
}

function withoutAlpha(frame: Frame, channels: number): Uint8Array {
  const rgba = renderFrame(frame, defaultVoiOf(frame), false);
  return new Uint8Array((rgba.length / 4) * channels).map(
    (_, at) => rgba[Math.floor(at / channels) * 4 + (at % channels)]!,
  );
}

/** Binary PGM and PPM with eight bits a sample. */
function readPnm(bytes: Uint8Array) {
  const head = /^P([56])\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+(\d+)\s/.exec(
    Buffer.from(bytes.subarray(0, 512)).toString('latin1'),
  );
  if (head === null) throw new Error('DCMTK wrote something else.');
  return { channels: head[1] === '6' ? 3 : 1, samples: bytes.subarray(head[0].length) };
}

function largestDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let at = 0; at < one.length; at++) largest = Math.max(largest, Math.abs(one[at]! - other[at]!));
  return largest;
}
