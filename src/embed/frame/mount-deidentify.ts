// The entry `nescio/iframe` (docs/embedding.md): runs in the portal's page and never sees an original.
import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';
import type { FormErrorCode, FormEvents } from '../form/form-event.ts';
import type { Limits } from '../form/join-sources.ts';
import { checkedKey } from '../project-key.ts';
import {
  type Connect,
  isConnect,
  isHello,
  isPageMessage,
  type PageMessage,
  type PortalMessage,
  protocolVersion,
} from './messages.ts';

export type { FormErrorCode, FormEvents, Limits, NewIdentifiers };

export type MountOptions = {
  /** Where Nescio is served, as `https://deid.example.org`. Its operator must have listed the portal's own origin. */
  readonly origin: string;
  /** Path of the page there. Default: `/embed.html`. */
  readonly path?: string;
  /** A preset's name, or the JSON of a profile. */
  readonly profile: string;
  readonly profileSha256?: string;
  /** 32 secret bytes, the same for a whole project. */
  readonly key: Uint8Array;
  readonly limits?: Partial<Limits>;
  /** Takes each de-identified file; the next is made when it settles. A rejection counts the file as not taken. */
  readonly onFile: (file: File, identifiers: NewIdentifiers) => unknown;
  /** Counts and new UIDs only. */
  readonly onEvent?: <Name extends keyof FormEvents>(name: Name, detail: FormEvents[Name]) => void;
};

export type Mounted = { readonly frame: HTMLIFrameElement; readonly unmount: () => void };

/** Time for the page of Nescio to load and say that it is there. It is let in when it comes later, too. */
const answerMs = 20_000;

/**
 * Puts the form into an element of the portal, in a frame of another origin.
 * @throws TypeError that says what is wrong with the options: `origin`, `key`, or the form of the others
 */
export function mountDeidentify(element: Element, options: MountOptions): Mounted {
  const { origin, path = '/embed.html', onFile, onEvent } = options;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new TypeError('"origin" must be an origin such as https://deid.example.org.');
  }
  const connect = connectMessage(options);
  const frame = document.createElement('iframe');
  frame.title = 'De-identify DICOM files';
  frame.referrerPolicy = 'no-referrer';
  frame.src = new URL(path, origin).href;
  frame.style.cssText = 'inline-size: 480px; max-inline-size: 100%; block-size: 320px; border: 0';
  let port: MessagePort | null = null;

  function listen(event: MessageEvent<unknown>): void {
    if (event.source !== frame.contentWindow || event.origin !== origin || !isHello(event.data) || port !== null)
      return;
    clearTimeout(silence);
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = (message) => void receive(message);
    frame.contentWindow?.postMessage(connect, origin, [channel.port2]);
  }

  async function receive({ data, ports }: MessageEvent<unknown>): Promise<void> {
    // Not this protocol: whatever is in the frame, nothing of it is taken any more.
    if (!isPageMessage(data) || ports.length > 0) return close();
    if (data.kind === 'height') frame.style.blockSize = `${Math.min(data.heightPx, 4000)}px`;
    else if (data.kind === 'file') await take(data);
    else tell(data);
  }

  async function take({ id, file, identifiers }: Extract<PageMessage, { readonly kind: 'file' }>): Promise<void> {
    const answer = (isTaken: boolean): PortalMessage => ({ kind: 'taken', id, isTaken });
    try {
      await onFile(file, identifiers);
      port?.postMessage(answer(true));
    } catch {
      port?.postMessage(answer(false));
    }
  }

  function tell(message: Exclude<PageMessage, { readonly kind: 'file' | 'height' }>): void {
    (onEvent as ((name: string, detail: unknown) => void) | undefined)?.(message.kind, message.detail);
  }

  function close(): void {
    clearTimeout(silence);
    port?.close();
    removeEventListener('message', listen);
  }

  const silence = setTimeout(() => onEvent?.('error', { code: 'no-answer' }), answerMs);
  addEventListener('message', listen);
  element.append(frame);
  return {
    frame,
    unmount: () => {
      close();
      frame.remove();
    },
  };
}

function connectMessage({ profile, profileSha256, key, limits = {} }: MountOptions): Connect {
  const connect: Connect = {
    nescio: 'connect',
    version: protocolVersion,
    profile,
    profileSha256: profileSha256 ?? null,
    key: checkedKey(key),
    limits,
  };
  if (isConnect(connect)) return connect;
  // The page of Nescio would not answer such a message.
  throw new TypeError(
    '"profile" must be text, "profileSha256" 64 hexadecimal digits, and "limits" whole numbers of files and bytes.',
  );
}
