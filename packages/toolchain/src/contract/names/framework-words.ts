/** A word that says what a thing is in a framework, not what it does for the user. */
export interface FrameworkWord {
  readonly word: string;
  /** Where ids have it. */
  readonly seen: string;
}

/** Ids lose these words at either end, and groups at their end, unless the path has the word too. */
export const frameworkWords: readonly FrameworkWord[] = [
  { word: "api", seen: "`users_api_list_users` of Python routers, `UsersApi` of Java interfaces" },
  { word: "controller", seen: "`UsersController_findAll` of NestJS, `user-controller` tags of Spring" },
  { word: "endpoint", seen: "`getUserEndpoint` of .NET minimal APIs" },
  { word: "endpoints", seen: "`UserEndpoints_Get` of .NET route groups" },
  { word: "handler", seen: "`listUsersHandler` of Go and Rust routers" },
  { word: "operations", seen: "`UserOperations_list` of TypeSpec interfaces" },
  { word: "resource", seen: "`UserResource_list` of JAX-RS, `user-resource` tags of JHipster" },
  { word: "route", seen: "`AgentsRoute_list` of TypeSpec routes, `listUsersRoute` of Hono and Express" },
  { word: "router", seen: "`usersRouter_list` of tRPC's adapters" },
  { word: "service", seen: "`UserService_GetUser` of gRPC gateways" },
  { word: "view", seen: "`user_list_view` of Django function views" },
  { word: "viewset", seen: "`UserViewset_list` of Django REST" },
];
