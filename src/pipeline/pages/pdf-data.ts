import type { DataRequest } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { unpack } from '../image/codecs/unpack.ts';

/** What the library would fetch: all of it comes from chunks of this build. */
export class PdfData {
  async fetch({ kind, filename }: DataRequest): Promise<Uint8Array> {
    const packed = (await filesOf(kind))[filename];
    if (packed === undefined) throw new Error('No such file in this build.');
    return unpack(packed);
  }
}

async function filesOf(kind: DataRequest['kind']): Promise<Readonly<Record<string, string>>> {
  switch (kind) {
    case 'standardFontDataUrl':
      return (await import('./chunks/pdf-fonts.ts')).pdfFonts;
    case 'cMapUrl':
      return (await import('./chunks/pdf-cmaps.ts')).pdfCmaps;
    case 'wasmUrl':
      return (await import('./chunks/pdf-decoders.ts')).pdfDecoders;
  }
}
