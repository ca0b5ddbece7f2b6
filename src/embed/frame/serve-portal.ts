import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { Hand } from '../form/form-session.ts';
import { formStrings } from '../form/form-strings.ts';
import { noLimits } from '../form/join-sources.ts';
import { mountForm, mountProblem } from '../form/mount-form.ts';
import { PinnedProfileError, readPinnedProfile } from '../pinned-profile.ts';
import { readPatientTable } from '../read-patient-table.ts';
import type { Portal } from './accept-portal.ts';
import { isPortalMessage, type PageMessage } from './messages.ts';

/** Runs the form for a portal: files and events go over its port, and nothing that comes back changes the settings. */
export function servePortal(root: ShadowRoot, portal: Portal, openPool: () => Promise<Pool>): void {
  const { connect, port, origin } = portal;
  const send = (message: PageMessage) => port.postMessage(message);
  const waiting = new Map<number, (isTaken: boolean) => void>();
  let lastId = 0;
  let isEnded = false;

  const hand: Hand = (file, identifiers) =>
    new Promise<void>((resolve, reject) => {
      if (isEnded) return reject(new Error('The connection has ended.'));
      lastId += 1;
      waiting.set(lastId, (isTaken) => (isTaken ? resolve() : reject(new Error('The portal did not take it.'))));
      send({ kind: 'file', id: lastId, file, identifiers });
    });

  function end(): void {
    isEnded = true;
    port.close();
    for (const settle of waiting.values()) settle(false);
    waiting.clear();
  }

  port.onmessage = ({ data, ports }: MessageEvent<unknown>) => {
    const settle = isPortalMessage(data) && ports.length === 0 ? waiting.get(data.id) : undefined;
    // Not a message of this protocol, or about a file that was not given: whoever sends that gets nothing more.
    if (!isPortalMessage(data) || settle === undefined) return end();
    waiting.delete(data.id);
    settle(data.isTaken);
  };
  port.onmessageerror = end;

  try {
    const profile = readPinnedProfile(connect.profile, connect.profileSha256 ?? undefined);
    mountForm(root, {
      profile,
      projectKey: connect.key,
      rows: readPatientTable(undefined, profile),
      openPool,
      limits: { ...noLimits, ...connect.limits },
      setBy: new URL(origin).host,
      hand,
      emit: (kind, detail) => {
        if (!isEnded) send({ kind, detail } as PageMessage);
      },
    });
  } catch (error) {
    // For whoever develops the portal, in the browser's console: it says which setting and quotes no value.
    reportError(error);
    const code = error instanceof PinnedProfileError ? 'profile-mismatch' : 'settings';
    mountProblem(root, formStrings.problems[code]);
    send({ kind: 'error', detail: { code } });
    end();
  }
  new ResizeObserver(([entry]) => {
    if (!isEnded && entry !== undefined)
      send({ kind: 'height', heightPx: Math.ceil(entry.borderBoxSize[0]!.blockSize) });
  }).observe(root.host);
}
