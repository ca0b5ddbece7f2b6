import { isSafeWord } from '../clean-text/safe-words.ts';
import { isStopWord } from './stop-words.ts';

/** Units, techniques and parts of names of sequences, beside those of the vocabulary: no word of a name by themselves. */
const terms: ReadonlySet<string> = new Set(
  'ac ad al am ar as at au be bl bo bs bw ca cc ch cm co cor cs da db dc de di dir dr du dw ed eg el en ep es eff et ev ex fa fd fe ff fl fm fp gb ge gm gy ha hb hd he hf hr hu hz ia ib id ie if ii iii im in int io ir is it iv ka kb kd ke kg khz kv kvp la lb ld len ll lo ls lu ly ma mas mb md mg mgy mhz mm mn mo ms msec msv mt na nd ne no nr ns nt of og op or os oz pa pc pe per pf ph pi pm po pp pr ps px qa qc ra rad rd re rev rf rh ro rr rx se sec sd sh si sl sm sn so sp sq ss st std sv sw sy ta tb td te th ti tm to tr ts tt tx ua um un up us usec va var ve ver vol vs wb we wi wl ww xa xl xt za zu'.split(
    ' ',
  ),
);

/** True for a folded token of few letters that means something in imaging, or in every language around it. */
export function isShortTerm(token: string): boolean {
  return terms.has(token) || isSafeWord(token) || isStopWord(token);
}
