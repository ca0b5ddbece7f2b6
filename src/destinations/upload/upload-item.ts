/** New identifiers of a de-identified file, as they stand in its bytes. Originals never come near a destination. */
export type NewIdentifiers = {
  readonly patientId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
};

/** One de-identified file on its way to a server. It does not know the name or the place of its input. */
export type UploadItem = {
  /** The page's own number of the file. */
  readonly id: number;
  readonly identifiers: NewIdentifiers;
  /** Where it would go inside an archive: pseudonyms only. */
  readonly outputPath: string;
  readonly body: Blob;
  /** Of the whole body, in lower-case hexadecimal digits. */
  readonly sha256: string;
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
  | 'input-changed'
  | 'cancelled';

/** What became of one file. `refused`: the server said no. `not-sent`: it may be sent again. */
export type ItemStatus =
  | { readonly kind: 'stored' }
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
