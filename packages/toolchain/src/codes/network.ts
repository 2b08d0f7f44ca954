import type { Catalogue } from "./catalogue.js";

/** Fetching what providers publish: what can go wrong, and what to do. No file is changed by any of these. */
export const networkCodes = {
  "network/scheme": {
    title: "The address is not fetched over https",
    hint: "Give an https address, or download the document and give the file. Plain http is for this machine only.",
  },
  "network/host": {
    title: "The address leads to a host that was not allowed",
    hint: "Where you trust the host, list it under `hosts` in source.yaml or pass `--allow-host <host>`.",
  },
  "network/private-address": {
    title: "The host's address is not a public one",
    hint: "Download the document yourself where it is published inside your network, and give the file.",
  },
  "network/redirect": {
    title: "The redirects cannot be followed",
    hint: "Open the address in a browser and give the one where the document ends up.",
  },
  "network/unreachable": {
    title: "The host cannot be reached",
    hint: "Check the address and your connection, and run the command again. No file was changed.",
  },
  "network/proxy": {
    title: "The proxy does not lead to the host",
    hint: "Check HTTPS_PROXY, with `user:password@` where it wants them, or list the host in NO_PROXY. No file was changed.",
  },
  "network/tls": {
    title: "The host cannot prove who it is",
    hint: "Check the host's certificate; for an authority of your own, set NODE_EXTRA_CA_CERTS. No file was changed.",
  },
  "network/status": {
    title: "The host does not give the document",
    hint: "Check the address in source.yaml: the document may have moved, or need `credentials`. No file was changed.",
  },
  "network/content-type": {
    title: "What the host gives is not YAML, JSON, Markdown or plain text",
    hint: "Give the address of the document itself: HTML is a login, an error, or the page that shows the document.",
  },
  "network/too-large": {
    title: "What the host gives is larger than the toolchain reads",
    hint: "Check the address: the largest API description known is a fifth of the limit. No file was changed.",
  },
  "network/timeout": {
    title: "The host takes too long",
    hint: "Run the command again, or allow more with `--timeout <seconds>`. No file was changed.",
  },
  "network/interrupted": {
    title: "The document broke off",
    hint: "Run the command again. No file was changed.",
  },
  "network/document": {
    title: "What was fetched is no document that the toolchain reads",
    hint: "Look at what stands at the address; the vendored copy is still the last good one. No file was changed.",
  },
  "network/index": {
    title: "The index of a documentation does not tell where a page is",
    hint: "Write the page's own address in source.yaml in place of its `index`. No file was changed.",
  },
  "network/secret": {
    title: "What was fetched repeats the credential that it was fetched with",
    hint: "Do not vendor it: ask the provider for a document without it. No file was changed.",
  },
  "source/no-address": {
    title: "There is nothing to fetch",
    hint: "Give at least one file an address under `files` in source.yaml.",
  },
  "source/credential": {
    title: "A credential that source.yaml names is not usable",
    hint: "Set the environment variable, or remove the entry under `credentials` in source.yaml.",
  },
} as const satisfies Catalogue;
