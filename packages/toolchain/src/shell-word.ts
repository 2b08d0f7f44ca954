/** An argument, quoted for a shell where necessary. Users paste the commands that are printed. */
export function shellWord(argument: string): string {
  return /^[\w@%+=:,./-]+$/u.test(argument) ? argument : `"${argument.replaceAll(/["\\$`]/gu, String.raw`\$&`)}"`;
}
