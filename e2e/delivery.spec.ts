import { readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import {
  metaContentSecurityPolicy,
  notFoundHeaders,
  notFoundPage,
  securityHeaders,
  serviceWorkerFile,
  serviceWorkerHeaders,
} from '../src/csp.ts';
import { filesBelow } from './support/folder.ts';

const ownHeaders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [serviceWorkerFile]: serviceWorkerHeaders,
  [notFoundPage]: notFoundHeaders,
};

const { NESCIO_E2E_DIST = 'dist' } = process.env;
const files = () => filesBelow(NESCIO_E2E_DIST);
const text = (file: string) => readFileSync(file, 'utf8');
const named = (part: string) => files().filter((file) => basename(file).includes(part) && file.endsWith('.js'));

/** Every script that the given ones load, at once or later; workers are referred to by URL and not followed. */
function closure(entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const folder = join(file, '..');
    for (const [, specifier] of text(file).matchAll(/(?:from|import)\s*\(?\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g)) {
      waiting.push(join(folder, specifier as string));
    }
  }
  return found;
}

const pageScripts = () => {
  const html = text(join(NESCIO_E2E_DIST, 'index.html'));
  return [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, source]) => join(NESCIO_E2E_DIST, source as string));
};

test('every file is served with every security header, worker chunks included', async ({ request }) => {
  const paths = files().map((file) => relative(NESCIO_E2E_DIST, file).split(sep).join('/'));
  expect(paths.filter((path) => path.includes('worker'))).not.toEqual([]);
  for (const path of ['', ...paths]) {
    const response = await request.get(`./${path}`);
    expect(response.status(), path).toBe(200);
    for (const [name, value] of Object.entries(ownHeaders[path] ?? securityHeaders)) {
      expect(response.headers()[name.toLowerCase()], `${name} of ${path}`).toBe(value);
    }
  }
});

test('the built page holds the second policy in front of any script, and no inline script or style', () => {
  const html = text(join(NESCIO_E2E_DIST, 'index.html'));
  const decoded = html.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
  expect(decoded).toContain(`content="${metaContentSecurityPolicy}"`);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(script|link|style)/));
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)/);
});

test('the build refers to no other host', () => {
  const html = text(join(NESCIO_E2E_DIST, 'index.html'));
  expect(html).not.toMatch(/(?:src|href)="(?:[a-z]+:)?\/\//);
  for (const file of files().filter((name) => name.endsWith('.css')))
    expect(text(file)).not.toMatch(/url\(\s*["']?(?:[a-z]+:)?\/\//);
});

test('dcmjs is in worker chunks only', () => {
  // The name of its logger: dcmjs gives it in plain text, and minifying keeps it.
  const marker = 'validation.dcmjs';
  const withDcmjs = files().filter((file) => file.endsWith('.js') && text(file).includes(marker));
  expect(withDcmjs, 'some worker reads DICOM with dcmjs').not.toEqual([]);
  const page = closure(pageScripts());
  expect(withDcmjs.filter((file) => page.has(file))).toEqual([]);
  expect(named('deidentify.worker')).not.toEqual([]);
});

test('the app shell stays small', () => {
  const html = join(NESCIO_E2E_DIST, 'index.html');
  const styles = files().filter((file) => file.endsWith('.css') && text(html).includes(basename(file)));
  // What the first paint waits for: static imports only.
  const shell = [html, ...styles, ...staticClosure(pageScripts())];
  const sizes = shell.map((file) => ({ file: basename(file), bytes: gzipSync(readFileSync(file)).length }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(
    `App shell: ${(total / 1024).toFixed(1)} KiB gzip (${sizes.map((s) => `${s.file} ${s.bytes}`).join(', ')})`,
  );
  expect(total).toBeLessThan(170 * 1024);
});

function staticClosure(entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, specifier] of text(file).matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) {
      waiting.push(join(file, '..', specifier as string));
    }
  }
  return found;
}
