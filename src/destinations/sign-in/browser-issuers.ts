import type { IssuerSurroundings } from './issuer-tokens.ts';
import { returnedChannel, returnedPage } from './returned-page.ts';

/**
 * Windows of issuers in this browser. The page and such a window know nothing of each other, because the page keeps every foreign
 * window out (Cross-Origin-Opener-Policy): what comes back comes over a channel of the page's own origin.
 */
export function browserIssuers(openWindow: IssuerSurroundings['openWindow']): IssuerSurroundings {
  return { redirectUri: new URL(returnedPage, location.href).href, openWindow, returned };
}

function returned(state: string, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(returnedChannel);
    const end = (address: string | null) => {
      channel.close();
      resolve(address);
    };
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // Another tab of the page may wait for another window.
      if (typeof data === 'string' && URL.canParse(data) && new URL(data).searchParams.get('state') === state)
        end(data);
    });
    if (signal.aborted) end(null);
    signal.addEventListener('abort', () => end(null), { once: true });
  });
}
