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
    /** 5: all it has to say goes to the console. */
    readonly verbosity: 5;
    readonly isEvalSupported: false;
    readonly enableXfa: false;
    /** True: glyphs are drawn as paths, and no font is given to the browser. */
    readonly disableFontFace: true;
    readonly useSystemFonts: false;
    readonly useWorkerFetch: false;
    /** True: throws for what cannot be drawn, pictures aside, of which it only warns. */
    readonly stopAtErrors: true;
    /** False: a JPEG is decoded by the library, which warns where it is torn, and not by the browser. */
    readonly isImageDecoderSupported: false;
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
