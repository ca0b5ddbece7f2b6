import { pseudonymsOf } from '../deidentify/pseudonym.ts';
import { areAllSeen, type SeenCounts } from '../dicom/seen-counts.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { Redaction, RedactionReview } from '../pixel-data/redaction/redaction.ts';

/**
 * Boxes of one instance, or of every instance of a series, by the UID that the output has or would have. What the file says
 * of it follows from `review`; nothing but a person's look at every image of the result makes it `seen`.
 */
export type BoxDecision = Redaction & ({ readonly sopInstanceUid: string } | { readonly seriesInstanceUid: string });

/** The files with the boxes that were decided for them, beside those that they have. Of several decisions about a file all areas hold. */
export function withBoxes(
  files: readonly BatchFile[],
  decisions: readonly BoxDecision[],
  projectKey: Uint8Array,
): readonly BatchFile[] {
  return decisions.length === 0 ? files : files.map(boxesFor(decisions, projectKey));
}

/** As `withBoxes`, for files that come one by one: the decisions are put in order once. */
export function boxesFor(decisions: readonly BoxDecision[], projectKey: Uint8Array): (file: BatchFile) => BatchFile {
  const byUid = new Map<string, BoxDecision[]>();
  for (const decision of decisions) {
    const key = 'sopInstanceUid' in decision ? `i ${decision.sopInstanceUid}` : `s ${decision.seriesInstanceUid}`;
    const others = byUid.get(key);
    if (others === undefined) byUid.set(key, [decision]);
    else others.push(decision);
  }
  const { newUid } = pseudonymsOf(projectKey);
  /** Under profiles that keep UIDs the old one is the new one. */
  const decided = (level: 'i' | 's', uid: string) =>
    uid === '' ? [] : [newUid(uid), uid].flatMap((one) => byUid.get(`${level} ${one}`) ?? []);
  return (file) => {
    if (file.scan.kind !== 'dicom') return file;
    const { sopInstanceUid, seriesInstanceUid } = file.scan.summary;
    const own = [...decided('i', sopInstanceUid), ...decided('s', seriesInstanceUid)];
    return own.length === 0
      ? file
      : { ...file, redaction: joined([...(file.redaction ? [file.redaction] : []), ...own]) };
  };
}

/** From the one that claims least to the one that claims most. */
const byClaim: readonly RedactionReview[] = ['by-program', 'not-all-seen', 'seen'];

/** One statement about all areas: it claims no more than the one that claims least. */
function joined(decisions: readonly Redaction[]): Redaction {
  const counts = decisions.flatMap(({ seen }) => seen ?? []);
  // Where one of them was measured by nobody, the result was not.
  const seen =
    counts.length === decisions.length ? (counts.find((one) => !areAllSeen(one)) ?? fewestOf(counts)) : undefined;
  const left = decisions.flatMap(({ textLeft }) => textLeft ?? []);
  const textLeft = left.find((one) => one === 'patients') ?? left[0];
  return {
    ...(seen && { seen }),
    ...(textLeft && { textLeft }),
    areas: decisions.flatMap(({ areas }) => areas),
    review: byClaim.find((review) => decisions.some((one) => one.review === review)) ?? 'by-program',
  };
}

function fewestOf(counts: readonly SeenCounts[]): SeenCounts | undefined {
  return counts.reduce<SeenCounts | undefined>((least, one) => (least && least.of <= one.of ? least : one), undefined);
}
