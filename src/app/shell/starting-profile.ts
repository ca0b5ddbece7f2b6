import { createProfile } from '../../profile/create-profile.ts';
import { parseProfileUrl, setsProfile } from '../../profile/parse-profile-url.ts';
import { defaultPreset } from '../../profile/preset-names.ts';
import type { Profile } from '../../profile/profile.ts';
import { purposeProfile } from '../../profile/purposes/purpose-profile.ts';
import { purposeIds } from '../../profile/purposes/purposes.ts';
import { serialiseProfile } from '../../profile/serialise-profile.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import type { ProfileMemory } from '../intents/services.ts';
import { shellStrings } from '../ui/strings/shell.ts';

/** What the page starts with, before anybody has chosen anything. */
export type Start = {
  readonly profile: Profile;
  readonly urlProblem: string | null;
  readonly isRemembered: boolean;
  /** A remembered profile of the person's own, as text: reading it takes the data dictionary, which comes later. */
  readonly unread: string | null;
};

/** The address wins over what is remembered; without either it is the default. */
export function startingProfile(search: string, remembered: string | null): Start {
  const isRemembered = remembered !== null;
  if (remembered === null || setsProfile(search)) {
    const parsed = parseProfileUrl(search);
    return 'problem' in parsed
      ? { profile: createProfile(defaultPreset), urlProblem: parsed.problem, isRemembered, unread: null }
      : { profile: parsed.profile, urlProblem: null, isRemembered, unread: null };
  }
  const id = purposeIds.find((one) => one === remembered);
  const parsed = parseProfileUrl(search);
  return {
    profile: id === undefined ? createProfile(defaultPreset) : purposeProfile(id),
    urlProblem: 'problem' in parsed ? parsed.problem : null,
    isRemembered,
    unread: id === undefined ? remembered : null,
  };
}

/**
 * Sets the remembered profile of the person's own, and from then on remembers each change as long as the person wants it. Until
 * then the default is in force, and what the person chooses meanwhile counts.
 */
export async function watchProfileMemory(
  store: BatchStore,
  memory: ProfileMemory,
  unread: string | null,
  apply: () => Promise<void>,
): Promise<void> {
  remember(store, memory);
  if (unread === null) return;
  const before = store.getState().profile;
  const { parseProfile } = await import('../../profile/parse-profile.ts');
  const parsed = parseProfile(parseJson(unread));
  if (store.getState().profile !== before) return;
  if ('problems' in parsed) {
    store.dispatch({ kind: 'profile-remembered', isRemembered: false });
    store.dispatch({ kind: 'noticed', message: shellStrings.recallFailed });
    return;
  }
  store.dispatch({ kind: 'profile-changed', profile: parsed });
  await apply();
}

function remember(store: BatchStore, memory: ProfileMemory): void {
  let last = store.getState();
  store.subscribe(() => {
    const state = store.getState();
    const isChanged = state.profile !== last.profile || state.isRemembered !== last.isRemembered;
    last = state;
    if (isChanged) memory.write(state.isRemembered ? textOf(state.profile) : null);
  });
}

/** The name of a purpose that sets just this, so that a later version of it counts, or the profile without what was typed. */
function textOf(profile: Profile): string {
  const text = serialiseProfile(profile);
  return (
    purposeIds.find((id) => serialiseProfile(purposeProfile(id)) === text) ?? serialiseProfile(withoutTexts(profile))
  );
}

/** Own words and replacement texts may name a patient. A value that was to be replaced is emptied by what is remembered. */
function withoutTexts({ words: _, ...profile }: Profile): Profile {
  const ownRules = profile.ownRules.map((rule) =>
    rule.decision.kind === 'replace' ? { ...rule, decision: { kind: 'empty' } as const } : rule,
  );
  return { ...profile, ownRules };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
