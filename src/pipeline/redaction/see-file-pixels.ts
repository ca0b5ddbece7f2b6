import { collectIdentifiers, type Identifiers } from '../../deidentify/residual/matcher.ts';
import { printableRuns } from '../../deidentify/residual/printable-runs.ts';
import { noCarry, scanBytes } from '../../deidentify/scan-bytes.ts';
import { subjectAt } from '../../deidentify/subject-at.ts';
import { tags } from '../../deidentify/tags.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { SideBytes } from '../../pixel-data/codestream/side-bytes.ts';
import { lookedThroughBytes } from '../../pixel-data/inspect-codestreams.ts';
import { type SeenPixels, seePixels } from '../../pixel-data/inspect-pixels.ts';
import type { CompiledProfile } from '../../profile/compiled-profile.ts';
import { findRule } from '../../profile/find-rule.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';
import type { OpenInput } from '../reading/open-input.ts';
import { runReading } from '../reading/run-reading.ts';

/**
 * Which pass looks. The first look at a file reads small ones only; the forecast up to 64 MB of compressed pixels; saving
 * reads what is left, as no byte leaves unseen.
 */
export type PixelPass = 'scan' | 'forecast' | 'save';

const mostForecastBytes = 64 * 1024 * 1024;

/**
 * Fragments that are shorter were found by reading all of them. A pass that knows them already may read as much anew, and
 * costs what it cost before.
 */
const shortFragmentBytes = 512 * 1024;

/**
 * Looks through the pixel data of a file for what is not the image, and searches it for what identifies the patient.
 * @param before what an earlier pass saw of the same file; null when none did
 */
export async function seeFilePixels(
  dataset: IndexedDataset,
  input: OpenInput,
  rules: CompiledProfile,
  pass: PixelPass,
  before: SeenPixels | null,
  isRecalled: boolean,
): Promise<SeenPixels | FailedOutcome> {
  const search = createSideSearch(dataset, rules);
  const look = {
    firstFrame: 0,
    mostBytes: mostBytesIn(pass, dataset, isRecalled),
    side: search.side,
    isKept: keptBy(dataset, rules),
  };
  const seen = await runReading(seePixels(dataset, look, before), input.read);
  if ('kind' in seen || seen.hidden !== null || !search.hasFound()) return seen;
  return { ...seen, hidden: 'patient-in-codestream' };
}

function mostBytesIn(pass: PixelPass, dataset: IndexedDataset, isRecalled: boolean): number {
  switch (pass) {
    case 'scan':
      return dataset.sizeBytes <= lookedThroughBytes ? lookedThroughBytes : 0;
    case 'forecast':
      return isRecalled && hasShortFragments(dataset) ? Number.POSITIVE_INFINITY : mostForecastBytes;
    case 'save':
      return Number.POSITIVE_INFINITY;
  }
}

function hasShortFragments({ fragments }: IndexedDataset): boolean {
  return [...fragments.values()].every(
    ({ lengths }) => lengths.reduce((sum, length) => sum + length, 0) <= shortFragmentBytes * lengths.length,
  );
}

/** Elements that a profile does not remove, neither by themselves nor with what is around them. */
function keptBy(dataset: IndexedDataset, rules: CompiledProfile): (element: number) => boolean {
  const { parents } = dataset.elements;
  return (element) => {
    for (let at = element; at >= 0; at = parents[at]!) {
      const { tag, vr } = subjectAt(dataset, at);
      if (tag === tags.item) continue;
      if ((rules.ownRules.byTag.get(tag) ?? findRule(rules, tag, vr)).action === 'X') return false;
    }
    return true;
  };
}

/** Looks for this patient in the bytes beside the coded pixels. What a profile retains is no find. */
function createSideSearch(dataset: IndexedDataset, rules: CompiledProfile) {
  let identifiers: Identifiers | null = null;
  let isFound = false;
  const side: SideBytes = (bytes, kind) => {
    if (isFound) return;
    identifiers ??= collectIdentifiers(dataset, rules);
    const { retained } = identifiers;
    // Tables hold letters by chance, so that short stretches of them say nothing.
    const inText = kind === 'text' ? identifiers.text.search(printableRuns(bytes)) : [];
    isFound = [...inText, ...scanBytes(identifiers, bytes, noCarry).labels].some((label) => !retained.has(label));
  };
  return { side, hasFound: () => isFound };
}
