// The entry `nescio/element` (docs/embedding.md). Importing it defines <nescio-deidentify> where there are custom elements.
import type { NewIdentifiers } from '../pipeline/contracts/upload.ts';
import type { PresetId, Profile } from '../profile/profile.ts';
import type { ExecutorOptions } from './executor-options.ts';
import type { FormErrorCode, FormEvents } from './form/form-event.ts';
import { formStrings } from './form/form-strings.ts';
import { type Limits, noLimits } from './form/join-sources.ts';
import { type Form, mountForm, mountProblem } from './form/mount-form.ts';
import { openPool } from './open-pool.ts';
import { PinnedProfileError, readPinnedProfile } from './pinned-profile.ts';
import { checkedKey } from './project-key.ts';
import { readPatientTable } from './read-patient-table.ts';

export type { FormErrorCode, FormEvents, Limits, NewIdentifiers };

/** A de-identified file on its way to the host. */
export type TakenFile = { readonly file: File; readonly identifiers: NewIdentifiers };

/**
 * What the form works with. All of it is read once, when the element is in a document and `profile` and `key` are set;
 * what comes later is ignored and reported as `nescio-error`, code `already-started`.
 */
export type ElementSettings = ExecutorOptions & {
  /** A preset's name, a profile, or the JSON of one. Also the attribute `profile`. */
  readonly profile?: PresetId | Profile | string;
  /** Also the attribute `profile-sha256`. With another profile the form refuses to start. */
  readonly profileSha256?: string;
  /** 32 secret bytes. A property only: attributes can be read by everybody on the page. */
  readonly key?: Uint8Array;
  readonly patientTable?: string | Uint8Array;
  readonly limits?: Partial<Limits>;
  /** Who gets the files, as the form says it to people. Default: the host name of the page. */
  readonly setBy?: string;
  /** Takes each de-identified file; the next is made when it settles. Without it, files wait for `takeFiles()`. */
  readonly onFile?: (file: File, identifiers: NewIdentifiers) => unknown;
};

// Where pages are rendered on a server there is no HTMLElement, and importing must do nothing.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** `<nescio-deidentify>`: the form, in a shadow tree that holds all of it. */
export class NescioDeidentify extends Base {
  #settings: ElementSettings = {};
  #state: 'waiting' | 'due' | 'started' = 'waiting';
  #form: Form | null = null;
  #root: ShadowRoot | null = null;
  #files: TakenFile[] = [];

  /** Gives settings, all or some; the same as setting them one by one. */
  configure(settings: ElementSettings): void {
    if (this.#state === 'started') {
      this.#fail('already-started');
      return;
    }
    this.#settings = { ...this.#settings, ...settings };
    this.#startSoon();
  }

  set profile(profile: PresetId | Profile | string) {
    this.configure({ profile });
  }
  set profileSha256(profileSha256: string) {
    this.configure({ profileSha256 });
  }
  set key(key: Uint8Array) {
    this.configure({ key: key.slice() });
  }
  set limits(limits: Partial<Limits>) {
    this.configure({ limits });
  }
  set workerUrl(workerUrl: string | URL) {
    this.configure({ workerUrl });
  }
  set onFile(onFile: (file: File, identifiers: NewIdentifiers) => unknown) {
    this.configure({ onFile });
  }

  /** The de-identified files since the last call, for hosts without `onFile`. Held files are never among them. */
  takeFiles(): readonly TakenFile[] {
    return this.#files.splice(0);
  }

  connectedCallback(): void {
    this.#startSoon();
  }

  disconnectedCallback(): void {
    // Moved within the page, not taken out of it.
    queueMicrotask(() => {
      if (!this.isConnected) this.#form?.close();
    });
  }

  /** After the code that sets things one by one, so that the pin counts whatever their order. */
  #startSoon(): void {
    if (this.#state !== 'waiting' || !this.isConnected || this.#settings.key === undefined) return;
    if (this.#settings.profile === undefined && !this.hasAttribute('profile')) return;
    this.#state = 'due';
    queueMicrotask(() => this.#start());
  }

  #start(): void {
    this.#state = 'started';
    this.#root = this.attachShadow({ mode: 'closed' });
    const settings = this.#settings;
    // Only the form needs the key from here on.
    this.#settings = {};
    try {
      this.#form = this.#mount(this.#root, settings);
    } catch (error) {
      // For whoever develops the portal, in the browser's console: it says which setting and quotes no value.
      reportError(error);
      const code = error instanceof PinnedProfileError ? 'profile-mismatch' : 'settings';
      mountProblem(this.#root, formStrings.problems[code]);
      this.#fail(code);
    }
  }

  #mount(root: ShadowRoot, settings: ElementSettings): Form {
    const given = settings.profile ?? this.getAttribute('profile') ?? '';
    const pin = settings.profileSha256 ?? this.getAttribute('profile-sha256') ?? undefined;
    const profile = readPinnedProfile(given, pin);
    const take = (file: File, identifiers: NewIdentifiers) => void this.#files.push({ file, identifiers });
    return mountForm(root, {
      profile,
      projectKey: checkedKey(settings.key),
      rows: readPatientTable(settings.patientTable, profile),
      openPool: () => openPool(settings),
      limits: { ...noLimits, ...settings.limits },
      setBy: settings.setBy ?? location.hostname,
      hand: settings.onFile ?? take,
      emit: (name, detail) => this.#emit(name, detail),
    });
  }

  #fail(code: FormErrorCode): void {
    this.#emit('error', { code });
  }

  #emit<Name extends keyof FormEvents>(name: Name, detail: FormEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(`nescio-${name}`, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'nescio-deidentify': NescioDeidentify;
  }
  interface HTMLElementEventMap {
    'nescio-ready': CustomEvent<FormEvents['ready']>;
    'nescio-scanned': CustomEvent<FormEvents['scanned']>;
    'nescio-progress': CustomEvent<FormEvents['progress']>;
    'nescio-held': CustomEvent<FormEvents['held']>;
    'nescio-complete': CustomEvent<FormEvents['complete']>;
    'nescio-error': CustomEvent<FormEvents['error']>;
  }
}

if (typeof customElements !== 'undefined' && customElements.get('nescio-deidentify') === undefined) {
  customElements.define('nescio-deidentify', NescioDeidentify);
}
