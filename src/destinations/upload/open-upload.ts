import type { Destination } from '../../pipeline/contracts/destination.ts';
import type { CredentialSource, SignInState, SignIns } from '../../pipeline/contracts/sign-in.ts';
import type { TestLine, UploadEnd, UploadTarget } from '../../pipeline/contracts/upload.ts';
import type { IssuerSurroundings } from '../sign-in/issuer-tokens.ts';
import { failure } from './test-line.ts';
import type { UploadBatch } from './upload-engine.ts';
import { listUnfinishedUploads, type UploadJournalDependencies } from './upload-journal.ts';

/** Lazy: a page that uploads nothing, which most are, does not load it. */
const loadEngine = () => import('./upload-engine.ts');

/**
 * What the page needs for uploads, within one deployment.
 * @param origins servers that the deployment names: links and tests may lead to these
 */
export function createUploads(
  origins: readonly string[],
  { openWindow, ...dependencies }: UploadJournalDependencies & Pick<IssuerSurroundings, 'openWindow'>,
) {
  let loading: ReturnType<typeof loadWhole> | null = null;

  /** The engine and the tokens of this page, which all uploads share. */
  function load() {
    loading ??= loadWhole().catch((fault: unknown) => {
      loading = null;
      throw fault;
    });
    return loading;
  }

  async function loadWhole() {
    const engine = await loadEngine();
    return { ...engine, signIns: engine.createPageSignIns(openWindow) };
  }

  function watch(source: CredentialSource, onState: (state: SignInState) => void): () => void {
    let end: (() => void) | null = null;
    let isOver = false;
    load().then(
      ({ signIns }) => {
        if (!isOver) end = signIns.watch(source, onState);
      },
      () => onState({ kind: 'unreachable' }),
    );
    return () => {
      isOver = true;
      end?.();
    };
  }

  /** What is watched is loaded, so that a click comes through at once. */
  function tell(what: 'signIn' | 'cancel', source: CredentialSource): void {
    load().then(
      ({ signIns }) => signIns[what](source),
      () => undefined,
    );
  }

  return {
    openUpload: (target: UploadTarget, batch: UploadBatch): Destination<UploadEnd> =>
      whenOpened(
        load().then(({ openUploadDestination, signIns }) =>
          openUploadDestination(target, batch, origins, dependencies, signIns),
        ),
      ),

    /** Uploads that were broken off, for the page to say so. */
    uploadJournal: {
      listUnfinished: (projectKey: Uint8Array) => listUnfinishedUploads(dependencies, projectKey),
      discard: (id: string) => dependencies.journal.discard(id),
    },

    signIns: {
      watch,
      signIn: (source) => tell('signIn', source),
      cancel: (source) => tell('cancel', source),
    } satisfies SignIns,

    async *testConnection(target: UploadTarget, signal: AbortSignal): AsyncGenerator<TestLine> {
      const engine = await load().catch(() => null);
      if (engine === null) yield failure(notLoaded);
      else yield* engine.testTarget(target, origins, engine.signIns, signal);
    },
  };
}

/** A destination that is still being loaded. When that fails nothing was sent, and that is said. */
function whenOpened(opening: Promise<Destination<UploadEnd>>): Destination<UploadEnd> {
  const opened = opening.catch(() => null);
  const broken = { kind: 'internal', message: notLoaded } as const;
  return {
    takesNothing: async () => (await opened)?.takesNothing?.() ?? false,
    write: async (delivery) => (await opened)?.write(delivery) ?? broken,
    close: async () => (await opened)?.close() ?? broken,
    abort: async () => (await opened)?.abort(),
  };
}

const notLoaded = 'A part of this page could not be loaded, so nothing was sent. Check the network, then try again.';
