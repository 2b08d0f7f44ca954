import { empty } from "./answers.js";
import { conformance, type Row, type Table } from "./harness.js";

const header = { type: "apiKey", in: "header", name: "X-Api-Key" };
const query = { type: "apiKey", in: "query", name: "api_key" };
const cookie = { type: "apiKey", in: "cookie", name: "session" };
const basic = { type: "http", scheme: "basic" };
const bearer = { type: "http", scheme: "bearer" };
const oauth = {
  type: "oauth2",
  flows: { clientCredentials: { tokenUrl: "https://auth.test/token", scopes: { read: "", write: "" } } },
};
const openId = { type: "openIdConnect", openIdConnectUrl: "https://auth.test/.well-known/openid-configuration" };

/** A document with one scheme that every operation needs. */
function only(scheme: object): { readonly document: Readonly<Record<string, unknown>> } {
  return { document: { components: { securitySchemes: { main: scheme } }, security: [{ main: [] }] } };
}

/** A token function that counts how often it is asked. */
const counting = "((count) => () => Promise.resolve(`t${++count}`))(0)";

/** What holds for every scheme whose tokens come from a function and expire. */
function tokens(subject: string, scheme: object): Table {
  return {
    subject: `security: ${subject}`,
    ...only(scheme),
    rows: [
      { subject: "takes a token", client: '{ apiKey: "t" }', sends: ["GET ", "authorization: Bearer t"] },
      {
        subject: "asks the token function once for concurrent requests",
        client: `{ apiKey: ${counting} }`,
        call: "Promise.all([call(), call(), call()])",
        sends: [
          "GET ",
          "authorization: Bearer t1",
          "GET ",
          "authorization: Bearer t1",
          "GET ",
          "authorization: Bearer t1",
        ],
        gives: [undefined, undefined, undefined],
      },
      {
        subject: "keeps the token for later requests",
        client: `{ apiKey: ${counting} }`,
        call: "call().then(() => call())",
        sends: ["GET ", "authorization: Bearer t1", "GET ", "authorization: Bearer t1"],
      },
      {
        subject: "asks again after a 401, and repeats the request once",
        client: `{ apiKey: ${counting} }`,
        answers: [{ status: 401 }, empty],
        sends: ["GET ", "authorization: Bearer t1", "GET ", "authorization: Bearer t2"],
      },
      {
        subject: "repeats a POST too: the server did nothing with the first",
        method: "post",
        client: `{ apiKey: ${counting} }`,
        answers: [{ status: 401 }, empty],
        sends: ["POST ", "authorization: Bearer t1", "POST ", "authorization: Bearer t2"],
      },
      {
        subject: "gives up after a second 401",
        client: `{ apiKey: ${counting} }`,
        answers: { status: 401 },
        sends: ["GET ", "authorization: Bearer t1", "GET ", "authorization: Bearer t2"],
        throws: { name: "AuthenticationError" },
      },
      {
        subject: "fails with the token function's own error",
        client: "{ apiKey: () => Promise.reject(new RangeError('no token')) }",
        throws: { name: "RangeError", message: "no token" },
      },
    ],
  };
}

