import type { TextWorker } from '../contracts/text-search.ts';
import { loadCodecs } from '../image/codecs/load-codecs.ts';
import { createTextEngine } from './create-text-engine.ts';
import { createTextLooker } from './create-text-looker.ts';

/** The text worker of the package, which loads models and codecs by their addresses beside its script. */
export function createPackagedLooker(): TextWorker {
  return createTextLooker({
    loadEngine: async () => {
      const { textModels } = await import('./text-models.ts');
      return createTextEngine(textModels());
    },
    loadCodecs,
  });
}
