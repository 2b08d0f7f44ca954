import { conformance } from "./harness.js";

const AT = "http://loopback";
const variables = { region: { default: "eu", enum: ["eu", "us"] }, version: { default: "v1" } };

conformance(
  {
    subject: "one server",
    ownServers: true,
    document: { servers: [{ url: `${AT}/v1` }] },
    rows: [
      { subject: "is where calls go", sends: "GET /v1" },
      { subject: "gives way to a base URL", client: `{ baseUrl: "${AT}/other" }`, sends: "GET /other" },
      {
        subject: "a base URL ends with a slash or does not",
        client: `{ baseUrl: "${AT}/other/" }`,
        sends: "GET /other",
      },
      { subject: "a base URL may be a URL", client: `{ baseUrl: new URL("${AT}/other") }`, sends: "GET /other" },
      {
        subject: "a base URL with a query is refused",
        client: `{ baseUrl: "${AT}/?a=b" }`,
        throws: { name: "ConfigurationError" },
      },
      {
        subject: "a base URL with credentials is refused",
        client: '{ baseUrl: "https://me:secret@api.test" }',
        throws: { name: "ConfigurationError" },
      },
      {
        subject: "a path's own server is where its calls go",
        pathItem: { servers: [{ url: `${AT}/path` }] },
        sends: "GET /path",
      },
      {
        subject: "an operation's own server is where its calls go",
        operation: { servers: [{ url: `${AT}/operation/` }] },
        sends: "GET /operation",
      },
      {
        subject: "an operation's server stands before its path's",
        pathItem: { servers: [{ url: `${AT}/path` }] },
        operation: { servers: [{ url: `${AT}/operation` }] },
        sends: "GET /operation",
      },
      {
        subject: "a base URL stands for an operation's server too",
        operation: { servers: [{ url: "https://elsewhere.test" }] },
        client: `{ baseUrl: "${AT}" }`,
        sends: "GET ",
      },
      {
        subject: "an operation's server with a variable",
        operation: { servers: [{ url: `${AT}/{zone}`, variables: { zone: { default: "a" } } }] },
        client: '{ serverVariables: { zone: "b" } }',
        sends: "GET /b",
      },
      {
        subject: "an operation's relative server is resolved against the document",
        operation: { servers: [{ url: "uploads" }] },
        sends: "GET /docs/uploads",
      },
    ],
    publishedAt: "/docs/openapi.json",
  },
  {
    subject: "several servers",
    ownServers: true,
    document: { servers: [{ url: `${AT}/live` }, { url: `${AT}/test`, description: "For trying" }] },
    rows: [
      { subject: "the first is the default", sends: "GET /live" },
      { subject: "another is chosen as it is written", client: `{ server: "${AT}/test" }`, sends: "GET /test" },
      {
        subject: "one that the document does not have does not compile, and is refused",
        client: '{ server: "https://other.test" }',
        misuse: "options",
        throws: { name: "ConfigurationError" },
      },
      { subject: "a base URL wins", client: `{ server: "${AT}/test", baseUrl: "${AT}" }`, sends: "GET " },
    ],
  },
  {
    subject: "a server with variables",
    ownServers: true,
    document: { servers: [{ url: `${AT}/{region}/{version}`, variables }] },
    rows: [
      { subject: "defaults fill it", sends: "GET /eu/v1" },
      { subject: "a value of an enum", client: '{ serverVariables: { region: "us" } }', sends: "GET /us/v1" },
      { subject: "an open value", client: '{ serverVariables: { version: "v2" } }', sends: "GET /eu/v2" },
      {
        subject: "a value outside the enum does not compile",
        client: '{ serverVariables: { region: "mars" } }',
        misuse: "options",
        sends: "GET /mars/v1",
      },
      {
        subject: "a variable that is not declared does not compile",
        client: '{ serverVariables: { zone: "a" } }',
        misuse: "options",
        sends: "GET /eu/v1",
      },
      {
        subject: "withOptions keeps the values it is not given",
        client: '{ serverVariables: { region: "us" } }',
        call: 'client.withOptions({ serverVariables: { version: "v3" } }).row6()',
        sends: "GET /us/v3",
      },
    ],
  },
  {
    subject: "a relative server",
    ownServers: true,
    document: { servers: [{ url: "../api/{version}", variables }] },
    publishedAt: "/docs/v1/openapi.json",
    rows: [
      { subject: "is resolved against the document's URL", sends: "GET /docs/api/v1" },
      { subject: "may have variables", client: '{ serverVariables: { version: "v2" } }', sends: "GET /docs/api/v2" },
    ],
  },
  {
    subject: "a server from the root of the host",
    ownServers: true,
    document: { servers: [{ url: "/api" }] },
    publishedAt: "/docs/openapi.json",
    rows: [{ subject: "is resolved against the document's origin", sends: "GET /api" }],
  },
  {
    subject: "no server",
    ownServers: true,
    rows: [
      { subject: "a base URL is a required option", client: `{ baseUrl: "${AT}" }`, sends: "GET " },
      {
        subject: "without one it does not compile, and is refused",
        client: "{}",
        misuse: "options",
        throws: { name: "ConfigurationError", message: "baseUrl is missing" },
      },
    ],
  },
);
