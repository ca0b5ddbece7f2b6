/** The codecs' WebAssembly, in a file of its own beside the package's scripts (vite.package.config.ts). */
// biome-ignore lint/performance/noBarrelFile: an entry of its own, which holds nothing else.
export { packed } from 'dcmjs-codecs/build/dcmjs-native-codecs.wasm?packed';
