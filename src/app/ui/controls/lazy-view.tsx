import type { ComponentType, ReactNode } from 'react';
import { use } from 'react';

type Loading = { readonly promise: Promise<void>; hasFailed: boolean };

/** Every view of the page that comes in a script of its own. */
const views = new Set<{ load: () => Promise<void>; forgetFailure: () => void }>();

/**
 * A component in a script of its own, so that the first paint does not wait for it. Once the script is there the
 * component renders at once, without its fallback: focus and announcements stay where they belong.
 */
export function lazyView<Props extends object>(
  importView: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  let View: ComponentType<Props> | null = null;
  let loading: Loading | null = null;
  const load = () => {
    loading ??= startLoading(
      importView().then((loaded) => {
        View = loaded;
      }),
    );
    return loading.promise;
  };
  views.add({
    load,
    forgetFailure: () => {
      loading = loading?.hasFailed ? null : loading;
    },
  });
  // biome-ignore lint/correctness/noComponentHookFactories: called once per view, at module level, as React.lazy is.
  return function LazyView(props) {
    if (View === null) {
      use(load());
    }
    return View === null ? null : <View {...props} />;
  };
}

/** A script that the first paint does not wait for. It comes with the views, before it is needed. */
export function lazyScript<Script>(importScript: () => Promise<Script>): () => Promise<Script> {
  let loading: Promise<Script> | null = null;
  const load = (): Promise<Script> => {
    loading ??= importScript().catch((cause: unknown) => {
      loading = null;
      throw cause;
    });
    return loading;
  };
  views.add({ load: async () => void (await load()), forgetFailure: () => undefined });
  return load;
}

/** Loads every view. Afterwards the page needs nothing from its host any more. */
export async function loadViews(): Promise<void> {
  await Promise.allSettled([...views].map((view) => view.load()));
}

/** Lets a view be asked for again whose script did not come, as when the network was away for a moment. */
export function forgetFailedViews(): void {
  for (const view of views) {
    view.forgetFailure();
  }
}

function startLoading(promise: Promise<void>): Loading {
  const loading = { promise, hasFailed: false };
  promise.catch(() => {
    loading.hasFailed = true;
  });
  return loading;
}
