import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';
import type { FormErrorCode, FormEvents } from '../form/form-event.ts';
import type { Limits } from '../form/join-sources.ts';

/**
 * What a portal and the framed page say to each other. Two messages travel by window, to an exact origin; all others by the
 * one port that the second of them carries. Either side takes what the checks below let through, and ends the connection
 * with anything else.
 */
export const protocolVersion = 1;

/** Page to portal, by window: the page is there. It says nothing else. */
export type Hello = { readonly nescio: 'hello'; readonly version: typeof protocolVersion };

/** Portal to page, by window, with the port. Given once; nothing later changes it. */
export type Connect = {
  readonly nescio: 'connect';
  readonly version: typeof protocolVersion;
  /** A preset's name or the JSON of a profile. */
  readonly profile: string;
  readonly profileSha256: string | null;
  readonly key: Uint8Array;
  readonly limits: Partial<Limits>;
};

/** Page to portal, by port. */
export type PageMessage =
  | {
      readonly [Name in keyof FormEvents]: { readonly kind: Name; readonly detail: FormEvents[Name] };
    }[keyof FormEvents]
  | { readonly kind: 'file'; readonly id: number; readonly file: File; readonly identifiers: NewIdentifiers }
  | { readonly kind: 'height'; readonly heightPx: number };

/** Portal to page, by port: what became of a file that it was given. */
export type PortalMessage = { readonly kind: 'taken'; readonly id: number; readonly isTaken: boolean };

const mostProfileCharacters = 1_000_000;
const mostStudies = 100_000;
/** UIDs have 64 characters at most (PS3.5 9.1), and so have Patient IDs (LO). */
const mostIdentifierCharacters = 64;

export function isHello(data: unknown): data is Hello {
  return hasOnly(data, ['nescio', 'version']) && data['nescio'] === 'hello' && data['version'] === protocolVersion;
}

export function isConnect(data: unknown): data is Connect {
  if (!hasOnly(data, ['nescio', 'version', 'profile', 'profileSha256', 'key', 'limits'])) return false;
  const { nescio, version, profile, profileSha256, key, limits } = data;
  return (
    nescio === 'connect' &&
    version === protocolVersion &&
    isText(profile, mostProfileCharacters) &&
    (profileSha256 === null || (isText(profileSha256, 64) && /^[0-9a-f]{64}$/i.test(profileSha256))) &&
    key instanceof Uint8Array &&
    key.length === 32 &&
    hasOnly(limits, ['maxFiles', 'maxBytes']) &&
    Object.values(limits).every((limit) => limit === undefined || isCount(limit))
  );
}

export function isPortalMessage(data: unknown): data is PortalMessage {
  return (
    hasOnly(data, ['kind', 'id', 'isTaken']) &&
    data['kind'] === 'taken' &&
    isCount(data['id']) &&
    typeof data['isTaken'] === 'boolean'
  );
}

export function isPageMessage(data: unknown): data is PageMessage {
  if (!isRecord(data)) return false;
  const { kind, detail } = data;
  if (kind === 'file') {
    return (
      hasOnly(data, ['kind', 'id', 'file', 'identifiers']) &&
      isCount(data['id']) &&
      data['file'] instanceof File &&
      isText(data['file'].name, 128) &&
      areIdentifiers(data['identifiers'])
    );
  }
  if (kind === 'height') return hasOnly(data, ['kind', 'heightPx']) && isCount(data['heightPx']);
  return (
    hasOnly(data, ['kind', 'detail']) &&
    typeof kind === 'string' &&
    Object.hasOwn(details, kind) &&
    details[kind as keyof FormEvents](detail)
  );
}

/** Those that the page may send: `no-answer` is the loader's own. */
const codes: readonly FormErrorCode[] = [
  'settings',
  'profile-mismatch',
  'already-started',
  'too-many-files',
  'too-many-bytes',
  'engine',
];

const details: { readonly [Name in keyof FormEvents]: (detail: unknown) => boolean } = {
  ready: (detail) => hasOnly(detail, ['profileSha256']) && isText(detail['profileSha256'], 64),
  scanned: areCounts,
  progress: (detail) => hasOnly(detail, ['done', 'total']) && isCount(detail['done']) && isCount(detail['total']),
  held: (detail) => hasOnly(detail, ['held']) && isCount(detail['held']),
  complete: (detail) =>
    hasOnly(detail, ['counts', 'handed', 'notTaken', 'isCancelled', 'studies']) &&
    areCounts(detail['counts']) &&
    isCount(detail['handed']) &&
    isCount(detail['notTaken']) &&
    typeof detail['isCancelled'] === 'boolean' &&
    Array.isArray(detail['studies']) &&
    detail['studies'].length <= mostStudies &&
    detail['studies'].every(
      (study) =>
        hasOnly(study, ['studyInstanceUid', 'files']) && isUid(study['studyInstanceUid']) && isCount(study['files']),
    ),
  error: (detail) => hasOnly(detail, ['code']) && codes.some((code) => code === detail['code']),
};

function areCounts(detail: unknown): boolean {
  const names = ['deidentified', 'held', 'skipped', 'failed'] as const;
  return hasOnly(detail, names) && names.every((name) => isCount(detail[name]));
}

function areIdentifiers(value: unknown): value is NewIdentifiers {
  const names = ['patientId', 'studyInstanceUid', 'seriesInstanceUid', 'sopInstanceUid'] as const;
  return hasOnly(value, names) && names.every((name) => isText(value[name], mostIdentifierCharacters));
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object without members that nobody knows. */
function hasOnly(value: unknown, names: readonly string[]): value is Fields {
  return isRecord(value) && Object.keys(value).every((name) => names.includes(name));
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

function isUid(value: unknown): boolean {
  return isText(value, mostIdentifierCharacters) && /^[0-9.]*$/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
