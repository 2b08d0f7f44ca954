import type { CallOptions } from "@specloom/runtime";
import type { Acme, Widget, Widgets, Widgets as W } from "../src/index.js";

/** A widget beside what was made of it. */
export interface Mapped<T> {
  readonly widget: Widget;
  readonly value: T;
}

/**
 * Fetches several widgets at once.
 *
 * @throws {ApiError} where one of them cannot be fetched.
 */
export function getAll(this: Pick<Widgets, "get">, ids: readonly string[], options?: CallOptions): Promise<Widget[]> {
  return Promise.all(ids.map((id) => this.get(id, undefined, options)));
}

/** Fetches a widget and makes something of it. */
export async function map<T>(this: Pick<Widgets, "get">, id: string, make: (widget: Widget) => T): Promise<Mapped<T>> {
  const widget = await this.get(id);
  return { widget, value: make(widget) };
}

/** A widget by id, or several by their ids. */
export function fetch(this: Pick<Widgets, "get">, id: string): Promise<Widget>;
export function fetch(this: Pick<Widgets, "get">, ids: readonly string[]): Promise<Widget[]>;
export function fetch(this: Pick<Widgets, "get">, id: string | readonly string[]): Promise<Widget | Widget[]> {
  return typeof id === "string" ? this.get(id) : Promise.all(id.map((one) => this.get(one)));
}

/** True where the service knows the widget and has tagged it. */
export async function isTagged(this: Pick<Acme, "widgets">, id: string): Promise<boolean> {
  return isLabelled(await this.widgets.get(id));
}

/** A name that the generated module could use itself. */
export function operation(this: Pick<W, "get">, id: string): Promise<Widget> {
  return this.get(id);
}

/** An ordinary helper: without `this` it is no wrapper. */
export function isLabelled({ tags }: Widget): boolean {
  return tags !== undefined && tags.length > 0;
}
