/** The folder of the running code: `src`, or `dist`, in which the build puts all modules side by side. */
export const codeFolder = new URL(".", import.meta.url);
