import { describe, expect, it } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { openPage } from '../../../testing/open-page.ts';
import { isForetold } from '../../batch/forecast-state.ts';
import { decisionsStrings } from '../../ui/strings/decisions.ts';

const atIso = '2026-01-02T03:04:05Z';
const decision = {
  ...({ entry: 'identifier S', series: 'S', title: 'Series', reason: 'identifier', atIso } as const),
  ...({
    verdict: { kind: 'value', choice: 'remove', files: 1 },
    seen: { each: 0, inProjections: 0, byDetector: 0, of: 1 },
  } as const),
};
const box = { id: 0, rectangle: { column: 1, row: 2, columns: 30, rows: 8 }, isTicked: true };

async function reviewed() {
  const page = await openPage();
  await page.review();
  return page;
}

describe('decisions.json', () => {
  it('takes the decisions of one page to another, and boxes can be taken back there', async () => {
    const one = await reviewed();
    const none = { release: null, values: [], document: null };
    const removal = { kind: 'remove', path: '(0008,103E)', atIso } as const;
    const entries = [
      { ...none, id: 0, values: [removal] },
      { ...none, id: 1, document: { kind: 'blank-page', atIso } as const },
    ];
    await one.intents.decideEntry(decision, { kind: 'files-decided', entries }, null);
    const draft = { boxes: [box], base: [] };
    await one.intents.blankBoxes({ series: 'S', draft, scope: 'image', ids: [2], shown: 'One of one' });
    await eventually(() => expect(isForetold(one.state().files)).toBe(true));
    await one.intents.saveDecisions();
    const saved = one.downloads.find(({ name }) => name === 'decisions.json')!;
    const json = JSON.parse(await saved.blob.text());
    // The outputs of this test all have one UID; under the key each file has its own.
    const { pseudonymsOf } = await import('../../../deidentify/pseudonym.ts');
    const { newUid } = pseudonymsOf(new Uint8Array(32));
    const uidOf = (n: number) => {
      const { scan } = one.state().files[n]!;
      return scan.kind === 'dicom' ? [newUid(scan.summary.sopInstanceUid)] : [];
    };
    json.values[0].sopInstanceUids = uidOf(0);
    json.documents[0].sopInstanceUids = uidOf(1);
    json.boxes[0].sopInstanceUids = uidOf(2);
    json.leftOut = uidOf(1);

    const other = await reviewed();
    await other.intents.openDecisions(new File([JSON.stringify(json)], 'decisions.json'));
    const { files, boxes, notice } = other.state();
    expect(files[0]?.values).toMatchObject([{ kind: 'remove', path: '(0008,103E)' }]);
    expect(files[1]).toMatchObject({ document: { kind: 'blank-page' }, outcome: { code: 'left-out' } });
    expect(files[2]?.redaction).toEqual(one.state().files[2]?.redaction);
    expect(notice).toBe(decisionsStrings.opened(3));
    await other.intents.takeBoxesBack(boxes.decisions[0]!.series);
    expect(other.state().files[2]?.redaction).toBeUndefined();
  });

  it('changes nothing when it is refused, or is about other files', async () => {
    const { intents, state } = await reviewed();
    const before = state().files;
    await intents.openDecisions(new File(['{}'], 'decisions.json'));
    expect(state().notice).toMatch(/nothing was changed\. \$\.format/);
    await intents.openDecisions(new File(['{"format":"nescio-decisions","formatVersion":1}'], 'decisions.json'));
    expect(state().notice).toBe(decisionsStrings.opened(0));
    expect(state().files).toBe(before);
  });
});
