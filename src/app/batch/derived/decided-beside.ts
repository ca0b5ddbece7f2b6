import type { BatchState } from '../batch-state.ts';

/** What `decisions.json` tells beside what the files carry. */
export function decidedBeside({
  boxes,
  leftOut,
  profile,
  projectKey,
}: Pick<BatchState, 'boxes' | 'leftOut' | 'profile' | 'projectKey'>) {
  return {
    boxes: boxes.decisions.map(({ before, draft: _draft, series: _series, ...decided }) => ({
      ...decided,
      ids: [...before.keys()],
    })),
    devices: boxes.devices,
    leftOut: { ids: [...leftOut.keys()], projectKey: projectKey.bytes },
    under: { profile, projectKey: projectKey.bytes },
  };
}
