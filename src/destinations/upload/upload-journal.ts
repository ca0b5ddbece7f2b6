import { keyCheck, mark } from '../../deidentify/key-mark.ts';
import {
  countedAs,
  type ReceiptLine,
  type UnfinishedUpload,
  type UploadSettings,
  type UploadTarget,
} from '../../pipeline/contracts/upload.ts';
import type { Journal } from '../journal.ts';
import type { RunLocks } from '../run-lock.ts';

/** An upload under one key to one destination: all of it HMACs, the hash of the profile, a version and counts. */
type UploadRun = UploadChecks & {
  /** Of the destination: kind, address, project. */
  readonly id: string;
  readonly startedAtMs: number;
  /** Files that the upload had to send when it began. */
  readonly total: number;
};

/** What tells whether a later session has the same settings. */
type UploadChecks = {
  readonly keyCheck: string;
  readonly profileHash: string;
  readonly patientsCheck: string;
  readonly decisionsCheck: string;
  readonly engine: string;
};

/** What a destination has acknowledged. `file` is an HMAC of the SHA-256 of the bytes that it has. */
type UploadEntry = Pick<ReceiptLine, 'settledAt' | 'attempts'> & {
  readonly file: string;
  readonly status: Acknowledged;
};

type Acknowledged = Extract<ReceiptLine['status'], { readonly kind: 'stored' | 'already-there' }>;

export type UploadJournalDependencies = {
  readonly journal: Journal<UploadRun, UploadEntry>;
  readonly locks: RunLocks;
  readonly now: () => number;
  /** Uploads that this page has begun, by id. It knows itself what it has sent, so a person may change settings between two of them. */
  readonly ownRuns: Set<string>;
};

/** What is remembered of one upload while it goes on. */
export type UploadNotes = {
  /** What the destination has acknowledged of these very bytes in an earlier session; null when nothing. */
  readonly earlier: (sha256: string) => Promise<Omit<UploadEntry, 'file'> | null>;
  /**
   * Why this upload must not go on: an earlier session has sent a part of it under other settings, so that the server would have some
   * files as they were decided then and others as they are now. Null when it may.
   */
  readonly refusal: () => Promise<{ readonly runId: string; readonly reason: string } | null>;
  readonly record: (line: ReceiptLine) => void;
  /** Call it when the upload has ended. The journal of a complete upload is forgotten. */
  readonly end: () => Promise<void>;
};

/**
 * Remembers what a destination has acknowledged, so that after a reload or a crash the same files under the same key pass over it. The
 * same files give the same bytes under the same key and rules; bytes that differ are sent. Uploads go on without a journal where the
 * browser keeps none.
 */
export function takeUploadNotes(
  { journal, locks, now, ownRuns }: UploadJournalDependencies,
  { kind, url, project }: UploadTarget,
  {
    projectKey,
    total,
    settings,
  }: { readonly projectKey: Uint8Array; readonly total: number; readonly settings: UploadSettings },
): UploadNotes {
  const id = mark(projectKey, ['upload', kind, url, project]);
  const fileOf = (sha256: string) => mark(projectKey, ['sent', sha256]);
  /** Earlier entries that this upload has not met. */
  const unmet = new Set<string>();
  let acknowledged = 0;
  let isWhole = true;
  let opening: ReturnType<typeof open> | null = null;

  async function open() {
    const release = await locks.hold(id).catch(() => null);
    const entries = await journal.entries(id).catch(() => []);
    const checks = checksOf(projectKey, settings);
    const known = new Map(entries.map((entry) => [entry.file, entry]));
    const before = entries.length > 0 && !ownRuns.has(id) ? (await journal.list()).find((run) => run.id === id) : null;
    const differences = before ? differencesOf(before, checks) : [];
    if (differences.length > 0) return { release, known, refusal: { runId: id, reason: otherSettings(differences) } };
    ownRuns.add(id);
    await journal.begin({ id, ...checks, startedAtMs: now(), total });
    for (const { file } of entries) unmet.add(file);
    return { release, known, refusal: null };
  }

  function opened() {
    opening ??= open();
    return opening;
  }

  return {
    refusal: async () => (await opened()).refusal,
    earlier: async (sha256) => {
      const { known } = await opened();
      return known.get(fileOf(sha256)) ?? null;
    },
    record: ({ sha256, status, settledAt, attempts }) => {
      if (!isAcknowledged(status)) {
        isWhole = false;
        return;
      }
      const file = fileOf(sha256);
      unmet.delete(file);
      acknowledged += 1;
      journal.record(id, { file, status, settledAt, attempts });
    },
    end: async () => {
      if (opening === null) return;
      const { release, known, refusal } = await opening;
      await journal.settled();
      if (refusal !== null) return release?.();
      // Of files that were not added this time something may be left to send.
      const isFinished = isWhole && acknowledged >= total && unmet.size === 0;
      if (isFinished || (acknowledged === 0 && known.size === 0)) await journal.discard(id);
      release?.();
    },
  };
}

function checksOf(projectKey: Uint8Array, { profileHash, patients, decisions, engine }: UploadSettings): UploadChecks {
  return {
    keyCheck: keyCheck(projectKey),
    profileHash,
    patientsCheck: mark(projectKey, ['patients', patients]),
    decisionsCheck: mark(projectKey, ['decisions', decisions]),
    engine,
  };
}

const settingNames: Readonly<Record<Exclude<keyof UploadChecks, 'keyCheck'>, string>> = {
  profileHash: 'another profile',
  patientsCheck: 'another patient table',
  decisionsCheck: 'other decisions about files',
  engine: 'another version of this program',
};

/** In words. The key is part of the id, so under another one this is another upload. */
function differencesOf(before: UploadChecks, now: UploadChecks): readonly string[] {
  const checks = Object.keys(settingNames) as readonly (keyof typeof settingNames)[];
  return checks.filter((check) => before[check] !== now[check]).map((check) => settingNames[check]);
}

const otherSettings = (differences: readonly string[]) =>
  `An earlier upload to this server was broken off under ${differences.join(' and ')}, and nothing is mixed with it. Set these as they ` +
  'were and upload again, or discard that upload.';

function isAcknowledged(status: ReceiptLine['status']): status is Acknowledged {
  return countedAs(status) === 'stored';
}

/** Uploads that pages which are gone, or this one, have broken off; the newest first. */
export async function listUnfinishedUploads(
  { journal, locks }: UploadJournalDependencies,
  projectKey: Uint8Array,
): Promise<readonly UnfinishedUpload[]> {
  const runs = [...(await journal.list())].sort((a, b) => b.startedAtMs - a.startedAtMs);
  const ownCheck = keyCheck(projectKey);
  const found: UnfinishedUpload[] = [];
  for (const { id, total, keyCheck: check } of runs) {
    if (await locks.isHeld(id)) continue;
    found.push({ id, total, stored: await journal.count(id), isSameKey: check === ownCheck });
  }
  return found;
}