const several: readonly Row[] = [
  {
    subject: "the default's scheme is used",
    client: '{ auth: { key: "k", token: "t" } }',
    sends: ["GET ", "x-api-key: k"],
  },
  {
    subject: "an operation's own scheme is used",
    operation: { security: [{ token: [] }] },
    client: '{ auth: { key: "k", token: "t" } }',
    sends: ["GET ", "authorization: Bearer t"],
  },
  {
    subject: "of alternatives the first that is complete",
    operation: { security: [{ token: [] }, { key: [] }] },
    client: '{ auth: { key: "k" } }',
    sends: ["GET ", "x-api-key: k"],
  },
  {
    subject: "of alternatives the first, where several are complete",
    operation: { security: [{ token: [] }, { key: [] }] },
    client: '{ auth: { key: "k", token: "t" } }',
    sends: ["GET ", "authorization: Bearer t"],
  },
  {
    subject: "a combination sends all of its schemes",
    operation: { security: [{ key: [], token: ["read"] }] },
    client: '{ auth: { key: "k", token: "t" } }',
    sends: ["GET ", "authorization: Bearer t", "x-api-key: k"],
  },
  {
    subject: "a combination that is half complete gives way to an alternative",
    operation: { security: [{ key: [], token: [] }, { key: [] }] },
    client: '{ auth: { key: "k" } }',
    sends: ["GET ", "x-api-key: k"],
  },
  {
    subject: "a header, a query and a cookie together",
    operation: { security: [{ key: [], inQuery: [], inCookie: [] }] },
    client: '{ auth: { key: "k", inQuery: "q", inCookie: "c" } }',
    sends: ["GET ?api_key=q", "cookie: session=c", "x-api-key: k"],
  },
  {
    subject: "nothing is sent where the operation opts out",
    operation: { security: [] },
    client: '{ auth: { key: "k", token: "t" } }',
    sends: "GET ",
  },
  {
    subject: "an operation whose scheme has no credential is refused before anything is sent",
    operation: { security: [{ token: [] }] },
    client: '{ auth: { key: "k" } }',
    throws: { name: "ConfigurationError" },
  },
  {
    subject: "a scheme that the document does not have does not compile",
    client: '{ auth: { key: "k", tokn: "t" } }',
    misuse: "options",
    sends: ["GET ", "x-api-key: k"],
  },
  {
    subject: "a user name and a password for a key do not compile",
    client: '{ auth: { token: "t", key: { username: "u", password: "p" } } }',
    misuse: "options",
    sends: ["GET ", "x-api-key: u:p"],
  },
  {
    subject: "a combination of basic and a key",
    operation: { security: [{ login: [], key: [] }] },
    client: '{ auth: { key: "k", login: { username: "u", password: "p" } } }',
    sends: ["GET ", "authorization: Basic dTpw", "x-api-key: k"],
  },
  {
    subject: "optional security without a credential sends none",
    operation: { security: [{ token: [] }, {}] },
    client: '{ auth: { key: "k" } }',
    sends: "GET ",
  },
];

