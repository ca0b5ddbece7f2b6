import type { BatchState } from '../batch-state.ts';

/** What `decisions.json` tells beside what the files carry. */
export function decidedBeside({ boxes, leftOut, projectKey }: Pick<BatchState, 'boxes' | 'leftOut' | 'projectKey'>) {
  return {
    boxes: boxes.decisions.map(({ atIso, scope, shown, before }) => ({ atIso, scope, shown, ids: [...before.keys()] })),
    leftOut: { ids: [...leftOut.keys()], projectKey: projectKey.bytes },
  };
}
