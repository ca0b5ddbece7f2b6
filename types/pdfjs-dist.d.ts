// The few calls of pdfjs-dist 5.6.205 that Nescio makes. Its own types ask for a page's DOM, which no worker has.
declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  export type PageViewport = { readonly width: number; readonly height: number };

  export type PdfPage = {
    getViewport(options: { readonly scale: number }): PageViewport;
    render(options: {
      readonly canvas: null;
      readonly canvasContext: OffscreenCanvasRenderingContext2D;
      readonly viewport: PageViewport;
      /** CSS colour under all that is drawn. */
      readonly background: string;
    }): { readonly promise: Promise<void> };
    /** Lets go of what was made for drawing. */
    cleanup(): boolean;
  };

  export type PdfDocument = { readonly numPages: number; getPage(number: number): Promise<PdfPage> };

  export type DataRequest = {
    readonly kind: 'cMapUrl' | 'standardFontDataUrl' | 'wasmUrl';
    readonly filename: string;
  };

  /** Options that are not named keep the library's own values. */
  export type DocumentOptions = {
    readonly data: Uint8Array;
    readonly verbosity: 0;
    readonly isEvalSupported: false;
    readonly enableXfa: false;
    /** True: glyphs are drawn as paths, and no font is given to the browser. */
    readonly disableFontFace: true;
    readonly useSystemFonts: false;
    readonly useWorkerFetch: false;
    /** False: what cannot be drawn is left out without a word. */
    readonly stopAtErrors: true;
    /** In pixels. */
    readonly maxImageSize: number;
    readonly CanvasFactory: new () => object;
    readonly FilterFactory: new () => object;
    readonly BinaryDataFactory: new () => { fetch(request: DataRequest): Promise<Uint8Array> };
  };

  export function getDocument(options: DocumentOptions): { readonly promise: Promise<PdfDocument> };
}

declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: object;
}