conformance(
  {
    subject: "security: schemes called as members of every object",
    document: {
      components: { securitySchemes: { constructor: header, toString: query } },
      security: [{ constructor: [], toString: [] }],
    },
    rows: [
      {
        subject: "are sent",
        client: '{ auth: { constructor: "a", toString: "b" } }',
        sends: ["GET ?api_key=b", "x-api-key: a"],
      },
    ],
  },
  {
    subject: "security: an apiKey in a header",
    ...only(header),
    rows: [
      { subject: "is sent", client: '{ apiKey: "secret" }', sends: ["GET ", "x-api-key: secret"] },
      {
        subject: "comes from a function, asked for each call",
        client: `{ apiKey: ${counting} }`,
        call: "call().then(() => call())",
        sends: ["GET ", "x-api-key: t1", "GET ", "x-api-key: t2"],
      },
      {
        subject: "that is missing is refused by the constructor",
        throws: { name: "ConfigurationError", message: "conformance needs a credential: pass `apiKey`" },
      },
      {
        subject: "may be set as a header instead",
        client: '{ headers: { "x-api-key": "other" } }',
        sends: ["GET ", "x-api-key: other"],
      },
      {
        subject: "is not sent where the operation opts out",
        operation: { security: [] },
        client: '{ apiKey: "secret" }',
        sends: "GET ",
      },
      {
        subject: "is not needed where a call alone removes it",
        client: '{ apiKey: "secret" }',
        call: 'call({}, { headers: { "X-Api-Key": null } })',
        sends: "GET ",
      },
      {
        subject: "is sent where the operation makes security optional",
        operation: { security: [{}, { main: [] }] },
        client: '{ apiKey: "secret" }',
        sends: ["GET ", "x-api-key: secret"],
      },
      {
        subject: "that a header cannot carry is refused, unshown",
        client: '{ apiKey: "se\\ncret" }',
        throws: { name: "ConfigurationError" },
      },
      {
        subject: "is redacted from an error that echoes it",
        client: '{ apiKey: "secret-key-1" }',
        answers: { status: 403, body: "no: secret-key-1" },
        sends: ["GET ", "x-api-key: secret-key-1"],
        throws: { name: "PermissionDeniedError", body: "no: [redacted]" },
      },
      {
        subject: "is not asked for again after a 401",
        client: `{ apiKey: ${counting} }`,
        answers: { status: 401 },
        sends: ["GET ", "x-api-key: t1"],
        throws: { name: "AuthenticationError" },
      },
    ],
  },

  {
    subject: "security: an apiKey in the query",
    ...only(query),
    rows: [
      { subject: "is sent, encoded", client: '{ apiKey: "a b&c" }', sends: "GET ?api_key=a%20b%26c" },
      {
        subject: "stands after the parameters",
        operation: { parameters: [{ name: "q", in: "query", schema: { type: "string" } }] },
        client: '{ apiKey: "secret" }',
        call: 'call({ q: "a" })',
        sends: "GET ?q=a&api_key=secret",
      },
      {
        subject: "is redacted wherever a URL is shown",
        client: '{ apiKey: "secret-key-1" }',
        answers: { status: 400, body: "bad URL /?api_key=secret-key-1" },
        sends: "GET ?api_key=secret-key-1",
        throws: { body: "bad URL /?api_key=[redacted]" },
      },
    ],
  },

  {
    subject: "security: an apiKey in a cookie",
    ...only(cookie),
    rows: [
      { subject: "is sent", client: '{ apiKey: "secret" }', sends: ["GET ", "cookie: session=secret"] },
      {
        subject: "joins the cookies of parameters",
        operation: { parameters: [{ name: "c", in: "cookie", schema: { type: "string" } }] },
        client: '{ apiKey: "secret" }',
        call: 'call({ c: "a" })',
        sends: ["GET ", "cookie: c=a; session=secret"],
      },
    ],
  },

  {
    subject: "security: http basic",
    ...only(basic),
    rows: [
      {
        subject: "takes a user name and a password",
        client: '{ auth: { main: { username: "Aladdin", password: "open sesame" } } }',
        sends: ["GET ", "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
      },
      {
        subject: "is UTF-8",
        client: '{ auth: { main: { username: "test", password: "123£" } } }',
        sends: ["GET ", "authorization: Basic dGVzdDoxMjPCow=="],
      },
      {
        subject: "takes user:password as one text",
        client: '{ apiKey: "Aladdin:open sesame" }',
        sends: ["GET ", "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
      },
    ],
  },

  {
    subject: "security: http bearer",
    ...only(bearer),
    rows: [
      { subject: "is sent", client: '{ apiKey: "t" }', sends: ["GET ", "authorization: Bearer t"] },
      {
        subject: "another http scheme goes by its name",
        operation: { security: [{ main: [] }] },
        client: '{ apiKey: async () => "t" }',
        sends: ["GET ", "authorization: Bearer t"],
      },
    ],
  },

  {
    subject: "security: another http scheme",
    ...only({ type: "http", scheme: "Hoba" }),
    rows: [{ subject: "is sent by its name", client: '{ apiKey: "t" }', sends: ["GET ", "authorization: Hoba t"] }],
  },

  {
    subject: "security: mutualTLS",
    ...only({ type: "mutualTLS" }),
    rows: [{ subject: "is the platform's to send: no credential is needed", sends: "GET " }],
  },

  tokens("oauth2", oauth),
  tokens("openIdConnect", openId),
  {
    subject: "security: several schemes",
    document: {
      components: {
        securitySchemes: { key: header, token: bearer, inQuery: query, inCookie: cookie, login: basic, oauth },
      },
      security: [{ key: [] }],
    },
    rows: several,
  },

  {
    subject: "security: schemes by their URIs",
    document: {
      openapi: "3.2.0",
      components: { securitySchemes: { key: header, "a.token": bearer } },
      security: [{ "#/components/securitySchemes/key": [] }],
    },
    rows: [
      { subject: "the default's", client: '{ auth: { key: "k" } }', sends: ["GET ", "x-api-key: k"] },
      {
        subject: "those of an operation, beside a name",
        operation: { security: [{ "#/components/securitySchemes/a.token": [], key: [] }] },
        client: '{ auth: { key: "k", "a.token": "t" } }',
        sends: ["GET ", "authorization: Bearer t", "x-api-key: k"],
      },
    ],
  },

  {
    subject: "security: none by default",
    document: { components: { securitySchemes: { key: header } } },
    rows: [
      { subject: "no credential is needed", sends: "GET " },
      {
        subject: "an operation may need one",
        operation: { security: [{ key: [] }] },
        client: '{ apiKey: "k" }',
        sends: ["GET ", "x-api-key: k"],
      },
    ],
  },
);
