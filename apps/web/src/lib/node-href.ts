/** Address of a node's page; `gpuUuid` chooses the GPU whose history it shows. */
export function nodeHref(nodeId: string, gpuUuid: string | null = null): string {
  const query = new URLSearchParams({ id: nodeId });
  if (gpuUuid !== null) query.set("gpu", gpuUuid);
  return `/node?${query.toString()}`;
}
