import { type DocumentOptions, getDocument, type PdfDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as pdfjsWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

// With its other half at hand, the library starts no worker of its own: it runs in ours, and ends with it.
Object.assign(globalThis, { pdfjsWorker });

export function openPdf(options: DocumentOptions): Promise<PdfDocument> {
  return getDocument(options).promise;
}
