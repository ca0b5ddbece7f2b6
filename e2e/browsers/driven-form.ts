import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrivenBrowser } from './driven-browser.ts';
import { until } from './processes.ts';

const formTimeoutMs = 60_000;

/** Makes a page open its closed shadow trees, which no driver of Firefox or WebKit can see into. The page allows scripts of its origin. */
export function openTreesOf(folder: string, page: string): void {
  const script = `const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: 'open' }); };`;
  writeFileSync(join(folder, 'open-trees.js'), script);
  const file = join(folder, page);
  const html = readFileSync(file, 'utf8');
  writeFileSync(file, html.replace('<head>', '<head><script src="./open-trees.js"></script>'));
}

/** Gives files to the embedded form of the open page or frame, and has them de-identified. */
export async function deidentifyInForm(browser: DrivenBrowser, paths: readonly string[]): Promise<void> {
  // Drivers find elements of the document alone. The input is the one that the form listens to.
  await until('The form', () => browser.run(moveInputOut), formTimeoutMs);
  await browser.choose('#files-of-form', paths);
  await until('The button De-identify', () => browser.run(pressDeidentify), formTimeoutMs);
}

function moveInputOut(): boolean {
  const tree = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot !== null)?.shadowRoot;
  const input = tree?.querySelector<HTMLInputElement>('input[type=file]:not([webkitdirectory])');
  if (!input) return false;
  input.id = 'files-of-form';
  input.hidden = false;
  document.body.append(input);
  return true;
}

function pressDeidentify(): boolean {
  const tree = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot !== null)?.shadowRoot;
  const buttons = [...(tree?.querySelectorAll<HTMLButtonElement>('button:not([disabled])') ?? [])];
  const button = buttons.find(({ textContent }) => textContent?.trim() === 'De-identify');
  button?.click();
  return button !== undefined;
}
