/** Reads a text file of the repository, by its path there. */
export type ReadFile = (path: string) => string;
