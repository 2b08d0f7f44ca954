/** An argument, quoted for a shell where necessary. Users paste the commands that are printed. */
export function shellWord(argument: string): string {
  if (/\p{Cc}/u.test(argument)) return `$'${argument.replaceAll(/[\\'\p{Cc}]/gu, escaped)}'`;
  return /^[\w@%+=:,./-]+$/u.test(argument) ? argument : `"${argument.replaceAll(/["\\$`]/gu, String.raw`\$&`)}"`;
}

/** A character between `$'` and `'`, as bash, zsh and ksh read it. */
function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code === 0x27 || code === 0x5c ? `\\${character}` : `\\x${code.toString(16).padStart(2, "0")}`;
}
