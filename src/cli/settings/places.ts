import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { StorePlace } from '../../pipeline/pool/node/store-reading.ts';
import { usageError } from '../exit-status.ts';
import type { Manifest } from '../input/manifest.ts';
import { isWebAddress, servedInput } from '../served/served-address.ts';
import { isStoreAddress, overlap, parseStoreAddress, prefixOf, storeAddress } from '../store/store-address.ts';
import { serverAddress } from './server-address.ts';

/** Where the outputs go. */
export type OutputPlace =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'zip'; readonly path: string }
  /** A tar to standard output. */
  | { readonly kind: 'tar' }
  /** A server that takes files by STOW-RS. */
  | { readonly kind: 'stow'; readonly url: string }
  /** A prefix of a bucket of a store that speaks S3. */
  | ({ readonly kind: 'store' } & StorePlace);

export function outputPlace(named: string): OutputPlace {
  if (named === '-') return { kind: 'tar' };
  if (isStoreAddress(named)) {
    const address = storeAddress(named, 'OUT');
    return { kind: 'store', bucket: address.bucket, prefix: prefixOf(address) };
  }
  const url = serverAddress(named);
  if (url !== null) return { kind: 'stow', url };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(named)) throw usageError(noSuchPlace);
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
export function checkPlaces(
  inputs: readonly string[],
  manifest: Manifest | null,
  out: OutputPlace,
  { records, heldDir, journal }: { readonly records?: string; readonly heldDir?: string; readonly journal?: string },
): void {
  checkInputs(inputs);
  for (const [name, folder] of Object.entries({ '--records': records, '--held-dir': heldDir, '--journal': journal })) {
    if (folder !== undefined && isStoreAddress(folder)) throw usageError(`${name} names a folder of this computer.`);
  }
  if (heldDir !== undefined) checkHeldPlace(heldDir, inputs, manifest, out, records);
  if (isRemote(out)) checkJournalPlace(journalFolder(journal), inputs, manifest, { records, heldDir });
  if (out.kind === 'store') checkStoreApart(out, inputs, manifest);
  if (isRemote(out) || out.kind === 'tar') return;
  checkApart(out.path, 'OUT', inputs, manifest);
  if (records !== undefined && liesIn(records, out.path)) {
    throw usageError('The records identify patients and must not lie inside of OUT. Put them elsewhere.');
  }
  if (out.kind === 'zip' && existsSync(out.path)) throw usageError('OUT is there already. Name another file.');
}

/** True where nothing lies beside OUT: what belongs to the run is elsewhere. */
export function isRemote(place: OutputPlace): place is Extract<OutputPlace, { readonly kind: 'stow' | 'store' }> {
  return place.kind === 'stow' || place.kind === 'store';
}

/** The address of a DICOMweb server; null elsewhere. */
export function urlOfServer(place: OutputPlace): string | null {
  return place.kind === 'stow' ? place.url : null;
}

/** Folder of the journal of a run to a server. @param named by `--journal` */
export function journalFolder(named: string | undefined): string {
  return named ?? '.';
}

/** A journal is none of the inputs, and in no folder that is given on as a whole. */
function checkJournalPlace(
  folder: string,
  inputs: readonly string[],
  manifest: Manifest | null,
  { records, heldDir }: { readonly records: string | undefined; readonly heldDir: string | undefined },
): void {
  const journal = path.join(folder, 'nescio.journal.jsonl');
  checkApart(journal, 'the journal', inputs, manifest);
  for (const [other, name] of [
    [records, 'the records'],
    [heldDir, 'the held folder'],
  ] as const) {
    if (other !== undefined && liesIn(journal, other)) {
      throw usageError(`The journal lies inside of ${name}. Name another folder by --journal.`);
    }
  }
}

/** What nobody has looked at is kept apart from what goes in, from what goes out, and from what identifies patients. */
function checkHeldPlace(
  folder: string,
  inputs: readonly string[],
  manifest: Manifest | null,
  out: OutputPlace,
  records: string | undefined,
): void {
  checkApart(folder, 'the held folder', inputs, manifest);
  if ('path' in out) checkApartFrom(folder, out.path, 'OUT');
  if (records !== undefined) checkApartFrom(folder, records, 'the records');
}

function checkApartFrom(heldDir: string, other: string, name: string): void {
  if (liesIn(heldDir, other)) throw usageError(`The held folder lies inside of ${name}. Put it elsewhere.`);
  if (liesIn(other, heldDir)) throw usageError(`The held folder has ${name} inside. Put one of them elsewhere.`);
}

