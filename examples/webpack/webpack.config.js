export default {
  entry: './main.js',
  output: { filename: 'main.js' },
  // The engine is in the worker; webpack warns above 244 KB.
  performance: { hints: false },
};
