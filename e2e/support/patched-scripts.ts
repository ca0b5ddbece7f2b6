import type { BrowserContext, Page, Route } from '@playwright/test';

/** Scripts of the build by what they are; names end in a hash. */
export const scripts = {
  page: /\/assets\/index-[^/]*\.js$/,
  deidentifyWorker: /\/assets\/deidentify\.worker-[^/]*\.js$/,
  folderWorker: /\/assets\/folder\.worker-[^/]*\.js$/,
  zipWorker: /\/assets\/zip\.worker-[^/]*\.js$/,
  anyWorker: /\/assets\/[^/]*\.worker-[^/]*\.js$/,
} as const;

/** For `test.use`: a service worker would take the patched script that was meant for one worker of the page. */
export const withoutServiceWorker = { serviceWorkers: 'block' } as const;

type Patches = {
  readonly scripts: {
    readonly pattern: RegExp;
    readonly code: string;
    readonly only: 'first' | 'all';
    served: number;
  }[];
  withPolicies: boolean;
};

const patchesByContext = new WeakMap<BrowserContext, Patches>();

/**
 * Serves a script with code in front, as if the build had contained it. Several patches of one script add up.
 * @param only patches the first request alone: one worker of a pool misbehaves, its successor does not.
 * @returns how many times the patched script has been served.
 */
export async function patchScript(
  page: Page,
  pattern: RegExp,
  code: string,
  only: 'first' | 'all' = 'all',
): Promise<() => number> {
  const patch = { pattern, code, only, served: 0 };
  (await patchesOf(page)).scripts.push(patch);
  return () => patch.served;
}

/** Takes every wall down: no policy in headers or page. What is found then is found without the browser's help. */
export async function removePolicies(page: Page): Promise<void> {
  (await patchesOf(page)).withPolicies = false;
}

/** Call before a test ends whose page may still be loading: a request in flight would be reported as its failure. */
export async function stopPatching(page: Page): Promise<void> {
  await page.context().unrouteAll({ behavior: 'ignoreErrors' });
}

async function patchesOf(page: Page): Promise<Patches> {
  const known = patchesByContext.get(page.context());
  if (known !== undefined) return known;
  const patches: Patches = { scripts: [], withPolicies: true };
  patchesByContext.set(page.context(), patches);
  await page.context().route(/^http:\/\/127\.0\.0\.1/, (route) => serve(route, patches));
  return patches;
}

async function serve(route: Route, patches: Patches): Promise<void> {
  const url = route.request().url();
  const wanted = patches.scripts.filter(
    ({ pattern, only, served }) => pattern.test(url) && (only === 'all' || served === 0),
  );
  const isPage = route.request().resourceType() === 'document';
  if (wanted.length === 0 && (patches.withPolicies || !(isPage || scripts.anyWorker.test(url))))
    return route.fallback();
  for (const patch of wanted) patch.served += 1;
  // A server closes a connection that was quiet for five seconds, and may do so just when it is taken again.
  const response = await route.fetch({ maxRetries: 3 });
  const headers = { ...response.headers() };
  let body = await response.text();
  if (!patches.withPolicies) {
    delete headers['content-security-policy'];
    if (isPage) body = body.replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, '');
  }
  await route.fulfill({ response, headers, body: [...wanted.map(({ code }) => code), body].join('\n') });
}
