import { ownMember } from "../json.js";
import { type GitHubClient, responseText } from "./client.js";

/** A comment of a pull request. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  /** Whether the author may write to the repository, or is an app. */
  readonly isTrusted: boolean;
}

/** The step that creates or updates the comment of a kind. */
export type CommentStep =
  | { readonly kind: "create"; readonly body: string }
  | { readonly kind: "update"; readonly id: number; readonly body: string };

/** GitHub accepts bodies of 65,536 characters. */
const MAX_LENGTH = 65_000;

/**
 * Plans the one comment of a kind; an older one is updated. Comments of other users are ignored, even with the same
 * mark.
 *
 * @param mark Identifies the kind; it is not visible.
 */
export function planComment(mark: string, text: string, comments: readonly Comment[]): CommentStep | undefined {
  const body = `<!-- ${mark} -->\n${cut(text)}`;
  const older = comments.find((comment) => comment.isTrusted && comment.body.startsWith(`<!-- ${mark} -->`));
  if (older === undefined) return { kind: "create", body };
  // GitHub returns bodies with other line ends and without trailing spaces.
  const isSame = older.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd();
  return isSame ? undefined : { kind: "update", id: older.id, body };
}

function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, text.lastIndexOf("\n", MAX_LENGTH))}\n\nThe rest is in the job's summary.\n`;
}

export async function readComments(client: GitHubClient, pullRequest: number): Promise<Comment[]> {
  const comments = await client.list(`issues/${pullRequest}/comments`);
  return comments.map((comment) => ({
    id: Number(ownMember(comment, "id")),
    body: responseText(comment, "body"),
    isTrusted:
      ownMember(ownMember(comment, "user"), "type") === "Bot" ||
      ["OWNER", "MEMBER", "COLLABORATOR"].includes(responseText(comment, "author_association")),
  }));
}

export async function takeCommentStep(client: GitHubClient, pullRequest: number, step: CommentStep): Promise<void> {
  const { body } = step;
  if (step.kind === "create") await client.request("POST", `issues/${pullRequest}/comments`, { body });
  else await client.request("PATCH", `issues/comments/${step.id}`, { body });
}