/**
 * Refuses a place for what comes out that lies in an input, or the other way round.
 * @param name what the place is, for people
 */
function checkApart(place: string, name: string, inputs: readonly string[], manifest: Manifest | null): void {
  const sentence = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const [isInside, holds] = [placesIn(place), placesAround(place)];
  const check = (input: string, what: string) => {
    if (isStoreAddress(input) || isWebAddress(input)) return;
    const real = realPlace(input);
    if (holds(real)) throw usageError(`${sentence} lies inside of ${what}. Put it elsewhere.`);
    if (isInside(input, real)) throw usageError(`${what} lies inside of ${name}. Put ${name} elsewhere.`);
  };
  eachInput(inputs, manifest, check);
}

/** Refuses an OUT below an IN of the same bucket, or the other way round. */
function checkStoreApart({ bucket, prefix }: StorePlace, inputs: readonly string[], manifest: Manifest | null): void {
  const out = { bucket, key: prefix };
  const check = (input: string, what: string) => {
    const address = parseStoreAddress(input);
    if (address !== null && overlap(address, out)) {
      throw usageError(`OUT and ${what} lie one inside of the other. Put OUT elsewhere.`);
    }
  };
  eachInput(inputs, manifest, check);
}

/** @param check told each input, and what it is, for people */
export function eachInput(
  inputs: readonly string[],
  manifest: Manifest | null,
  check: (input: string, what: string) => void,
): void {
  for (const [at, input] of inputs.entries()) check(input, `IN number ${at + 1}`);
  for (const { number, path: input } of manifest?.lines() ?? []) check(input, `IN of line ${number} of the manifest`);
}

/** @throws CommandError when one is not there, or is no address */
export function checkInputs(inputs: readonly string[]): void {
  for (const [at, input] of inputs.entries()) {
    // Whether an object is there is seen when it is listed.
    if (isStoreAddress(input)) storeAddress(input, `IN number ${at + 1}`);
    else if (isWebAddress(input)) servedInput(input, `IN number ${at + 1}`);
    else if (!existsSync(input)) throw usageError(`IN number ${at + 1} is not there.`);
  }
}

/** True when a folder is there and holds anything. */
export function hasContent(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

function liesIn(inner: string, outer: string): boolean {
  return placesIn(outer)(inner, realPlace(inner));
}

/**
 * Tells of places whether they lie in this one. True as well when a link in this one leads there: who reads it follows the link.
 * Most of a long list lies in few folders, and what was found out of those is remembered.
 */
function placesIn(outer: string): (inner: string, realInner: string) => boolean {
  const limit = realPlace(outer);
  const real = remembered(realPlace);
  const isFolderIn: (folder: string) => boolean = remembered((folder) => {
    const parent = path.dirname(folder);
    if (parent === folder) return isWithin(real(folder), limit);
    return isWithin(path.join(real(parent), path.basename(folder)), limit) || isFolderIn(parent);
  });
  return (inner, realInner) => {
    const place = path.resolve(inner);
    const parent = path.dirname(place);
    return (
      isWithin(realInner, limit) || isWithin(path.join(real(parent), path.basename(place)), limit) || isFolderIn(parent)
    );
  };
}

/** Tells of places, by their real paths, whether this one lies in them, in the same way. */
function placesAround(inner: string): (realOuter: string) => boolean {
  const ways = [realPlace(inner)];
  for (let at = path.resolve(inner); at !== path.dirname(at); at = path.dirname(at)) {
    ways.push(path.join(realPlace(path.dirname(at)), path.basename(at)));
  }
  return (realOuter) => ways.some((way) => isWithin(way, realOuter));
}

function remembered<Result>(find: (place: string) => Result): (place: string) => Result {
  const known = new Map<string, Result>();
  return (place) => {
    const found = known.get(place) ?? find(place);
    known.set(place, found);
    return found;
  };
}

/** Without links, as far as it exists. */
export function realPlace(named: string): string {
  const whole = path.resolve(named);
  if (existsSync(whole)) return realpathSync.native(whole);
  const parent = path.dirname(whole);
  return parent === whole ? whole : path.join(realPlace(parent), path.basename(whole));
}

/** True when both are the same as well. */
export function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

const noSuchPlace =
  'OUT is a folder, a file that ends with .zip, - for a tar on standard output, the https: address of a DICOMweb server, or s3://bucket/prefix.';
