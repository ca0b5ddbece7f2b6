import { describe, expect, it, vi } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { OwnRule } from '../../profile/profile.ts';
import { serialiseProfile } from '../../profile/serialise-profile.ts';
import { eventually } from '../../testing/eventually.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { createGate } from '../../testing/gate.ts';
import { keyFile, openPage, openResult } from '../../testing/open-page.ts';
import type { BatchAction } from '../batch/batch-action.ts';
import { strings } from '../ui/strings.ts';
import type { AppServices } from './services.ts';

const remove: OwnRule = { selector: { kind: 'tag', tag: '00081030' }, decision: { kind: 'remove' } };

/** A pool that keeps what it was told. */
function listeningPool(answer: () => Promise<void> = async () => undefined) {
  const told: Parameters<AppServices['pool']['configure']>[0][] = [];
  const { pool } = fakeServices().services;
  const configure: AppServices['pool']['configure'] = async (settings) => {
    told.push(settings);
    await answer();
  };
  return { told, pool: { ...pool, configure } };
}

describe('settings', () => {
  it('go to the workers whole: profile, key and patients', async () => {
    const { told, pool } = listeningPool();
    const page = await openPage({}, { pool });
    await page.intents.openKey(keyFile('cd'));
    await page.intents.changeProfile(createProfile('qmenta-guarded'));
    expect(told.at(-1)).toMatchObject({ profile: { preset: 'qmenta-guarded' }, patients: null });
    expect([...told.at(-1)!.projectKey]).toEqual(Array.from({ length: 32 }, () => 0xcd));
  });

  it('that the workers do not take are said', async () => {
    const { pool } = listeningPool(async () => {
      throw new Error('A bug.');
    });
    const { state } = await openPage({}, { pool });
    expect(state().pool).toEqual({ kind: 'failed', message: strings.pool.failed });
  });

  it('have the hash of the last profile, however long an earlier one takes', async () => {
    const gate = createGate();
    const hashProfile: AppServices['hashProfile'] = async ({ preset }) => {
      if (preset === 'qmenta') await gate.isOpen;
      return preset;
    };
    const { intents, state } = await openPage({}, { hashProfile });
    const first = intents.changeProfile(createProfile('qmenta'));
    expect(state().profileHash).toBeNull();
    await intents.changeProfile(createProfile('qmenta-guarded'));
    gate.open();
    await first;
    expect(state().profileHash).toBe('qmenta-guarded');
  });

  it('plan nothing under settings that the workers have not got yet', async () => {
    const gates = [createGate(), createGate()];
    let at = -1;
    const { calls, services } = fakeServices();
    const pool = { ...services.pool, configure: async () => void (await gates[at]?.isOpen) };
    const page = await openResult({}, { pool });
    at = 0;
    const first = page.intents.changeProfile(createProfile('qmenta'));
    at = 1;
    const second = page.intents.changeProfile(createProfile('qmenta-guarded'));
    calls.length = 0;
    gates[0]!.open();
    await first;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls.filter((call) => call.startsWith('plan'))).toEqual([]);
    gates[1]!.open();
    await second;
    await eventually(() => expect(calls.filter((call) => call.startsWith('plan'))).toHaveLength(3));
  });
});

describe('a key from a file', () => {
  it('that is longer than any key file is not read', async () => {
    const { intents, state } = await openPage();
    const file = keyFile('ab');
    const long = new File([await file.text(), ' '.repeat(4096)], 'key.json');
    const text = vi.spyOn(long, 'text');
    await intents.openKey(long);
    expect(text).not.toHaveBeenCalled();
    expect(state()).toMatchObject({ notice: strings.key.notAKey, projectKey: { origin: 'created' } });
  });

  it('that cannot be read is no key', async () => {
    const { intents, state } = await openPage();
    const gone = keyFile('ab');
    gone.text = () => Promise.reject(new DOMException('', 'NotReadableError'));
    await intents.openKey(gone);
    expect(state().notice).toBe(strings.key.notAKey);
  });

  it('takes away what was said of the file before', async () => {
    const { intents, state } = await openPage();
    await intents.openKey(new File(['{}'], 'key.json'));
    expect(state().notice).toBe(strings.key.notAKey);
    await intents.openKey(keyFile('ab'));
    expect(state()).toMatchObject({ files: [], notice: null });
  });

  it('says in a review that the result is from another key', async () => {
    const { intents, state } = await openResult();
    intents.openReview();
    await intents.openKey(keyFile('ab'));
    expect(state()).toMatchObject({ step: 'review', hasResult: false, notice: strings.key.changed });
  });
});

describe('the table of patients', () => {
  const csv = 'patient_id,new_id\nFAKE-1,SUBJECT-1\n';

  it('goes to the workers, and what was decided before goes', async () => {
    const { told, pool } = listeningPool();
    const page = await openResult({}, { pool });
    const profile = page.state().profile;
    await page.intents.changeProfile({ ...profile, patients: { kind: 'lookup' } as never });
    told.length = 0;
    await page.intents.loadPatientTable(new File([csv], 'patients.csv'));
    expect(page.state().patientTable).toMatchObject({ fileName: 'patients.csv' });
    expect(page.state().step).toBe('review');
    expect(told).toHaveLength(1);
  });

  it('that cannot be read changes nothing', async () => {
    const { told, pool } = listeningPool();
    const { intents, state } = await openPage({}, { pool });
    const gone = new File([csv], 'patients.csv');
    gone.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
    told.length = 0;
    await intents.loadPatientTable(gone);
    expect(state()).toMatchObject({ patientTable: null, notice: strings.profile.lookup.unreadable });
    expect(told).toEqual([]);
  });
});

