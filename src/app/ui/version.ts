/** Version of the program; `package.json` has the same, and a test compares them. */
export const VERSION = '0.1.0';
