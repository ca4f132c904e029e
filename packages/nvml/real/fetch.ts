/**
 * Gets NVIDIA's own libraries (several drivers') as Debian packages them in its non-free component, for the tests of
 * real-library.test.ts. Nothing is installed: the packages are unpacked, and the libraries kept for this checkout.
 *
 *   node packages/nvml/real/fetch.ts
 */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { REAL_LIBRARIES, realLibraries } from "./libraries.ts";

const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
const PACKAGES = /^libnvidia(-tesla(-\d+)?)?-ml1$/;

interface Repository {
  uri: string;
  suite: string;
}

function run(command: string, parameters: string[], cwd?: string): string {
  return execFileSync(command, parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], cwd });
}

/** The first of this machine's own sources that has Debian's main component. */
function debianRepository(): Repository {
  const format = "$(REPO_URI)|$(CODENAME)|$(COMPONENT)|$(ORIGIN)";
  const rows = run("apt-get", ["indextargets", "--format", format]).split("\n");
  const row = rows.map((line) => line.split("|")).find((cells) => cells[2] === "main" && cells[3] === "Debian");
  const [uri, suite] = row ?? [];
  if (!uri || !suite)
    throw new Error("apt knows no Debian repository: this needs a Debian machine after apt-get update");
  return { uri, suite };
}

/** apt with the non-free component alone, in a folder of its own. */
function aptOptions(directory: string, { uri, suite }: Repository): string[] {
  const list = join(directory, "sources.list");
  writeFileSync(list, `deb [signed-by=${KEYRING}] ${uri} ${suite} non-free\n`);
  mkdirSync(join(directory, "lists", "partial"), { recursive: true });
  const settings = [`Dir::Etc::sourcelist=${list}`, "Dir::Etc::sourceparts=-", `Dir::State::lists=${directory}/lists`];
  return settings.flatMap((setting) => ["-o", setting]);
}

function fetchLibraries(directory: string): void {
  const apt = aptOptions(directory, debianRepository());
  run("apt-get", [...apt, "-qq", "update"]);
  const names = run("apt-cache", [...apt, "pkgnames", "libnvidia"])
    .split("\n")
    .filter((name) => PACKAGES.test(name));
  for (const name of names) run("apt-get", [...apt, "-qq", "download", name], directory);
  mkdirSync(join(directory, "unpacked"));
  for (const archive of readdirSync(directory).filter((name) => name.endsWith(".deb"))) {
    run("dpkg-deb", ["-x", join(directory, archive), join(directory, "unpacked", archive)]);
  }
}

const directory = mkdtempSync(join(tmpdir(), "nvml-real-"));
try {
  // apt downloads as a user of its own.
  chmodSync(directory, 0o777);
  fetchLibraries(directory);
  mkdirSync(REAL_LIBRARIES, { recursive: true });
  for (const path of globSync(join(directory, "unpacked/**/libnvidia-ml.so.*.*"))) {
    copyFileSync(path, join(REAL_LIBRARIES, basename(path)));
  }
  const found = realLibraries().map((path) => basename(path));
  process.stdout.write(`${found.length} libraries: ${found.join(", ")}\n`);
} finally {
  rmSync(directory, { recursive: true });
}
