/** Short flags that take a password in one program and mean something harmless in others. */
const FLAGS: Readonly<Record<string, RegExp>> = {
  "redis-cli": /^-a/,
  "valkey-cli": /^-a/,
  ldapsearch: /^-w/,
  ldapadd: /^-w/,
  ldapmodify: /^-w/,
  ipmitool: /^-P/,
  sqlcmd: /^-P/,
  zip: /^-P/,
  unzip: /^-P/,
  openssl: /^-(?:k$|K$|pass)/,
};

/** The password flags of the program a word names, by its path's last part; null when it names none that has any. */
export function passwordFlagsOf(word: string): RegExp | null {
  const name = word.split("/").at(-1) ?? "";
  return Object.hasOwn(FLAGS, name) ? (FLAGS[name] ?? null) : null;
}
