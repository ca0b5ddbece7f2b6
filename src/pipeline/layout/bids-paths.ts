import type { OutputFacts } from '../file/output-facts.ts';
import type { Named } from './layout.ts';

/**
 * `sub-<new patient ID>/ses-<n>/<datatype>/<series>/<instance>.dcm`: the folders of BIDS over DICOM files. Sessions are the studies
 * of a patient in the order of their new dates. A datatype is named by the words of the cleaned descriptions, else by the
 * modality: nobody has looked at the images.
 */
export function bidsPaths(named: readonly Named[]): ReadonlyMap<number, string> {
  const paths = new Map<number, string>();
  const subjects = unique(
    groupBy(named, 0),
    (members) => `sub-${label(members[0]?.outcome.identity.patientIdNew ?? '')}`,
  );
  for (const [subject, ofSubject] of subjects) {
    const studies = [...groupBy(ofSubject, 1)].sort(byStart);
    for (const [at, [, ofStudy]] of studies.entries()) {
      const session = `ses-${`${at + 1}`.padStart(2, '0')}`;
      for (const [series, ofSeries] of unique(groupBy(ofStudy, 2), (members) => seriesName(factsOf(members[0])))) {
        for (const [number, { id }] of [...ofSeries].sort(byInstance).entries()) {
          paths.set(id, `${subject}/${session}/${series}/${`${number + 1}`.padStart(5, '0')}.dcm`);
        }
      }
    }
  }
  return paths;
}

type Members = readonly Named[];

function groupBy(named: Members, depth: number): ReadonlyMap<string, Members> {
  const groups = new Map<string, Named[]>();
  for (const one of named) {
    const key = one.parts[depth] ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** Names for groups. Where two want one name, the later ones in order of keyed paths have a number behind it. */
function unique(
  groups: ReadonlyMap<string, Members>,
  nameOf: (members: Members) => string,
): readonly (readonly [string, Members])[] {
  const taken = new Set<string>();
  /** The number to try next, so that many of one name cost no more than few. */
  const nextOf = new Map<string, number>();
  return [...groups.values()].map((members) => {
    const wanted = nameOf(members);
    let name = wanted;
    // Folders of some systems do not tell capitals from small letters.
    const key = wanted.toLowerCase();
    let number = nextOf.get(key) ?? 2;
    for (; taken.has(name.toLowerCase()); number++) name = `${wanted}${/\d$/.test(wanted) ? 'x' : ''}${number}`;
    nextOf.set(key, number);
    taken.add(name.toLowerCase());
    return [name, members] as const;
  });
}

function factsOf(named: Named | undefined): OutputFacts['texts'] {
  return named?.outcome.facts?.texts ?? {};
}

function startOf(members: Members): string {
  const texts = factsOf(members[0]);
  return `${texts[0x00080020] ?? ''} ${texts[0x00080030] ?? ''}`;
}

function byStart([keyOne, one]: readonly [string, Members], [keyOther, other]: readonly [string, Members]): number {
  return compare(startOf(one), startOf(other)) || compare(keyOne, keyOther);
}

function byInstance(one: Named, other: Named): number {
  const number = (named: Named) => Number(factsOf(named)[0x00200013] || Number.MAX_SAFE_INTEGER) || 0;
  return number(one) - number(other) || compare(one.parts.join('/'), other.parts.join('/'));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Datatypes of BIDS for magnetic resonance, by words that protocols are called by; the first that fits. */
const magnetic: readonly (readonly [datatype: string, RegExp])[] = [
  ['dwi', /\b(dwi|dti|diff|diffusion|hardi|noddi|trace|adc)\b/],
  ['fmap', /\b(fmap|fieldmap|field map|topup|b0map)\b/],
  ['perf', /\b(asl|pcasl|pasl|perf|perfusion|dsc|dce)\b/],
  ['func', /\b(bold|fmri|func|rest|resting|task)\b/],
  ['anat', /\b(t1|t1w|t2|t2w|flair|mprage|mp2rage|space|swi|pd|pdw|bravo|anat)\b/],
];
const byModality: Readonly<Record<string, string>> = { PT: 'pet', CT: 'ct', NM: 'nm' };

function seriesName(texts: OutputFacts['texts']): string {
  const modality = texts[0x00080060] ?? '';
  const description = (texts[0x0008103e] ?? '').toLowerCase();
  const words = description.replace(/[^a-z0-9]+/g, ' ').trim();
  const ofMagnetic = magnetic.find(([, pattern]) => pattern.test(words))?.[0] ?? 'mr';
  const datatype =
    modality === 'MR' ? ofMagnetic : (byModality[modality] ?? (label(modality).toLowerCase() || 'other'));
  const number = /^\d{1,6}$/.test(texts[0x00200011] ?? '') ? `${texts[0x00200011]}`.padStart(3, '0') : '000';
  const slug = words.replaceAll(' ', '-').slice(0, 40).replace(/-$/, '');
  return `${datatype}/${number}${slug === '' ? '' : `_${slug}`}`;
}

/** Labels of BIDS are letters and digits alone. */
function label(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '') || 'x';
}
