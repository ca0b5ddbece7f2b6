type ScriptUrlPolicy = { readonly createScriptURL: (url: string) => string };
type PolicyFactory = {
  readonly createPolicy: (name: string, rules: ScriptUrlPolicy) => ScriptUrlPolicy;
};

/** Scripts of this page's own build, which the bundler lists; nothing else becomes a worker. */
const ownUrls = new Set<string>();

/** The one Trusted Types policy (src/csp.ts). Browsers without Trusted Types take the address as it is. */
const policy: ScriptUrlPolicy | null = createPolicy();

function createPolicy(): ScriptUrlPolicy | null {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  return (
    trustedTypes?.createPolicy('app', {
      createScriptURL: (url) => {
        if (!ownUrls.has(url)) {
          throw new TypeError('Only scripts of this page may become workers.');
        }
        return url;
      },
    }) ?? null
  );
}

/**
 * Starts a module worker from an address that `?worker&url` gave.
 * @param name shown by the browser's developer tools
 */
export function createScriptWorker(url: string, name: string): Worker {
  return new Worker(ownScriptUrl(url), { type: 'module', name });
}

/** Lets the browser take one of this build's own addresses as a script. */
export function ownScriptUrl(url: string): string {
  ownUrls.add(url);
  return policy === null ? url : policy.createScriptURL(url);
}
