import type { HTMLAttributes } from 'vue';
import type { ElementSettings, NescioDeidentify } from './embed/element.js';
/**
 * `<nescio-deidentify>` in templates of Vue 3.3 and later. `key` and `onFile` mean something else to Vue: give both by `configure`, in
 * `onMounted`. Events are `@nescio-complete` and so on; the compiler needs `isCustomElement`.
 */
export type NescioDeidentifyProps = HTMLAttributes &
  Pick<ElementSettings, 'profile' | 'profileSha256' | 'limits' | 'workerUrl'> & {
    readonly [Name in keyof HTMLElementEventMap as Name extends `nescio-${string}`
      ? `on${Capitalize<Name>}`
      : never]?: (event: HTMLElementEventMap[Name]) => void;
  };
declare module 'vue' {
  interface GlobalComponents {
    'nescio-deidentify': new () => NescioDeidentify & {
      readonly $props: NescioDeidentifyProps;
    };
  }
}
