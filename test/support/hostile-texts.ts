import fc from "fast-check";

/** Parts of texts that mean something to a terminal, a log, a language, a tool or a person's eye. */
export const hostileParts: readonly string[] = [
  "\u001B[31m",
  "\u001B]0;title\u0007",
  "\u001B[2J",
  "\u009B2J",
  "\u0008",
  "\r",
  "\n",
  "\r\n",
  "\u2028",
  "\u202E",
  "\u2066",
  "\u200F",
  "\uFEFF",
  "\u0000",
  "\uD800",
  "\uFDD0",
  "\uFDEF",
  "\u{E0041}",
  "::error::",
  "::set-env name=A::",
  "##[add-mask]",
  "::stop-commands::",
  "error[x]",
  "@everyone",
  "[x](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "<script>",
  "<!--",
  "-->",
  "<!---->",
  "*/",
  "`",
  "```\n",
  "---\n",
  "${x}",
  "$(id)",
  "| ",
  "# ",
  "%0A",
  "*a_",
  "__proto__",
  "&amp;",
  "\t",
  " ",
  "a",
  "é",
  "日",
  "🎉",
];

/** A text made of hostile parts and of anything else. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...hostileParts) }, fc.string({ unit: "binary", maxLength: 4 })),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));
