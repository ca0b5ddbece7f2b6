/**
 * A browser that tests drive from outside, with one page. Each call ends within its time: it gives an answer or throws. `close` ends every
 * process that was started, and never throws.
 */
export type DrivenBrowser = {
  readonly name: string;
  readonly version: string;
  /** Where its downloads go. */
  readonly downloads: string;
  /** The first process of its tree, for CPU and memory. */
  readonly pid: number;
  readonly open: (url: string) => Promise<void>;
  /** Runs a function in the page. What it is given and gives back travels as JSON. */
  readonly run: <Result, Args extends readonly unknown[]>(
    work: (...args: Args) => Result,
    ...args: Args
  ) => Promise<Awaited<Result>>;
  /** Gives files of this machine to the file input that the selector finds, as its dialogue would. */
  readonly choose: (selector: string, paths: readonly string[]) => Promise<void>;
  /**
   * Opens the page at a width, in CSS pixels.
   * @param host one that lets the page be framed, and answers under `/api/`
   */
  readonly openNarrow: (host: string, width: number) => Promise<void>;
  /** From here on `run` and `choose` are about the first frame of the page, and after `leaveFrame` about the page again. */
  readonly enterFrame: () => Promise<void>;
  readonly leaveFrame: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type BrowserOptions = {
  /** An ordinary window, or a private one. */
  readonly window: 'ordinary' | 'private';
  readonly theme: 'light' | 'dark';
};

/** For one call; a busy machine is slow and not wrong. */
export const callTimeoutMs = 60_000;

/** Opens a browser for one piece of work and ends it, whatever comes of the work. */
export async function inBrowser<Result>(
  opening: Promise<DrivenBrowser>,
  work: (browser: DrivenBrowser) => Promise<Result>,
): Promise<Result> {
  const browser = await opening;
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
