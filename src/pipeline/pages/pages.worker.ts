import * as Comlink from 'comlink';
import { type PagesWorker, pagesProblem } from '../contracts/pages.protocol.ts';
import { type OpenPdf, openPdfPages } from './draw-pdf.ts';
import { type OpenDocument, openDocument } from './open-document.ts';

const nothingOpen = pagesProblem('no-document');

let opened: { readonly document: OpenDocument; readonly pdf: OpenPdf } | null = null;

const worker: PagesWorker = {
  open: async (content) => {
    const document = await openDocument(content);
    if (document.kind === 'problem') return document;
    const pdf = await openPdfPages(document.bytes);
    if (pdf.kind === 'problem') return pdf;
    opened = { document, pdf };
    const { kind, pages, rows, columns } = pdf;
    return { kind, pages, rows, columns };
  },
  draw: async (page) => {
    const drawn = await (opened?.pdf.draw(page) ?? nothingOpen);
    return drawn.kind === 'drawn' ? Comlink.transfer(drawn, [drawn.samples.buffer]) : drawn;
  },
  head: async () => opened?.document.headFor(opened.pdf, opened.pdf.pages) ?? nothingOpen,
};

Comlink.expose(worker);
