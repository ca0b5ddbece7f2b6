import { packed as jbig2 } from 'pdfjs-dist/wasm/jbig2.wasm?packed';
import { packed as openjpeg } from 'pdfjs-dist/wasm/openjpeg.wasm?packed';

/** WebAssembly for JBIG2, fax and JPEG 2000 pictures inside a PDF, packed, by file name. */
export const pdfDecoders: Readonly<Record<string, string>> = { 'jbig2.wasm': jbig2, 'openjpeg.wasm': openjpeg };
