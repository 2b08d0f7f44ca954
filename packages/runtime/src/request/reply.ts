/** A decoded body together with its response. The body of the response itself is already consumed. */
export interface Reply<T> {
  readonly data: T;
  readonly status: number;
  readonly response: Response;
}

/** A reply of one declared status. If an operation declares several, checking `status` narrows the type of `data`. */
export interface StatusReply<T, Status extends number, H = unknown> extends Reply<T> {
  readonly status: Status;
  readonly response: Omit<Response, "headers"> & { readonly headers: DeclaredHeaders<H> };
}

/** Headers that the document partly declares: `get` knows their names, and their values if the document lists them. */
export type DeclaredHeaders<H> = Omit<Headers, "get"> & {
  get<Name extends keyof H & string>(name: Name): HeaderText<H, Name>;
  get(name: string): string | null;
};

type HeaderText<H, Name extends keyof H> =
  (NonNullable<H[Name]> extends string ? NonNullable<H[Name]> : string) | (undefined extends H[Name] ? null : never);
