import type { BatchStore } from '../batch/batch-store.ts';
import type { BoxDraft } from '../batch/boxes.ts';
import { sign } from '../batch/decide/sign.ts';
import type { BoxAction } from '../batch/reduce-boxes.ts';
import { mayChange } from './may-change.ts';

type Applied = Omit<Extract<BoxAction, { readonly kind: 'boxes-applied' }>, 'kind' | 'atIso' | 'by'>;

/**
 * What a person does with boxes in a review.
 * @param apply tells the workers which instances are blanked, whereupon files without a plan are planned
 */
export function createBoxControls(store: BatchStore, apply: () => Promise<void>) {
  async function decide(action: BoxAction): Promise<void> {
    if (!mayChange(store)) return;
    store.dispatch(action);
    await apply();
  }

  return {
    drawBoxes: (series: string, draft: BoxDraft | null) => store.dispatch({ kind: 'boxes-drawn', series, draft }),
    blankBoxes: (applied: Applied): Promise<void> =>
      decide({ kind: 'boxes-applied', ...applied, ...sign(store.getState().decide) }),
    takeBoxesBack: (series: string): Promise<void> => decide({ kind: 'boxes-taken-back', series }),
  };
}
