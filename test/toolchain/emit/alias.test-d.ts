import { expectTypeOf, test } from "vitest";
import type {
  Acme,
  Projects as ProjectsClass,
  TeamsProjects,
} from "../../golden/aliases/expected/packages/acme/src/index.js";

declare const acme: Acme;

test("an earlier name takes what the method takes, and gives what it gives", () => {
  type Projects = Acme["teams"]["projects"];
  expectTypeOf<Projects["all"]>().toEqualTypeOf<Projects["list"]>();
  expectTypeOf<Acme["projects"]["ofTeam"]>().toEqualTypeOf<Projects["list"]>();
  expectTypeOf<Acme["listProjects"]>().toEqualTypeOf<Projects["list"]>();
  expectTypeOf<Acme["projects"]["fetch"]>().toEqualTypeOf<Acme["projects"]["get"]>();
  // @ts-expect-error: a page is a number
  acme.projects.ofTeam("t", { page: "3" });
  // @ts-expect-error: the team is missing
  acme.listProjects();
});

test("the types that were exported with it are those of the method", () => {
  expectTypeOf<Acme.ListProjectsParams>().toEqualTypeOf<TeamsProjects.ListParams>();
  expectTypeOf<ProjectsClass.OfTeamResponse>().toEqualTypeOf<TeamsProjects.ListResponse>();
  expectTypeOf<ProjectsClass.FetchResponse>().toEqualTypeOf<ProjectsClass.GetResponse>();
});
