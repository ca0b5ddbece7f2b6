// What the browser loads before a person can do anything: the page, its styles and its scripts, without the workers.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** @returns gzipped bytes, and whether the DICOM library of the workers is among them. */
export function measureShell(folder) {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const linked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
  const loaded = new Set();
  for (const file of linked) collect(folder, file, loaded);
  const texts = [...loaded].map((file) => readFileSync(path.join(folder, file)));
  const gzipBytes = [Buffer.from(html), ...texts].reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
  // A name that minifying leaves alone.
  const hasDcmjs = texts.some((bytes) => bytes.includes('DicomMetaDictionary') || bytes.includes('DicomMessage'));
  return { gzipBytes, files: loaded.size, hasDcmjs };
}

/** A script and what it imports at once; scripts that are imported later are not part of the shell. */
function collect(folder, file, loaded) {
  if (loaded.has(file)) return;
  loaded.add(file);
  if (!file.endsWith('.js')) return;
  const text = readFileSync(path.join(folder, file), 'utf8');
  for (const [, imported] of text.matchAll(/(?:^|;)import(?:[\w*{},$\s]+from)?"\.\/([^"]+\.js)"/g)) {
    collect(folder, path.join(path.dirname(file), imported), loaded);
  }
}
