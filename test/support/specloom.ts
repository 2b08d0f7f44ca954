import { main, type Terminal } from "@specloom/toolchain";

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, and keeps what it prints. */
export async function specloom(
  cwd: string,
  args: readonly string[],
  terminal: Pick<Terminal, "color"> & { readonly program?: string } = {},
): Promise<Printed> {
  const { program, ...rest } = terminal;
  const printed = { out: "", err: "" };
  const code = await main(
    { args, cwd, ...(program === undefined ? {} : { program }) },
    { out: (text) => (printed.out += text), err: (text) => (printed.err += text), interactive: false, ...rest },
  );
  return { code, ...printed };
}
