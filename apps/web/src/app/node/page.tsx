import { Suspense } from "react";
import { NodePage } from "../../features/node/node-page.tsx";

export default function Page() {
  return (
    <Suspense>
      <NodePage />
    </Suspense>
  );
}
