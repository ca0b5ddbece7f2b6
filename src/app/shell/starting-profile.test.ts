import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { purposeProfile } from '../../profile/purposes/purpose-profile.ts';
import { serialiseProfile } from '../../profile/serialise-profile.ts';
import { openPage } from '../../testing/open-page.ts';
import { shellStrings } from '../ui/strings/shell.ts';
import { startingProfile, watchProfileMemory } from './starting-profile.ts';

const own = createProfile('qmenta-guarded', ['retainUids']);

/** A page whose computer remembers; `written` is what it would find at the next visit. */
async function openRemembering(remembered: string | null = null) {
  const written: (string | null)[] = [];
  const page = await openPage();
  await watchProfileMemory(
    page.store,
    { read: () => null, write: (text) => void written.push(text) },
    remembered,
    page.intents.apply,
  );
  return { ...page, written };
}

describe('the profile that a page starts with', () => {
  it('is the remembered purpose, unless the address says anything of the profile', () => {
    expect(startingProfile('', 'neuroimaging')).toEqual({
      profile: purposeProfile('neuroimaging'),
      urlProblem: null,
      isRemembered: true,
      unread: null,
    });
    expect(startingProfile('?theme=dark', 'share').profile).toEqual(purposeProfile('share'));
    expect(startingProfile('?pixels=export', 'share').profile).toEqual(createProfile('qmenta-guarded', [], 'export'));
    expect(startingProfile('?purpose=no-such', 'share')).toMatchObject({
      profile: purposeProfile('default'),
      urlProblem: expect.stringContaining('purpose'),
    });
  });

  it('refuses a key in the address whatever is remembered', () => {
    expect(startingProfile('?key=00', 'share').urlProblem).toContain('never travels');
  });

  it('is the default until a remembered profile of the person’s own has been read', async () => {
    const text = serialiseProfile(own);
    expect(startingProfile('', text)).toMatchObject({ profile: purposeProfile('default'), unread: text });
    const { state } = await openRemembering(text);
    expect(state().profile).toEqual(own);
  });

  it('stays what the person has chosen meanwhile', async () => {
    const page = await openPage();
    const watching = watchProfileMemory(
      page.store,
      { read: () => null, write: () => undefined },
      serialiseProfile(own),
      page.intents.apply,
    );
    await page.intents.changeProfile(purposeProfile('share'));
    await watching;
    expect(page.state().profile).toEqual(purposeProfile('share'));
  });

  it.each(['{', 'no-such-purpose', '{"format":"nescio-profile","formatVersion":99,"preset":"qmenta"}'])(
    'is the default where what was remembered cannot be read: %s',
    async (text) => {
      const { state, written } = await openRemembering(text);
      expect(state()).toMatchObject({ isRemembered: false, notice: shellStrings.recallFailed });
      expect(state().profile).toEqual(createProfile('ps315-basic'));
      expect(written).not.toContain(text);
    },
  );
});

describe('what this computer remembers', () => {
  it('has no words and no replacement texts of the person’s own', async () => {
    const { intents, written } = await openRemembering();
    intents.rememberProfile(true);
    await intents.changeProfile({
      ...own,
      words: { keep: ['Schleswig'], remove: ['Mustermann'] },
      ownRules: [
        { selector: { kind: 'tag', tag: '00081030' }, decision: { kind: 'replace', value: 'Trial of Erika' } },
        { selector: { kind: 'tag', tag: '00080080' }, decision: { kind: 'keep' } },
      ],
    });
    const text = written.at(-1) ?? '';
    expect(text).not.toMatch(/Schleswig|Mustermann|Erika|words/);
    const again = await openRemembering(text);
    expect(again.state().profile.ownRules.map(({ decision }) => decision.kind)).toEqual(['empty', 'keep']);
  });

  it('is nothing until the person says so, then each change, and nothing again', async () => {
    const { intents, written } = await openRemembering();
    await intents.changeProfile(purposeProfile('training'));
    expect(written.filter((text) => text !== null)).toEqual([]);
    intents.rememberProfile(true);
    await intents.switchToPurpose('neuroimaging');
    await intents.changeProfile(own);
    intents.rememberProfile(false);
    expect(written.slice(-4)).toEqual(['training', 'neuroimaging', serialiseProfile(own), null]);
  });
});
