import type { OwnRule, Profile } from '../../profile/profile.ts';
import type { PurposeId } from '../../profile/purposes/purposes.ts';
import { serialiseProfile } from '../../profile/serialise-profile.ts';
import type { BatchAction } from '../batch/batch-action.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { withOwnRule } from '../batch/edit-profile.ts';
import { type WordFate, withAddedWords, withWord } from '../batch/edit-words.ts';
import { strings } from '../ui/strings.ts';
import { mayChange } from './may-change.ts';
import type { AppServices } from './services.ts';

type ProfileAction = Extract<
  BatchAction,
  { readonly kind: 'profile-changed' | 'rule-written' | 'purpose-switched' | 'purpose-taken-back' }
>;

const EXPORT_NAME = 'nescio-profile.json';
/** A profile has a few kilobytes. A larger file is no profile and is not read. */
const LARGEST_PROFILE_BYTES = 4_000_000;

/** Changes of the profile: by hand, by own rules and from a file. What reads rules and files comes when it is needed. */
export function createProfileControls(store: BatchStore, services: AppServices, apply: () => Promise<void>) {
  /** The one way to another profile: what is being written was planned under the profile as it is. */
  const settle = async (action: ProfileAction): Promise<void> => {
    if (!mayChange(store)) return;
    store.dispatch(action);
    await apply();
  };
  const change = (profile: Profile): Promise<void> => settle({ kind: 'profile-changed', profile });
  const findProblems = async (rule: OwnRule): Promise<readonly string[]> => {
    const { ownRuleProblem } = await import('../../profile/own-rule-problem.ts');
    const problem = ownRuleProblem(rule);
    if (problem !== null) return [problem.message];
    return mayChange(store) ? [] : [strings.refusedWhileWriting];
  };
  const refuse = (fileName: string, message: string) =>
    store.dispatch({ kind: 'profile-refused', refusal: { fileName, problems: [{ path: '', message }] } });

  return {
    changeProfile: change,
    /** One click for the whole batch; it can be taken back until the profile is changed again. */
    switchToPurpose: (to: PurposeId): Promise<void> => settle({ kind: 'purpose-switched', to }),
    undoPurpose: (): Promise<void> => settle({ kind: 'purpose-taken-back' }),
    /** Profile and purpose are written to this computer at each change, or forgotten. */
    rememberProfile: (isRemembered: boolean): void => store.dispatch({ kind: 'profile-remembered', isRemembered }),
    /** Adds a rule if a run can carry it out and nothing is being written. @returns the problems; an empty list when the rule was added. */
    addRule: async (rule: OwnRule): Promise<readonly string[]> => {
      const problems = await findProblems(rule);
      if (problems.length === 0) {
        void change(withOwnRule(store.getState().profile, rule));
      }
      return problems;
    },
    /** As `addRule`, and the person can undo it. @param name the attribute's name, for the message. */
    writeRule: async (rule: OwnRule, name: string): Promise<readonly string[]> => {
      const problems = await findProblems(rule);
      if (problems.length === 0) {
        const { profile, ruleUndo } = store.getState();
        const words = strings.profile.ruleInWords(rule.decision.kind, name);
        const steps = [...(ruleUndo?.steps ?? []), { rule: words, profile }];
        const undo = { message: strings.profile.written(words), steps };
        void settle({ kind: 'rule-written', profile: withOwnRule(profile, rule), undo });
      }
      return problems;
    },
    /** Says what becomes of a word in every cleaned text; the person can undo it as they can a rule. */
    writeWord: (word: string, fate: WordFate): void => {
      const { profile, ruleUndo } = store.getState();
      const words = strings.profile.wordInWords(fate, word);
      const steps = [...(ruleUndo?.steps ?? []), { rule: words, profile }];
      const undo = { message: strings.profile.wordWritten(fate, word), steps };
      void settle({ kind: 'rule-written', profile: withWord(profile, word, fate), undo });
    },
    importWords: async (file: File): Promise<void> => {
      const text = file.size > LARGEST_PROFILE_BYTES ? null : await file.text().catch(() => null);
      if (text === null) {
        return refuse(file.name, strings.profile.importing.unreadable);
      }
      const { parseWordList } = await import('../../profile/parse-word-list.ts');
      const parsed = parseWordList(text);
      if ('problems' in parsed) {
        const problems = parsed.problems.map((message) => ({ path: '', message }));
        return store.dispatch({ kind: 'profile-refused', refusal: { fileName: file.name, problems } });
      }
      return change(withAddedWords(store.getState().profile, parsed));
    },
    undoRule: async (): Promise<void> => {
      const steps = store.getState().ruleUndo?.steps ?? [];
      const last = steps.at(-1);
      if (last !== undefined) {
        const undo = { message: strings.profile.takenBack(last.rule), steps: steps.slice(0, -1) };
        await settle({ kind: 'rule-written', profile: last.profile, undo });
      }
    },
    importProfile: async (file: File): Promise<void> => {
      const text = file.size > LARGEST_PROFILE_BYTES ? null : await file.text().catch(() => null);
      if (text === null) {
        return refuse(file.name, strings.profile.importing.unreadable);
      }
      const json = parseJson(text);
      if (json === undefined) {
        return refuse(file.name, strings.profile.importing.notJson);
      }
      const { parseProfile } = await import('../../profile/parse-profile.ts');
      const parsed = parseProfile(json);
      if ('problems' in parsed) {
        return store.dispatch({
          kind: 'profile-refused',
          refusal: { fileName: file.name, problems: parsed.problems },
        });
      }
      return change(parsed);
    },
    exportProfile: (): void => {
      const text = serialiseProfile(store.getState().profile);
      services.download(new Blob([text], { type: 'application/json' }), EXPORT_NAME);
    },
    /** Saves a table of rules, which holds no data of patients. */
    saveTable: (fileName: string, csv: string): void => {
      services.download(new Blob([csv], { type: 'text/csv' }), fileName);
    },
    dismissRefusal: () => store.dispatch({ kind: 'profile-refused', refusal: null }),
  };
}

/** @returns undefined when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
