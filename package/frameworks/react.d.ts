import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ElementSettings, NescioDeidentify } from './embed/element.js';
/**
 * `<nescio-deidentify>` in JSX of React 19. `key` and `onFile` mean something else to React: give both by `configure`, in a ref or an effect.
 * Events are `onnescio-complete` and so on.
 */
export type NescioDeidentifyProps = DetailedHTMLProps<HTMLAttributes<NescioDeidentify>, NescioDeidentify> &
  Pick<ElementSettings, 'profile' | 'profileSha256' | 'limits' | 'workerUrl'> & {
    readonly 'profile-sha256'?: string;
  } & {
    readonly [Name in keyof HTMLElementEventMap as Name extends `nescio-${string}` ? `on${Name}` : never]?: (
      event: HTMLElementEventMap[Name],
    ) => void;
  };
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'nescio-deidentify': NescioDeidentifyProps;
    }
  }
}
