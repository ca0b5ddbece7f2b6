import { crc32 } from '../pipeline/archive/crc32.ts';
import type { DeflateStretch } from '../pipeline/archive/deflate-stretch.ts';
import { gzipRatioLimits } from '../pipeline/archive/inflate-gzip.ts';
import { type GzipEnd, type GzipLimits, type GzipPiece, readGzip } from '../pipeline/archive/read-gzip.ts';
import { type TarEnd, type TarMember, type TarStep, type TarWalk, walkTar } from '../pipeline/archive/walk-tar.ts';
import { createBreather } from '../pipeline/concurrency/next-task.ts';
import type { InputBytes } from '../pipeline/contracts/input-bytes.ts';
import type { InputContent } from '../pipeline/contracts/input-file.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { tarItem } from './archive-member.ts';
import { noBytes, tarLimits, tarProblem, tooMany } from './list-tar.ts';
import { failedItem } from './settled-item.ts';
import { zipMemberPath } from './zip-member-path.ts';

export const tarGzipLimits: GzipLimits = {
  ...gzipRatioLimits,
  sizeBytes: 2 * 1024 ** 3,
  // 32 MB of notes for 2 GB; each opening of a member inflates about 2 MB more than the member.
  stretchBytes: 2 * 1024 * 1024,
};

/**
 * Lists a tar that is packed by gzip. It is inflated once, in order, and nothing of it is kept but where reading can start
 * again; each member is inflated anew, from the last such place before it, whenever it is opened. Members come when all
 * checksums of the archive are known to be right: one that is damaged, or larger than the limit, gives one failed item.
 */
export async function* listTarGzip(
  archive: InputBytes,
  archivePath: string,
  signal: AbortSignal,
  limits: GzipLimits = tarGzipLimits,
): AsyncGenerator<SourceItem> {
  const follower = createFollower(walkTar(tarLimits.headers), tarLimits.members);
  const reading = readGzip(archive, limits);
  const breathe = createBreather();
  let step: IteratorResult<GzipPiece, GzipEnd>;
  try {
    for (step = await reading.next(); !step.done; step = await reading.next()) {
      if (signal.aborted) return;
      follower.follow(step.value);
      await breathe();
    }
  } catch {
    yield failedItem(archivePath, 'unreadable', 'The archive could not be read to its end. Add it again.');
    return;
  }
  const { problem, sizeBytes, stretches } = step.value;
  if (problem !== null) {
    const { code, reason } = reasons[problem];
    yield failedItem(archivePath, code, reason);
    return;
  }
  const { members, end, isOverLimit } = follower.finish();
  const find = stretchFinder(stretches);
  for (const [at, { member, crc }] of members.entries()) {
    if (signal.aborted) return;
    yield tarItem(member, zipMemberPath(archivePath, member.name, at + 1), sizeBytes, async () =>
      contentOf(archive, member, crc, find),
    );
  }
  const last = isOverLimit ? tooMany(archivePath, tarLimits.members) : tarProblem(end, archivePath, tarLimits);
  if (last !== null) yield last;
}

const advice = 'Unpack it with another program and add the folder.';
const again = 'Copy or export it again.';
const reasons = {
  'not-gzip': { code: 'archive-unreadable', reason: `This is not a whole gzip file. ${again}` },
  cut: { code: 'archive-unreadable', reason: `The archive ends too early. ${again}` },
  damaged: {
    code: 'archive-unreadable',
    reason: `The archive is damaged: its content does not match its checksum. ${again}`,
  },
  'too-large': {
    code: 'archive-limit',
    reason: `It holds more than 2 GiB, which is too much to be unpacked here. ${advice}`,
  },
  'too-many-members': {
    code: 'archive-limit',
    reason: `It is packed in too many pieces to be unpacked here. ${advice}`,
  },
  unlike: { code: 'archive-limit', reason: `It is packed as no honest archive is, and may do harm. ${advice}` },
} as const;

type Followed = { readonly member: TarMember; crc: number };