describe('while files are written', () => {
  const starts: Readonly<Record<string, readonly BatchAction[]>> = {
    'a save': [{ kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 3, totalBytes: 3 }],
    'a run': [
      { kind: 'purpose-switched', to: 'share' },
      { kind: 'run-started', nowMs: 0 },
    ],
    'a second look': [{ kind: 'deciding-again', ids: [0] }],
  };

  it.each(Object.entries(starts))('no profile, table, key or scope changes: %s', async (_, actions) => {
    const { told, pool } = listeningPool();
    const { store, intents, state } = await openResult({}, { pool });
    store.dispatch({ kind: 'purpose-switched', to: 'neuroimaging' });
    for (const action of actions) store.dispatch(action);
    const before = state();
    told.length = 0;
    const attempts: Readonly<Record<string, () => unknown>> = {
      switchToPurpose: () => intents.switchToPurpose('qmenta'),
      undoPurpose: () => intents.undoPurpose(),
      changeProfile: () => intents.changeProfile(createProfile('qmenta')),
      addRule: () => intents.addRule(remove),
      writeRule: () => intents.writeRule(remove, 'Study Description'),
      writeWord: () => intents.writeWord('Schleswig', 'keep'),
      importWords: () => intents.importWords(new File(['Schleswig'], 'words.txt')),
      importProfile: () => intents.importProfile(new File([serialiseProfile(createProfile('qmenta'))], 'p.json')),
      loadPatientTable: () => intents.loadPatientTable(new File(['patient_id,new_id\nFAKE-1,S-1\n'], 'patients.csv')),
      openKey: () => intents.openKey(keyFile('cd')),
      changeSearchScope: () => intents.changeSearchScope('none'),
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      store.dispatch({ kind: 'noticed', message: null });
      await attempt();
      expect([name, state()]).toEqual([name, { ...before, notice: strings.refusedWhileWriting }]);
    }
    expect(told).toEqual([]);
  });

  it('a rule is refused where it was written, and none is taken back', async () => {
    const { store, intents, state } = await openResult();
    await intents.writeRule(remove, 'Study Description');
    for (const action of starts['a save']!) store.dispatch(action);
    const { profile, ruleUndo } = state();
    await intents.undoRule();
    expect(await intents.addRule(remove)).toEqual([strings.refusedWhileWriting]);
    expect(state()).toMatchObject({ profile, ruleUndo, notice: strings.refusedWhileWriting });
  });
});

describe('profiles from files', () => {
  it('are refused unread when they are too large or cannot be read', async () => {
    const { intents, state } = await openPage();
    const large = new File(['{}'], 'large.json');
    Object.defineProperty(large, 'size', { value: 4_000_001 });
    await intents.importProfile(large);
    const refusal = (fileName: string, message: string) => ({ fileName, problems: [{ path: '', message }] });
    expect(state().profileRefusal).toEqual(refusal('large.json', strings.profile.importing.unreadable));
    const gone = new File(['{}'], 'gone.json');
    gone.text = () => Promise.reject(new DOMException('', 'NotReadableError'));
    await intents.importProfile(gone);
    expect(state().profileRefusal).toEqual(refusal('gone.json', strings.profile.importing.unreadable));
    await intents.importProfile(new File(['not JSON'], 'a.json'));
    expect(state().profileRefusal).toEqual(refusal('a.json', strings.profile.importing.notJson));
  });

  it('take away the refusal of the one before', async () => {
    const { intents, state, downloads } = await openPage();
    intents.exportProfile();
    await intents.importProfile(new File(['not JSON'], 'a.json'));
    await intents.importProfile(new File([downloads[0]!.blob], 'nescio-profile.json'));
    expect(state().profileRefusal).toBeNull();
  });

  it('are JSON, and tables CSV', async () => {
    const { intents, downloads } = await openPage();
    intents.exportProfile();
    intents.saveTable('rules.csv', 'a,b\r\n');
    expect(downloads.map(({ name, blob }) => [name, blob.type])).toEqual([
      ['nescio-profile.json', 'application/json'],
      ['rules.csv', 'text/csv'],
    ]);
    expect(await downloads[1]!.blob.text()).toBe('a,b\r\n');
  });
});

describe('own rules', () => {
  it('go to the workers, written, added and taken back', async () => {
    const { told, pool } = listeningPool();
    const { intents } = await openPage({}, { pool });
    const rules = () => told.at(-1)!.profile.ownRules;
    await intents.writeRule(remove, 'one');
    await eventually(() => expect(rules()).toEqual([remove]));
    await intents.undoRule();
    expect(rules()).toEqual([]);
    await intents.addRule(remove);
    await eventually(() => expect(rules()).toEqual([remove]));
    const count = told.length;
    await intents.undoRule();
    expect(told).toHaveLength(count);
  });

  it('that cannot be carried out change nothing beside a value either', async () => {
    const { intents, state } = await openPage();
    const { profile } = state();
    const forbidden: OwnRule = { selector: { kind: 'tag', tag: '00080016' }, decision: { kind: 'remove' } };
    const problems = await intents.writeRule(forbidden, 'SOP Class UID');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toEqual(expect.any(String));
    expect(state()).toMatchObject({ profile, ruleUndo: null });
  });
});
