import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { type InputFile, sizeBytesOf } from '../../../pipeline/contracts/input-file.ts';
import { allPicturesBytes, type PagesProblem, pagesProblem } from '../../../pipeline/contracts/pages.protocol.ts';
import type { BatchStore } from '../../batch/batch-store.ts';
import type { DrawnFile } from '../../batch/decide/make-decision.ts';
import type { AppServices } from '../services.ts';

/** Where the drawing is. All numbers begin with 1; `page` is 0 while a document is opened. */
export type DrawingPlace = {
  readonly file: number;
  readonly files: number;
  readonly page: number;
  readonly pages: number;
};

export type DrawingProblem = { readonly path: string; readonly problem: PagesProblem };

export type DrawingEnd = { readonly drawn: readonly DrawnFile[]; readonly problems: readonly DrawingProblem[] };

/** What is drawn, until when, and who is told where the drawing is. */
export type DrawingRequest = readonly [
  files: readonly BatchFile[],
  signal: AbortSignal,
  onPlace: (place: DrawingPlace) => void,
];

type Services = Pick<AppServices, 'pool' | 'drawPages'>;

/**
 * Draws the pages of documents, one document after the other, and looks at each file of pictures as at a file that was added. Nothing
 * is decided yet. All pictures of the batch together are bounded: what has no room is among the problems. After a cancel, documents that
 * were finished are among the drawn, and the others nowhere. What changed meanwhile is not among the drawn.
 */
export async function drawDocuments(
  store: BatchStore,
  services: Services,
  ...[files, signal, onPlace]: DrawingRequest
): Promise<DrawingEnd> {
  const drawn: DrawnFile[] = [];
  const problems: DrawingProblem[] = [];
  let roomBytes = allPicturesBytes - picturesBytes(store.getState().files);
  for (const [n, file] of files.entries()) {
    if (signal.aborted) break;
    const place = { file: n + 1, files: files.length };
    onPlace({ ...place, page: 0, pages: 0 });
    const draws = { ...services, roomBytes, signal };
    const result = await drawOne(file, draws, (page, pages) => onPlace({ ...place, page, pages }));
    if (!('kind' in result)) {
      drawn.push(result);
      roomBytes -= bytesOf(result.body);
    } else if (result.code !== 'cancelled') problems.push({ path: file.path, problem: result });
  }
  const now = new Set(store.getState().files.map(({ content }) => content));
  return { drawn: drawn.filter(({ file }) => now.has(file.content)), problems };
}

async function drawOne(
  file: BatchFile,
  { pool, drawPages, roomBytes, signal }: Services & { readonly roomBytes: number; readonly signal: AbortSignal },
  onPage: (page: number, of: number) => void,
): Promise<DrawnFile | PagesProblem> {
  if (file.content === null) return unreadable;
  const made = await drawPages(file.content, roomBytes, signal, onPage);
  if (made.kind === 'problem') return made;
  const input = { id: file.id, path: file.path, content: made.content };
  for await (const { result } of pool.scan(once(input), signal)) {
    if (result.kind !== 'dicom' || file.scan.kind !== 'dicom') return unreadable;
    // The key may be another one now than when the document was looked at: its pictures are of the patient that it is listed under.
    const summary = { ...result.summary, patientKey: file.scan.summary.patientKey };
    return { file, body: { content: made.content, scan: { ...result, summary } }, pages: made.pages };
  }
  return pagesProblem('cancelled');
}

/** Of what was drawn before and is still here. */
function picturesBytes(files: readonly BatchFile[]): number {
  return files.reduce((sum, file) => sum + (file.document?.kind === 'pages' ? bytesOf(file) : 0), 0);
}

function bytesOf({ content }: Pick<BatchFile, 'content'>): number {
  return content === null ? 0 : sizeBytesOf(content);
}

const unreadable = pagesProblem('unreadable');

async function* once(input: InputFile): AsyncGenerator<InputFile> {
  yield input;
}
