import type { Catalogue } from "./catalogue.js";

/** Errors of fetching. None of them changes a file. */
export const networkCodes = {
  "network/scheme": {
    title: "The address is not fetched over https",
    hint: "Give an https address, or download the document and give the file. Plain http is for this machine only.",
  },
  "network/host": {
    title: "The host of the address is not allowed",
    hint: "If you trust the host, list it under `hosts` in source.yaml or pass `--allow-host <host>`.",
  },
  "network/private-address": {
    title: "The host's IP address is not public",
    hint: "If the document is published inside your network, download it yourself and give the file.",
  },
  "network/redirect": {
    title: "The redirects cannot be followed",
    hint: "Open the address in a browser and give the final address of the document.",
  },
  "network/unreachable": {
    title: "The host cannot be reached",
    hint: "Check the address and your connection, and run the command again. No file was changed.",
  },
  "network/proxy": {
    title: "The proxy cannot connect to the host",
    hint: "Check HTTPS_PROXY, with `user:password@` if it requires them, or list the host in NO_PROXY. No file was changed.",
  },
  "network/tls": {
    title: "The host's certificate is not valid",
    hint: "Check the host's certificate; for an authority of your own, set NODE_EXTRA_CA_CERTS. No file was changed.",
  },
  "network/status": {
    title: "The host did not return the document",
    hint: "Check the address in source.yaml: the document may have moved, or need `credentials`. No file was changed.",
  },
  "network/content-type": {
    title: "The response is not YAML, JSON, Markdown or plain text",
    hint: "Give the address of the document itself: HTML is usually a login, an error, or a page about the document.",
  },
  "network/too-large": {
    title: "The response is larger than the toolchain reads",
    hint: "Check the address: the largest known API description has a fifth of the limit. No file was changed.",
  },
  "network/timeout": {
    title: "The host did not respond in time",
    hint: "Run the command again, or allow more with `--timeout <seconds>`. No file was changed.",
  },
  "network/interrupted": {
    title: "The response ended too early",
    hint: "Run the command again. No file was changed.",
  },
  "network/document": {
    title: "The fetched document is not readable",
    hint: "Look at the document at the address; the vendored copy is unchanged.",
  },
  "network/reading": {
    title: "The fetched documents take too long to read",
    hint: "Look at the documents at their addresses. No file of this provider was changed; the others are not affected.",
  },
  "network/index": {
    title: "The index of a documentation does not identify a page",
    hint: "Write the page's own address in source.yaml in place of its `index`. No file was changed.",
  },
  "network/secret": {
    title: "The fetched document contains the credential of the request",
    hint: "Ask the provider for a document without the credential. No file was changed.",
  },
  "source/no-address": {
    title: "There is nothing to fetch",
    hint: "Give at least one file an address under `files` in source.yaml.",
  },
  "source/from": {
    title: "A new document does not fit its provider",
    hint: "Name one provider, as in `specloom vendor acme --from new.yaml`; source.yaml lists the files that its document has.",
  },
  "source/credential": {
    title: "A credential that source.yaml names is not usable",
    hint: "Set the environment variable, or remove the entry under `credentials` in source.yaml.",
  },
} as const satisfies Catalogue;
