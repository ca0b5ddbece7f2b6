import { cutOut, type FrameCuts, writeOver } from './frame-cuts.ts';
import {
  type ColourProfile,
  codingBytes,
  hasThumbnail,
  isColourProfileWhole,
  isProfilePart,
  nextPart,
  noColourProfile,
} from './jpeg-application.ts';
import type { MarkerSegment } from './marker-segment.ts';
import type { SideBytes } from './side-bytes.ts';

/** The colour profile of an image, as long as it may stay: segments that are kept so far. */
export type ProfileSegments = {
  profile: ColourProfile;
  readonly kept: MarkerSegment[];
  isBroken: boolean;
};

export function noProfileSegments(): ProfileSegments {
  return { profile: noColourProfile, kept: [], isBroken: false };
}

/** Marker and length. */
const headBytes = 4;

/** Takes a segment of JPEG out. @param fromBytes of its content that stay */
export function cutSegment(cuts: FrameCuts, kind: string, { startBytes, content }: MarkerSegment, fromBytes = 0): void {
  const keptBytes = fromBytes === 0 ? 0 : headBytes + fromBytes;
  cutOut(cuts, kind, startBytes + keptBytes, headBytes + content.length - keptBytes);
}

/**
 * Takes an application segment out, or what of it is behind its exact form: then it says its new length, and of a JFIF that it
 * has no thumbnail. Removing all of it might change how colours are decoded.
 */
export function cutApplication(
  cuts: FrameCuts,
  segment: MarkerSegment,
  profile: ProfileSegments,
  side: SideBytes,
): void {
  const { code, content, startBytes } = segment;
  if (isProfilePart(code, content)) {
    takeProfilePart(cuts, segment, profile);
    side(content, 'text');
    return;
  }
  const keptBytes = codingBytes(code, content);
  side(content.subarray(0, keptBytes), 'text');
  if (keptBytes === content.length) return;
  if (keptBytes > 0) writeOver(cuts, startBytes + 2, Uint8Array.of(0, keptBytes + 2));
  if (hasThumbnail(code, content)) writeOver(cuts, startBytes + headBytes + keptBytes - 2, new Uint8Array(2));
  cutSegment(cuts, `APP${code & 15}`, segment, keptBytes);
}

function takeProfilePart(cuts: FrameCuts, segment: MarkerSegment, profile: ProfileSegments): void {
  const next = profile.isBroken ? null : nextPart(segment.content, profile.profile);
  if (next === null) {
    breakProfile(cuts, profile);
    cutSegment(cuts, 'APP2', segment);
    return;
  }
  profile.profile = next;
  profile.kept.push(segment);
}

/** No further part may follow. A profile that is not as long as it says goes in all its parts. */
export function closeProfile(cuts: FrameCuts, profile: ProfileSegments): void {
  if (!isColourProfileWhole(profile.profile)) breakProfile(cuts, profile);
  profile.isBroken = true;
  profile.kept.length = 0;
}

function breakProfile(cuts: FrameCuts, profile: ProfileSegments): void {
  for (const segment of profile.kept) cutSegment(cuts, 'APP2', segment);
  profile.kept.length = 0;
  profile.isBroken = true;
}
