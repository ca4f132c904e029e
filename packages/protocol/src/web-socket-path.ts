/** Path of the browsers' socket on the hub. Apart from the schemas, so that a page need not carry zod for it. */
export const WEB_SOCKET_PATH = "/api/web";
