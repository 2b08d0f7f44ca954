/** The folder of the running code: `src`, or `dist`. The build writes all modules directly into `dist`. */
export const codeFolder = new URL(".", import.meta.url);
