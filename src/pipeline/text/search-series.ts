import { holdsImage } from '../../text-search/found-text.ts';
import { joinTexts } from '../../text-search/join-texts.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { ImageText, SearchResult, TextService } from '../contracts/text-search.ts';
import { lookTogether } from './look-together.ts';

/** A file of a series, in the order of its images. */
export type SearchedFile = {
  readonly id: number;
  readonly content: InputContent;
  readonly rows: number;
  readonly columns: number;
};

/** `likely`: every frame is looked at. `unlikely`: some images and what all of them have in common. */
export type TextRisk = 'likely' | 'unlikely';

export type SearchedEntry = { readonly id: number; readonly result: SearchResult };

/**
 * Looks for text in the images of one series and tells of each file as soon as it is known. Where text is unlikely, the
 * first, the middle and the last image and one of each size are looked at, the middle one over its full range, and the brightest and
 * darkest picture of all of one size together, turned as well; a hit there makes all of them images that are looked at one by one. Each file
 * that is told of as searched had every frame looked at, in such a picture or by itself.
 */
export async function* searchSeries(
  files: readonly SearchedFile[],
  risk: TextRisk,
  texts: TextService,
  signal: AbortSignal,
): AsyncGenerator<SearchedEntry> {
  if (risk === 'likely') {
    yield* searchEach(files, new Set(ends(files)), false, texts, signal);
    return;
  }
  const sample = new Set([...ends(files), ...ofEachSize(files)]);
  const results = await searchSome(files, sample, texts, signal);
  if (signal.aborted) return;
  if (results === 'hit') {
    yield* searchEach(files, sample, true, texts, signal);
    return;
  }
  for (const { id } of files) yield { id, result: results.get(id) ?? failed };
}

/** @returns by file, what samples and all images together came to: none for a file with frames that were not looked at */
async function searchSome(
  files: readonly SearchedFile[],
  sample: ReadonlySet<SearchedFile>,
  texts: TextService,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, SearchResult> | 'hit'> {
  const samples = new Map<SearchedFile, SearchResult>();
  for (const file of sample) {
    const isMiddle = file === files[middleOf(files.length)];
    const result = await searchFile(file, isMiddle ? 'some-full' : 'some', texts, signal);
    if (holdsFile(result)) return 'hit';
    samples.set(file, result);
  }
  const { texts: found, covered, leftOut } = await lookTogether(files, texts, signal);
  if (found.some(holdsImage)) return 'hit';
  const results = new Map<number, SearchResult>();
  for (const file of covered) results.set(file.id, samples.get(file) ?? nothingFound);
  for (const file of leftOut) {
    const result = await searchFile(file, sample.has(file) ? 'all-thorough' : 'all', texts, signal);
    if (holdsFile(result)) return 'hit';
    results.set(file.id, result);
  }
  return results;
}

async function* searchEach(
  files: readonly SearchedFile[],
  thorough: ReadonlySet<SearchedFile>,
  isTextBeside: boolean,
  texts: TextService,
  signal: AbortSignal,
): AsyncGenerator<SearchedEntry> {
  for (const file of files) {
    const result = await searchFile(file, thorough.has(file) ? 'all-thorough' : 'all', texts, signal);
    if (signal.aborted) return;
    yield { id: file.id, result: result.kind === 'searched' ? { ...result, isTextBeside } : result };
  }
}

/** @param extent `some`: first, middle and last frame; what is more than seen are those three in any case */
async function searchFile(
  { content }: SearchedFile,
  extent: Extent,
  service: TextService,
  signal: AbortSignal,
): Promise<SearchResult> {
  const found: ImageText[] = [];
  let frames = 1;
  for (let frame = 0; frame < frames; frame = nextFrame(frame, frames, extent)) {
    const isEnd = frame === 0 || frame === frames - 1 || frame === middleOf(frames);
    const look = await service.look({ content, frame, depth: isEnd ? depths[extent] : 'seen' }, signal);
    if (look.kind === 'problem' || look.frames < 1) return failed;
    frames = look.frames;
    found.push(...look.texts);
  }
  return { kind: 'searched', texts: joinTexts(found), isTextBeside: false };
}

type Extent = 'some' | 'some-full' | 'all' | 'all-thorough';

const depths = { some: 'seen', 'some-full': 'full-range', all: 'seen', 'all-thorough': 'thorough' } as const;

function nextFrame(frame: number, frames: number, extent: Extent): number {
  if (extent.startsWith('all')) return frame + 1;
  if (frame < middleOf(frames)) return middleOf(frames);
  return frame < frames - 1 ? frames - 1 : frames;
}

function ends<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set([0, middleOf(items.length), items.length - 1])].flatMap((at) => items[at] ?? []);
}

function middleOf(count: number): number {
  return Math.floor(count / 2);
}

function ofEachSize(files: readonly SearchedFile[]): readonly SearchedFile[] {
  const bySize = new Map<string, SearchedFile>();
  for (const file of files) {
    const size = `${file.columns} ${file.rows}`;
    if (!bySize.has(size)) bySize.set(size, file);
  }
  return [...bySize.values()];
}

/** True where a text was found that keeps the file back. */
function holdsFile(result: SearchResult): boolean {
  return result.kind === 'searched' && result.texts.some(holdsImage);
}

const nothingFound: SearchResult = { kind: 'searched', texts: [], isTextBeside: false };
const failed: SearchResult = { kind: 'not-searched', cause: 'failed' };
