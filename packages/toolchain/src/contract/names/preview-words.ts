/** A word that marks the preview of an operation that may exist in a stable form too. */
export interface PreviewWord {
  readonly word: string;
  /** Where paths, ids or tags have it. */
  readonly seen: string;
}

/** A preview leaves the name to the stable operation, and stands on a resource of this word. */
export const previewWords: readonly PreviewWord[] = [
  { word: "alpha", seen: "cloud APIs: /v1alpha1/projects; model APIs: /fine_tuning/alpha/graders" },
  { word: "beta", seen: "cloud APIs: /v1beta/models; model APIs: `beta_messages_post` beside `messages_post`" },
  { word: "experimental", seen: "developer tools: /experimental/session" },
  { word: "preview", seen: "cloud APIs: /preview/reports, 2024-06-01-preview" },
];
