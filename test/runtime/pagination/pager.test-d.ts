import type {
  Client,
  ItemIterator,
  Operation,
  Page,
  Pager,
  LinkPagination,
  ParameterPagination,
  Position,
  Requester,
  WalkOptions,
} from "@specloom/runtime";
import { paginate, paginateLinks } from "@specloom/runtime";
import { expectTypeOf, test } from "vitest";

interface Row {
  readonly id: string;
}
interface Body {
  readonly results: Row[];
}

type Things = Pager<Row, Body>;

declare const client: Client;
declare const operation: Operation;
declare const spec: ParameterPagination;
declare const links: LinkPagination;
declare const pager: Things;

test("[32] a pager is what the generated signature says, and not thenable", () => {
  const list = (params?: { page?: number }, options?: WalkOptions): Pager<Row, Body> =>
    paginate(client, operation, spec, [], params, options);
  expectTypeOf(list).returns.toEqualTypeOf<Pager<Row, Body>>();
  expectTypeOf(client).toExtend<Requester>();
  expectTypeOf(pager).not.toHaveProperty("then");
  expectTypeOf<Awaited<typeof pager>>().toEqualTypeOf<Pager<Row, Body>>();
});

test("[37] each style has its own function", () => {
  expectTypeOf(paginateLinks<Row, Body>).toBeCallableWith(client, operation, links, []);
  // @ts-expect-error a link is not followed by a parameter
  paginate<Row, Body>(client, operation, links, []);
  // @ts-expect-error a parameter is no link
  paginateLinks<Row, Body>(client, operation, spec, []);
});

test("[32] items, pages and bodies keep their types", async () => {
  for await (const item of pager) expectTypeOf(item).toEqualTypeOf<Row>();
  for await (const page of pager.pages()) {
    expectTypeOf(page.items).toEqualTypeOf<readonly Row[]>();
    expectTypeOf(page.raw).toEqualTypeOf<Body>();
  }
  expectTypeOf<Things["page"]>().returns.resolves.toEqualTypeOf<Page<Row, Body>>();
  expectTypeOf<Page<Row, Body>["next"]>().returns.resolves.toEqualTypeOf<Page<Row, Body> | undefined>();
  expectTypeOf<Things["toArray"]>().returns.resolves.toEqualTypeOf<Row[]>();
});

test("[34] an array of everything needs a bound", () => {
  expectTypeOf<Things["toArray"]>().toBeCallableWith({ maxItems: 10 });
  // @ts-expect-error maxItems is missing
  void pager.toArray();
  // @ts-expect-error maxItems is missing
  void pager.toArray({ maxPages: 2 });
});

test("[38] a position is taken up as it was given", () => {
  expectTypeOf<Page<Row, Body>["position"]>().toEqualTypeOf<Position>();
  expectTypeOf(pager[Symbol.asyncIterator]().position).toEqualTypeOf<Position>();
  expectTypeOf<Position>().toExtend<NonNullable<WalkOptions["from"]>>();
});

test("[39] an iterator can always be closed", () => {
  expectTypeOf<ItemIterator<Row>["return"]>().returns.resolves.toEqualTypeOf<IteratorResult<Row, undefined>>();
});

test("[32] one idempotency key cannot go with several pages", () => {
  expectTypeOf<WalkOptions>().not.toHaveProperty("idempotencyKey");
});
