import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { inlineScriptHashes } from "./security-headers.ts";

const hashOf = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

test("scripts written into the page are hashed byte for byte, each once; those with a source are not", () => {
  const html = [
    '<script src="/a.js" async></script>',
    "<script> one()\n</script>",
    '<SCRIPT type="text/javascript" data-src="x">two("é")</SCRIPT>',
    "<script> one()\n</script>",
    "<script></script>",
  ].join("\n");
  expect(inlineScriptHashes(html)).toEqual([hashOf(" one()\n"), hashOf('two("é")')]);
});
