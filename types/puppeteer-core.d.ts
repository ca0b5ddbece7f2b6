/** The part of Puppeteer that tests drive Firefox with. Its own types bring those of every Chromium protocol along. */
declare module 'puppeteer-core' {
  type Element = { readonly uploadFile: (...paths: string[]) => Promise<void> };
  export type Frame = {
    readonly evaluate: (work: unknown, ...args: readonly unknown[]) => Promise<unknown>;
    readonly $: (selector: string) => Promise<Element | null>;
    readonly childFrames: () => readonly Frame[];
  };
  type Page = {
    readonly setDefaultTimeout: (ms: number) => void;
    readonly goto: (url: string, options: { readonly waitUntil: 'load' }) => Promise<unknown>;
    readonly mainFrame: () => Frame;
    readonly setViewport: (size: { readonly width: number; readonly height: number }) => Promise<void>;
  };
  type Browser = {
    readonly newPage: () => Promise<Page>;
    readonly version: () => Promise<string>;
    readonly process: () => { readonly pid?: number } | null;
    readonly close: () => Promise<void>;
  };
  const puppeteer: { readonly launch: (options: Readonly<Record<string, unknown>>) => Promise<Browser> };
  // biome-ignore lint/style/noDefaultExport: the package has one
  export default puppeteer;
}
