import { passwordFlagsOf } from "./password-flags.ts";
import { MASK, redactText } from "./redact-text.ts";
import { isSecretName } from "./secret-names.ts";

/**
 * `next`: the following word is this flag's value and secret. `rest`: so is everything up to the next flag.
 * `user`: the following word is a user, and secret where a password is attached.
 */
type Follow = "none" | "next" | "rest" | "user";

interface Redacted {
  text: string;
  follow: Follow;
}

const INTERPRETERS = /^(?:python|pypy|perl|ruby|node|nodejs|php|lua|Rscript|julia)[\d.]*$/;
const SHELL_WORDS = /(?:[^\s"']+|"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$))+/g;

/**
 * Masks secrets in a program's arguments, keeping what says which job it is: flags, paths, models, numbers.
 * Pure; one text for each argument given.
 */
export function redactArgs(argv: readonly string[]): string[] {
  const isCode = codeIndexOf(argv);
  let follow: Follow = "none";
  let passwordFlags: RegExp | null = null;
  return argv.map((arg, index) => {
    if (index === isCode) {
      follow = "none";
      return MASK;
    }
    passwordFlags = passwordFlagsOf(arg) ?? passwordFlags;
    const next = passwordFlag(arg, passwordFlags) ?? redactArg(arg, follow);
    follow = next.follow;
    return next.text;
  });
}

/** A flag that takes a password in the program that was named before it; null when it is none. */
function passwordFlag(arg: string, flags: RegExp | null): Redacted | null {
  const flag = flags?.exec(arg)?.[0];
  if (flag === undefined) return null;
  return arg.length > 2 && flag.length === 2 ? { text: flag + MASK, follow: "none" } : { text: arg, follow: "next" };
}

/** Where an interpreter was given its program as text: that may hold anything. A shell's is read like arguments. */
function codeIndexOf(argv: readonly string[]): number {
  const name = argv[0]?.split("/").at(-1) ?? "";
  if (!INTERPRETERS.test(name)) return -1;
  const flag = argv.findIndex((arg, index) => index > 0 && (/^-[a-zA-Z]*[ce]$/.test(arg) || arg === "--eval"));
  const script = argv.findIndex((arg, index) => index > 0 && !arg.startsWith("-"));
  return flag > 0 && (script < 0 || flag < script) ? flag + 1 : -1;
}

function redactArg(arg: string, follow: Follow): Redacted {
  const own = redactOwn(arg);
  if (follow === "none") return own;
  if (follow === "user") return /^[^:/]*:./.test(arg) ? { text: MASK, follow: "none" } : own;
  if (follow === "rest") return arg.startsWith("-") ? own : { text: MASK, follow: "rest" };
  // A flag may have no value after all: then what follows is a flag, whose own value must not slip through.
  return { text: MASK, follow: own.follow };
}

const FLAG = /^(-{0,2})([A-Za-z0-9][A-Za-z0-9_.-]*)(?:([=:])(.*))?$/s;
const HEADER = /^([A-Za-z0-9_-]+\s*:\s)/;
/** curl's and its like's "user:password". */
const USER_FLAG = /^(?:-[uU]|--(?:proxy-)?user)$/;
/** "-uuser:password" in one word. */
const USER_IN_FLAG = /^(-[uU])[^:/=]+:./;

function redactOwn(arg: string): Redacted {
  if (/\s/.test(arg)) return { text: redactSentence(arg), follow: "none" };
  if (/^(?:bearer|basic|digest)$/i.test(arg)) return { text: arg, follow: "next" };
  if (/authorization:?$/i.test(arg)) return { text: arg, follow: "rest" };
  if (USER_FLAG.test(arg)) return { text: arg, follow: "user" };
  const attached = USER_IN_FLAG.exec(arg)?.[1];
  if (attached !== undefined) return { text: attached + MASK, follow: "none" };
  const flag = FLAG.exec(arg);
  return flag === null ? { text: redactText(arg), follow: "none" } : redactFlag(flag);
}

function redactFlag([arg, dashes, name = "", sign, value]: RegExpExecArray): Redacted {
  if (dashes === "-" && isPasswordStyle(name)) return dashP(arg);
  if (!isSecretName(name)) return { text: redactText(arg), follow: "none" };
  if (sign === undefined) return { text: redactText(arg), follow: dashes === "" ? "none" : "next" };
  return value === "" ? { text: arg, follow: "next" } : { text: `${dashes}${name}${sign}${MASK}`, follow: "none" };
}

/** "-p secret" and "-psecret" of mysql and sshpass. Not the long names with one dash ("-port"). */
const isPasswordStyle = (name: string): boolean =>
  name.startsWith("p") && !/^(?:port|prompt|path|parallel|project)$/.test(name);

const dashP = (arg: string): Redacted =>
  arg === "-p" ? { text: "-p", follow: "next" } : { text: `-p${MASK}`, follow: "none" };

function redactSentence(arg: string): string {
  const header = HEADER.exec(arg)?.[1];
  return header !== undefined && isSecretName(header) ? header + MASK : redactWords(arg);
}

/** An argument that is itself a command line ("sh -c '...'") or a sentence: word by word, then as a whole. */
function redactWords(arg: string): string {
  const whole = redactText(arg);
  let follow: Follow = "none";
  let passwordFlags: RegExp | null = null;
  return whole.replaceAll(SHELL_WORDS, (word) => {
    passwordFlags = passwordFlagsOf(word) ?? passwordFlags;
    const known = passwordFlag(word, passwordFlags);
    if (known !== null) {
      follow = known.follow;
      return known.text;
    }
    const quoted = /^(["'])(.*?)\1?$/s.exec(word);
    const inner = quoted?.[2] ?? word;
    const next: Redacted = quoted !== null && /\s/.test(inner) ? nested(inner, follow) : redactArg(word, follow);
    follow = next.follow;
    return next.text;
  });
}

function nested(inner: string, follow: Follow): Redacted {
  return follow === "none" ? { text: `"${redactWords(inner)}"`, follow } : { text: MASK, follow: "none" };
}
