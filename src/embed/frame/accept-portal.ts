import { type Connect, type Hello, isConnect, protocolVersion } from './messages.ts';

/** The parts of a window that the framed page uses. */
export type FrameWindow = Pick<Window, 'addEventListener' | 'removeEventListener'> & {
  readonly parent: Pick<Window, 'postMessage'>;
};

/** A portal that was let in: its origin as the browser states it, its settings, and the port. */
export type Portal = { readonly origin: string; readonly connect: Connect; readonly port: MessagePort };

/**
 * Waits for the portal that frames this page. It must be the parent window, of an origin that the operator has listed, and
 * its message must be whole and carry one port. The first such message counts and no other; all else is not answered.
 * @param hosts from the page's own `<meta>`, never from a message
 */
export function acceptPortal(own: FrameWindow, hosts: readonly string[], onPortal: (portal: Portal) => void): void {
  function listen(event: MessageEvent<unknown>): void {
    const [port, ...others] = event.ports;
    if (event.source !== own.parent || !hosts.includes(event.origin)) return;
    if (!isConnect(event.data) || port === undefined || others.length > 0) return;
    own.removeEventListener('message', listen);
    onPortal({ origin: event.origin, connect: event.data, port });
  }
  own.addEventListener('message', listen);
  const hello: Hello = { nescio: 'hello', version: protocolVersion };
  // One each: the browser delivers the one whose origin is the parent's, and nobody else hears anything.
  for (const host of hosts) own.parent.postMessage(hello, host);
}
