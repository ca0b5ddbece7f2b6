import type { PdfDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type DrawnPage, type OpenedPages, type PagesProblem, pagesProblem } from '../contracts/pages.protocol.ts';
import { listenForLoss } from './lost-content.ts';
import { type PagePlan, type PagePoints, pageLimits, planPages } from './page-limits.ts';
import { contextOf, PdfCanvases, PdfFilters } from './pdf-canvases.ts';
import { PdfData } from './pdf-data.ts';

/** A PDF whose pages can be drawn one by one. */
export type OpenPdf = OpenedPages & { readonly draw: (page: number) => Promise<DrawnPage | PagesProblem> };

/** Opens a PDF. Nothing of it is run: no script, no form logic (XFA), no request; its text is drawn and never given out. */
export async function openPdfPages(bytes: Uint8Array): Promise<OpenPdf | PagesProblem> {
  const { openPdf } = await import('./chunks/pdf-library.ts');
  const heard = listenForLoss(globalThis.console);
  let pdf: PdfDocument;
  try {
    pdf = await openPdf({
      data: bytes,
      verbosity: 5,
      isEvalSupported: false,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      stopAtErrors: true,
      isImageDecoderSupported: false,
      maxImageSize: pageLimits.imagePixels,
      CanvasFactory: PdfCanvases,
      FilterFactory: PdfFilters,
      BinaryDataFactory: PdfData,
    });
  } catch (cause) {
    return pagesProblem(isNamed(cause, 'PasswordException') ? 'encrypted' : 'broken');
  }
  if (heard().isDamaged) return pagesProblem('broken');
  if (pdf.numPages > pageLimits.pages) return pagesProblem('too-many-pages');
  const sizes: PagePoints[] = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    try {
      sizes.push((await pdf.getPage(page)).getViewport({ scale: 1 }));
    } catch {
      return pagesProblem('page-broken', page);
    }
  }
  const plan = planPages(sizes);
  if (plan.kind === 'problem') return plan;
  const { rows, columns } = plan;
  return {
    kind: 'opened',
    pages: pdf.numPages,
    rows,
    columns,
    draw: async (page) => {
      const drawn = await drawPage(pdf, page, plan);
      return heard().isLost || heard().isDamaged ? pagesProblem('page-broken', page) : drawn;
    },
  };
}

/** A page stands in the upper left of its picture; what is left of it is white. */
async function drawPage(pdf: PdfDocument, number: number, plan: PagePlan): Promise<DrawnPage | PagesProblem> {
  const { rows, columns, pixelsPerPoint } = plan;
  try {
    const page = await pdf.getPage(number);
    const canvas = new OffscreenCanvas(columns, rows);
    const canvasContext = contextOf(canvas);
    canvasContext.fillStyle = 'white';
    canvasContext.fillRect(0, 0, columns, rows);
    const viewport = page.getViewport({ scale: pixelsPerPoint[number - 1]! });
    await page.render({ canvas: null, canvasContext, viewport, background: 'white' }).promise;
    page.cleanup();
    const samples = withoutAlpha(canvasContext.getImageData(0, 0, columns, rows).data);
    canvas.width = canvas.height = 0;
    return { kind: 'drawn', samples };
  } catch {
    // What was thrown may quote the document.
    return pagesProblem('page-broken', number);
  }
}

/** The ground is white and whole, so no pixel is transparent. */
function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const samples = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    samples[to++] = rgba[from]!;
    samples[to++] = rgba[from + 1]!;
    samples[to++] = rgba[from + 2]!;
  }
  return samples;
}

function isNamed(cause: unknown, name: string): boolean {
  return typeof cause === 'object' && cause !== null && 'name' in cause && cause.name === name;
}
