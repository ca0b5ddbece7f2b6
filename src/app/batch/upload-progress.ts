import type { UploadPause, UploadTarget } from '../../pipeline/contracts/upload.ts';

/** How many files a server has, has refused (or has in another form), or has not got. They add up to the files of the upload. */
export type UploadCounts = { readonly stored: number; readonly refused: number; readonly notSent: number };

export type UploadProgress =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'sending';
      readonly target: UploadTarget;
      readonly total: number;
      readonly totalBytes: number;
      readonly sentBytes: number;
      readonly counts: UploadCounts;
      readonly isCancelling: boolean;
      readonly isOffline: boolean;
      /** Null while sending goes on. */
      readonly pause: UploadPause | null;
    }
  | {
      readonly kind: 'ended';
      readonly target: UploadTarget;
      readonly counts: UploadCounts;
      /** Why sending ended before every file had been asked about. */
      readonly stoppedBy: string | null;
      /** An earlier upload under other settings, because of which nothing was sent; null when there is none. */
      readonly brokenOff: string | null;
      /** Why files were refused or not sent, and what else is to be said of stored ones; the most frequent first. */
      readonly reasons: readonly { readonly reason: string; readonly files: number }[];
      /** What is de-identified has changed since. */
      readonly isOutOfDate: boolean;
    };

/** `https://pacs.example.org` as `pacs.example.org`. */
export function hostOf({ url }: Pick<UploadTarget, 'url'>): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
