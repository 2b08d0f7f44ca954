/** What each code means, and what to do about it. */
export type Catalogue = Readonly<Record<string, { readonly title: string; readonly hint: string }>>;
