import type { CredentialSource } from './sign-in.ts';

/**
 * What the page and the destinations say to each other about uploads: where to, how signed in, and what became of each file.
 */

export type DestinationKind = 'stow-rs' | 'xnat' | 'presigned' | 'tus';
export type SignInKind = 'none' | 'bearer' | 'basic' | 'header' | 'cookie';

/**
 * A destination that the operator of the page has set (docs/hosting.md). The content security policy names its origin and no
 * other, so a person may change the path but not the server.
 */
export type DeployedDestination = {
  readonly kind: DestinationKind;
  /** Shown to people. */
  readonly name: string;
  /** Absolute, http(s), without user, query or fragment. */
  readonly url: string;
  readonly signIn: SignInKind;
  /** Who gives the page its token; null where the person types the sign-in. */
  readonly credentials: CredentialSource | null;
  /** Origins that presigned links may point at; empty elsewhere. */
  readonly stores: readonly string[];
};

/** How a person signs in. Lives in memory for as long as the page is open, nowhere else. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  /** The browser's own session with that server. */
  | { readonly kind: 'cookie' }
  /** Tokens that a source gives, and renews while files are sent. */
  | { readonly kind: 'issued'; readonly source: CredentialSource };

/** Where the person sends to, as the form says it. */
export type UploadTarget = {
  readonly kind: DestinationKind;
  readonly url: string;
  readonly credentials: Credentials;
  /** XNAT: where sessions go. Empty elsewhere. */
  readonly project: string;
};

/** One finding of a connection test, in words for people; `detail` is a status code or a time. */
export type TestLine = { readonly tone: 'ok' | 'warning' | 'failure'; readonly text: string; readonly detail: string };

/**
 * How an upload ended; each file has a line of its own. `stoppedBy` is for people: why sending ended early. `brokenOff` is the id of an
 * earlier upload to the same destination under other settings, because of which nothing was sent.
 */
export type UploadEnd = {
  readonly kind: 'uploaded';
  readonly stoppedBy: string | null;
  readonly brokenOff: string | null;
};

/** All that decides what an upload sends, besides the files and the project key. A later session goes on under the same alone. */
export type UploadSettings = {
  readonly profileHash: string;
  readonly patients: unknown;
  readonly decisions: unknown;
  /** Version of the program. */
  readonly engine: string;
};

/** An upload that was broken off, as the journal knows it. Nothing of it identifies a patient or names the server. */
export type UnfinishedUpload = {
  readonly id: string;
  /** Files that the server has acknowledged, of all that there were to send. */
  readonly stored: number;
  readonly total: number;
  /** True when it went out under the project key of the page. */
  readonly isSameKey: boolean;
};

/** New identifiers of a de-identified file, as they stand in its bytes. Originals never come near a destination. */
export type NewIdentifiers = {
  readonly patientId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
};

/** Why a server did not take a file, or why nobody asked it. Stable words: they go into the receipt. */
export type UploadFailureCode =
  | 'unauthorised'
  | 'forbidden'
  | 'too-large'
  | 'rejected'
  | 'not-listed'
  | 'server-error'
  | 'unreachable'
  | 'no-sign-in'
  | 'input-changed'
  | 'cancelled';

/**
 * Nothing is sent until the next try. `no-answer`: the server or the network is away. `unavailable`: a proxy says that the server
 * is (502, 503, 504). `trouble`: it answers that it cannot now. `no-sign-in`: who gives the token gives none now.
 */
export type UploadPause = {
  readonly why: 'no-answer' | 'unavailable' | 'trouble' | 'no-sign-in';
  readonly nextTryAtMs: number;
};

/** What became of one file. `refused`: the server said no. `not-sent`: it may be sent again. */
export type ItemStatus =
  /**
   * The server has it. `not-compared`: on its word alone, because it did not let the page look whether it had something else under
   * the same identifiers, which it may have kept.
   */
  | { readonly kind: 'stored'; readonly note?: 'not-compared' }
  /** The server had the same content before, read and compared. */
  | { readonly kind: 'already-there' }
  /** The server has other content under these identifiers and has kept it. */
  | { readonly kind: 'differs'; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: UploadFailureCode; readonly reason: string }
  | { readonly kind: 'not-sent'; readonly code: UploadFailureCode; readonly reason: string };

/** A line of the upload receipt. It may be shared: new identifiers only. */
export type ReceiptLine = {
  readonly id: number;
  readonly sopInstanceUid: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly status: ItemStatus;
  /** ISO 8601, UTC; null for files that no request has carried. */
  readonly settledAt: string | null;
  readonly attempts: number;
};

/** The three numbers that people are told: what the server had before is stored, what it has in another form is not. */
export function countedAs({ kind }: ItemStatus): 'stored' | 'refused' | 'not-sent' {
  if (kind === 'already-there') return 'stored';
  return kind === 'differs' ? 'refused' : kind;
}
