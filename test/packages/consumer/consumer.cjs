// CommonJS: the packages are ES modules, and `require` loads them all the same.
const { Crosmos } = require("@specloom/crosmos");
const { Julep } = require("@specloom/julep");
const { Roe } = require("@specloom/roe");

const names = [Crosmos, Julep, Roe].map(({ name }) => name);

async function main(jobId) {
  const { status } = await new Roe().agents.jobs.getStatus(jobId);
  process.stdout.write(JSON.stringify({ names, status }));
}

void main(process.argv[2]);
