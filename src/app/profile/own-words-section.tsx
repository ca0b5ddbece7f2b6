import { Upload } from 'lucide-react';
import type { Profile } from '../../profile/profile.ts';
import type { WordFate } from '../batch/edit-words.ts';
import { withWord } from '../batch/edit-words.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { pickFile } from '../ui/pick-file.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { OwnSection, RemoveButton, useAdder } from './own-list.tsx';

const text = profilePanelStrings.words;

/** Words of the person's own, which stay in or go from cleaned texts. They are set beside the text, or come from a file. */
export function OwnWordsSection(props: {
  profile: Profile;
  onChange: (profile: Profile) => void;
  onImportWords: (file: File) => void;
}) {
  const { profile, onChange } = props;
  const [importButton, focusImport] = useAdder();
  const { keep, remove } = profile.words ?? { keep: [], remove: [] };
  const forget = (word: string) => {
    onChange(withWord(profile, word, 'forget'));
    focusImport();
  };
  return (
    <OwnSection
      heading={text.heading}
      adder={{
        ref: importButton,
        title: text.importTitle,
        onClick: () => pickFile('.txt,text/plain', props.onImportWords),
        children: [<Icon key="icon" of={Upload} size={14} />, ' ', text.import],
      }}
    >
      {keep.length + remove.length === 0 && <p className="hint">{text.none}</p>}
      <Words fate="keep" words={keep} onForget={forget} />
      <Words fate="remove" words={remove} onForget={forget} />
      {keep.length > 0 && <p className="hint">{text.loosens}</p>}
      {keep.length + remove.length > 0 && <p className="hint">{text.inFile}</p>}
    </OwnSection>
  );
}

/** As many as are looked through; all of them are in the file. */
const MOST_SHOWN = 100;

function Words(props: {
  fate: Exclude<WordFate, 'forget'>;
  words: readonly string[];
  onForget: (word: string) => void;
}) {
  const { fate, words } = props;
  if (words.length === 0) {
    return null;
  }
  return (
    <>
      <p className="faint small">{text.lists[fate](words.length)}</p>
      <ul className="own-words" aria-label={text.lists[fate](words.length)}>
        {words.slice(0, MOST_SHOWN).map((word) => (
          <li key={word} className={fate === 'keep' ? 'kept' : 'gone'}>
            {fate === 'keep' ? word : <del>{word}</del>}
            <RemoveButton label={text.forget(word)} size={12} onPress={() => props.onForget(word)} />
          </li>
        ))}
      </ul>
      {words.length > MOST_SHOWN && <p className="hint">{text.more(words.length - MOST_SHOWN)}</p>}
    </>
  );
}
