import type { BatchState } from '../batch/batch-state.ts';
import type { Intents } from '../intents/create-intents.ts';

/** What the profile panel shows and can set off, wherever it stands. Each member stays the same while nothing of it changes. */
export function panelProps(state: BatchState, intents: Intents) {
  return {
    profile: state.profile,
    purposeSwitch: state.purposeSwitch,
    refusal: state.profileRefusal,
    effect: state.ruleEffect,
    counts: state.countEffect,
    hash: state.profileHash,
    isRemembered: state.isRemembered,
    projectKey: state.projectKey,
    patientTable: state.patientTable,
    search: state.search.scope,
    onChange: intents.changeProfile,
    onSearch: intents.changeSearchScope,
    onSwitchPurpose: intents.switchToPurpose,
    onUndoPurpose: intents.undoPurpose,
    onRemember: intents.rememberProfile,
    onAddRule: intents.addRule,
    onFindCreators: intents.findCreators,
    onLoadTable: intents.loadPatientTable,
    onImport: intents.importProfile,
    onImportWords: intents.importWords,
    onExport: intents.exportProfile,
    onDismissRefusal: intents.dismissRefusal,
    onSaveKey: intents.saveKey,
    onLoadKey: intents.openKey,
  };
}
