import Link from "next/link";
import { Message } from "../ui/message.tsx";

export default function NotFound() {
  return (
    <Message title="There is no such page">
      <p>
        vramfleet has two: <Link href="/">the fleet</Link>, and one for each node, opened from there.
      </p>
    </Message>
  );
}
