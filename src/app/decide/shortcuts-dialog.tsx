import { Dialog } from '../ui/controls/dialog.tsx';
import { decideStrings } from '../ui/strings/decide.ts';

const text = decideStrings.shortcuts;

/** Every key of this step. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={text.heading} onClose={onClose}>
      <table className="shortcuts">
        <tbody>
          {text.rows.map(([key, meaning]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{text.about}</p>
    </Dialog>
  );
}
