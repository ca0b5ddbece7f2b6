import type { ItemStatus, UploadFailureCode } from '../../pipeline/contracts/upload.ts';
import type { UploadItem } from './upload-item.ts';

/** How much goes into one request, and how many requests are under way. */
export type BatchLimits = {
  readonly items: number;
  readonly sizeBytes: number;
  readonly inFlight: number;
};

/** What a server answered to one request. */
export type SendResult =
  /** One status an item, in order. `retryAlone`: not mentioned in the answer, so each is asked about once more by itself. */
  | { readonly kind: 'answered'; readonly statuses: readonly (ItemStatus | 'retry-alone')[] }
  /**
   * A fault that may pass: the same items are sent again after a while. `away`: the server, or the way to it, is not there for
   * now; one that has answered before is waited for. `trouble`: it is there, and could not take these items.
   */
  | {
      readonly kind: 'again';
      readonly cause: 'away' | 'trouble';
      readonly retryAfterMs: number | null;
      readonly code: UploadFailureCode;
      readonly reason: string;
    }
  /** Too much for one request: its halves are sent. Never for a single item. */
  | { readonly kind: 'split' }
  /** No request will do better until a person changes something: nothing more is sent. */
  | { readonly kind: 'stop'; readonly code: UploadFailureCode; readonly reason: string }
  | { readonly kind: 'aborted' };

export type RequestDescription = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Blob | null;
  /** True where cookies of the server shall go along. */
  readonly withCredentials: boolean;
  readonly onProgress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
};

/** Who gives the token of a destination gave none, so nothing was asked. `mayPass`: it may give one later, by itself. */
export type NoSignIn = { readonly kind: 'no-sign-in'; readonly mayPass: boolean };

/** `unreachable` is all that a browser tells of a refused or broken connection, CORS, TLS and mixed content. */
export type Answer =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Null when absent, or not exposed by CORS. */
      readonly header: (name: string) => string | null;
      readonly text: string;
    }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'aborted' }
  | NoSignIn;

/** What sends requests: the page's `fetch`, or a test's own. Never throws. */
export type SendRequest = (request: RequestDescription) => Promise<Answer>;

/** An answer whose body is read in pieces, so that its size does not matter. */
export type OpenAnswer =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly header: (name: string) => string | null;
      /** To be read once; throws when the connection breaks. */
      readonly chunks: AsyncIterable<Uint8Array>;
      /** For an answer that nobody reads: lets go of the connection. */
      readonly discard: () => void;
    }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'aborted' }
  | NoSignIn;

/** Never throws. */
export type OpenRequest = (request: Omit<RequestDescription, 'onProgress'>) => Promise<OpenAnswer>;

/**
 * A way to hand files to one server (docs/delivery.md). It speaks to the one origin that the page shows, only after a person
 * pressed Upload or Test connection, and sends de-identified bytes and new identifiers only.
 */
export type UploadProtocol = {
  readonly limits: BatchLimits;
  /** Items with different keys never share a request: a session, a study. The same for all where it does not matter. */
  readonly groupOf: (item: UploadItem) => string;
  /**
   * Never throws for what a server or a network does.
   * @param signal aborts what is under way
   * @param leaving aborts questions to the server, and lets a body that is being sent come to its end
   */
  readonly send: (
    items: readonly UploadItem[],
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
    leaving: AbortSignal,
  ) => Promise<SendResult>;
};
