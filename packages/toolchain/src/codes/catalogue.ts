/** The title of each code and a hint for its repair. */
export type Catalogue = Readonly<Record<string, { readonly title: string; readonly hint: string }>>;
