/** Documents as data; `vite.guides.ts` makes them. */
declare module '*.md?guide' {
  export const guide: import('../src/app/help/guide.ts').Guide;
}
