import { initTRPC } from "@trpc/server";
import {
  type HelloInput,
  helloInputSchema,
  type HelloOutput,
  helloOutputSchema,
  type PushInput,
  pushInputSchema,
  type PushOutput,
  pushOutputSchema,
} from "@vramfleet/protocol/agent";
import { toTrpcError } from "./to-trpc-error.ts";

/** All an agent's socket can do. */
export interface AgentContext {
  hello(input: HelloInput): Promise<HelloOutput>;
  push(input: PushInput): Promise<PushOutput>;
}

const t = initTRPC.context<AgentContext>().create({ isDev: false });
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

export const agentRouter = t.router({
  hello: procedure
    .input(helloInputSchema)
    .output(helloOutputSchema)
    .mutation(({ input, ctx }) => ctx.hello(input)),
  push: procedure
    .input(pushInputSchema)
    .output(pushOutputSchema)
    .mutation(({ input, ctx }) => ctx.push(input)),
});
export type AgentRouter = typeof agentRouter;
