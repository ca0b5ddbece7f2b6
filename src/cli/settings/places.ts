import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../exit-status.ts';

/** Where the outputs go. */
export type OutputPlace =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'zip'; readonly path: string }
  /** A tar to standard output. */
  | { readonly kind: 'tar' };

export function outputPlace(named: string): OutputPlace {
  if (named === '-') return { kind: 'tar' };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(named)) {
    throw usageError('OUT is a folder, a file that ends with .zip, or - for a tar on standard output.');
  }
  const isFolder = existsSync(named) && statSync(named).isDirectory();
  if (/\.zip$/i.test(named) && !isFolder) return { kind: 'zip', path: path.resolve(named) };
  if (existsSync(named) && !isFolder)
    throw usageError('OUT is a file. Name a folder, a file that ends with .zip, or -.');
  return { kind: 'folder', path: path.resolve(named) };
}

/**
 * Refuses places that would mix what goes in, what comes out, and what identifies patients.
 * @throws CommandError that names arguments by what they are, never by their path
 */
export function checkPlaces(inputs: readonly string[], out: OutputPlace, records: string | undefined): void {
  checkInputs(inputs);
  if (out.kind === 'tar') return;
  for (const [at, input] of inputs.entries()) {
    if (liesIn(out.path, input)) throw usageError(`OUT lies inside of IN number ${at + 1}. Put it elsewhere.`);
    if (liesIn(input, out.path)) throw usageError(`IN number ${at + 1} lies inside of OUT. Put OUT elsewhere.`);
  }
  if (records !== undefined && liesIn(records, out.path)) {
    throw usageError('The records identify patients and must not lie inside of OUT. Put them elsewhere.');
  }
  if (out.kind === 'zip' && existsSync(out.path)) throw usageError('OUT is there already. Name another file.');
}

/** @throws CommandError when one is not there */
export function checkInputs(inputs: readonly string[]): void {
  const missing = inputs.findIndex((input) => !existsSync(input));
  if (missing >= 0) throw usageError(`IN number ${missing + 1} is not there.`);
}

/** True when a folder is there and holds anything. */
export function hasContent(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** True as well when a link in the outer place leads to the inner one: who reads the outer place follows it. */
function liesIn(inner: string, outer: string): boolean {
  const limit = realPlace(outer);
  if (isWithin(realPlace(inner), limit)) return true;
  for (let at = path.resolve(inner); at !== path.dirname(at); at = path.dirname(at)) {
    if (isWithin(path.join(realPlace(path.dirname(at)), path.basename(at)), limit)) return true;
  }
  return false;
}

/** Without links, as far as it exists. */
export function realPlace(named: string): string {
  const whole = path.resolve(named);
  if (existsSync(whole)) return realpathSync(whole);
  const parent = path.dirname(whole);
  return parent === whole ? whole : path.join(realPlace(parent), path.basename(whole));
}

/** True when both are the same as well. */
function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}
