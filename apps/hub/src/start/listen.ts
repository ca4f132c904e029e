import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { codeOf, HubError, messageOf } from "../errors.ts";

/** This machine only, until people can log in. */
const HOST = "127.0.0.1";

/** Resolves with the port listened on; 0 asks the system for a free one. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (thrown) => reject(listenError(thrown, port)));
    server.listen(port, HOST, resolve);
  });
  // A TCP server that listens has an AddressInfo; only pipes have text.
  return (server.address() as AddressInfo).port;
}

function listenError(thrown: Error, port: number): HubError {
  const address = `${HOST}:${port}`;
  if (codeOf(thrown) === "EADDRINUSE") {
    return new HubError(
      "port_in_use",
      `${address} is in use by another program, perhaps another hub; stop it, or choose another port with --port`,
      { cause: thrown },
    );
  }
  if (codeOf(thrown) === "EACCES") {
    return new HubError(
      "port_not_allowed",
      `this user may not listen on ${address}; choose a port from 1024 on with --port`,
      {
        cause: thrown,
      },
    );
  }
  return new HubError("port_not_allowed", `the hub cannot listen on ${address}: ${messageOf(thrown)}`, {
    cause: thrown,
  });
}