/** Takes a tar's bytes as they pass: headers go to the walk, data into the checksum of its member. */
function createFollower(walk: TarWalk, mostMembers: number) {
  const members: Followed[] = [];
  let step: IteratorResult<TarStep, TarEnd> = walk.next();
  let isOverLimit = false;
  let asked: Uint8Array = noBytes;
  let askedOffset = -1;
  let filled = 0;

  function start(): void {
    while (!step.done && step.value.kind === 'member') {
      if (members.length < mostMembers) members.push({ member: step.value.member, crc: 0 });
      else isOverLimit = true;
      step = walk.next(noBytes);
    }
    if (step.done || step.value.kind !== 'read') return;
    const { offsetBytes, lengthBytes } = step.value;
    // One block may be asked for again; it has passed by then.
    if (offsetBytes === askedOffset && lengthBytes === asked.length && filled === asked.length && filled > 0) {
      step = walk.next(asked);
      start();
      return;
    }
    asked = new Uint8Array(lengthBytes);
    askedOffset = offsetBytes;
    filled = 0;
  }

  start();
  return {
    follow: ({ offsetBytes, bytes }: GzipPiece): void => {
      for (let at = 0; at < bytes.length; ) {
        if (step.done || step.value.kind !== 'read') return;
        const ahead = step.value.offsetBytes + filled - (offsetBytes + at);
        if (ahead > 0) {
          const passed = bytes.subarray(at, at + ahead);
          const last = members.at(-1);
          if (last !== undefined) addToChecksum(last, offsetBytes + at, passed);
          at += passed.length;
          continue;
        }
        const part = bytes.subarray(at, at + asked.length - filled);
        asked.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < asked.length) continue;
        step = walk.next(asked);
        start();
      }
    },
    finish: () => {
      while (!step.done) {
        step = walk.next(asked.subarray(0, filled));
        start();
      }
      return { members, end: step.value, isOverLimit };
    },
  };
}

function addToChecksum(followed: Followed, offsetBytes: number, bytes: Uint8Array): void {
  const { member, crc } = followed;
  const from = Math.max(0, member.offsetBytes - offsetBytes);
  const to = Math.min(bytes.length, member.offsetBytes + member.sizeBytes - offsetBytes);
  if (from < to) followed.crc = crc32(bytes.subarray(from, to), crc);
}

type FindStretches = (
  startBytes: number,
  endBytes: number,
) => {
  readonly stretches: readonly DeflateStretch[];
  readonly skipBytes: number;
};

/** Finds the stretches that a range of inflated bytes lies in. */
function stretchFinder(all: readonly DeflateStretch[]): FindStretches {
  const starts = new Float64Array(all.length + 1);
  for (const [at, { sizeBytes }] of all.entries()) starts[at + 1] = starts[at]! + sizeBytes;
  return (startBytes, endBytes) => {
    let low = 0;
    for (let high = all.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= startBytes) low = middle;
      else high = middle;
    }
    let end = low;
    while (end < all.length && starts[end]! < endBytes) end += 1;
    return { stretches: all.slice(low, end), skipBytes: startBytes - starts[low]! };
  };
}

function contentOf(
  archive: InputBytes,
  { offsetBytes, sizeBytes }: TarMember,
  crc: number,
  find: FindStretches,
): InputContent {
  // Not a slice of the archive: one of a file by its path has the date of that file.
  if (sizeBytes === 0) return { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 };
  const { stretches, skipBytes } = find(offsetBytes, offsetBytes + sizeBytes);
  const firstByte = Math.floor(stretches[0]!.startBit / 8);
  const lastByte = Math.ceil(stretches.at(-1)!.endBit / 8);
  return {
    kind: 'tar-gzip',
    blob: archive.slice(firstByte, lastByte),
    stretches: stretches.map((stretch) => ({
      ...stretch,
      startBit: stretch.startBit - firstByte * 8,
      endBit: stretch.endBit - firstByte * 8,
    })),
    skipBytes,
    inflatedSizeBytes: sizeBytes,
    crc32: crc,
  };
}
