/** What tRPC sends for one event of a subscription or one answer of a query. */
interface DataMessage {
  id: number | string;
  result: { type: "data"; data: object };
}

/**
 * Encodes messages as JSON. The same data object on its way to many browsers is written once: a large fleet is megabytes.
 */
export function createSharedEncoder(): (message: unknown) => string {
  const written = new WeakMap<object, string>();
  const write = (data: object): string => {
    const json = written.get(data) ?? JSON.stringify(data);
    written.set(data, json);
    return json;
  };
  return (message) =>
    isDataMessage(message)
      ? `{"id":${JSON.stringify(message.id)},"result":{"type":"data","data":${write(message.result.data)}}}`
      : JSON.stringify(message);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const hasOnly = (value: Record<string, unknown>, keys: readonly string[]): boolean =>
  Object.keys(value).every((key) => value[key] === undefined || keys.includes(key));

/** Exactly this shape: anything more (a tracked id, a version) is written the ordinary way. */
function isDataMessage(message: unknown): message is DataMessage {
  if (!isRecord(message) || !hasOnly(message, ["id", "result"])) return false;
  const { id, result } = message;
  if ((typeof id !== "number" && typeof id !== "string") || !isRecord(result)) return false;
  return result["type"] === "data" && isRecord(result["data"]) && hasOnly(result, ["type", "data"]);
}
