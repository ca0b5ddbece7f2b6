import type { ItemStatus, UploadItem } from './upload-item.ts';

/** How much goes into one request, and how many requests are under way. */
export type BatchLimits = {
  readonly items: number;
  readonly sizeBytes: number;
  readonly inFlight: number;
};

/** Answer of a server to one request. `again` is a fault that may pass: the queue waits and sends the same items again. */
export type SendResult =
  | { readonly kind: 'answered'; readonly statuses: readonly ItemStatus[] }
  | { readonly kind: 'again'; readonly retryAfterMs: number | null; readonly status: ItemStatus };

/** One finding of a connection test, in words for people; `detail` is a status code or a time. */
export type TestLine = { readonly tone: 'ok' | 'warning' | 'failure'; readonly text: string; readonly detail: string };

/** What sends requests: `fetch` and `XMLHttpRequest` of the page, or a test's own. */
export type SendRequest = (request: {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Blob | null;
  /** True where cookies of the server shall go along. */
  readonly withCredentials: boolean;
  readonly onProgress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
}) => Promise<Answer>;

/** `unreachable` is all that a browser tells of a refused connection, a closed one, CORS, TLS and mixed content. */
export type Answer =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Lower-case name; null when absent or not exposed by CORS. */
      readonly header: (name: string) => string | null;
      readonly text: string;
    }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'aborted' };

/**
 * A way to hand files to one server (architecture §7). Made only when the person presses Upload or Test connection; it
 * speaks to the one origin that the page shows, and sends de-identified bytes and new identifiers only.
 */
export type UploadProtocol = {
  readonly origin: string;
  readonly limits: BatchLimits;
  /** Items with different keys never share a request: a session, a study. The same for all where it does not matter. */
  readonly groupOf: (item: UploadItem) => string;
  /** One status for each item, in order, when answered. Never throws for what a server or a network does. */
  readonly send: (
    items: readonly UploadItem[],
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
  ) => Promise<SendResult>;
  /** After the last item of a group has its status: a commit, where the protocol has one. */
  readonly finishGroup: ((group: string, signal: AbortSignal) => Promise<SendResult>) | null;
  readonly test: (signal: AbortSignal) => AsyncIterable<TestLine>;
};
