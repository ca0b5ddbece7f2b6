import { packed as codecs } from 'dcmjs-codecs/build/dcmjs-native-codecs.wasm?packed';

/** The codecs' WebAssembly, in a file of its own beside the package's scripts (vite.package.config.ts). */
export const packed: string = codecs;
