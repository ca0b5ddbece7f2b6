const PROFILE = 'nescio-profile';

/** What the person let this computer remember: the name of a purpose, or a profile as JSON. Nothing of files, keys or patients. */
export const rememberedProfile = {
  read: (): string | null => {
    try {
      return localStorage.getItem(PROFILE);
    } catch {
      return null;
    }
  },
  write: (text: string | null): void => {
    try {
      if (text === null) localStorage.removeItem(PROFILE);
      else localStorage.setItem(PROFILE, text);
    } catch {
      // A browser that keeps nothing starts with the default at each visit.
    }
  },
};
