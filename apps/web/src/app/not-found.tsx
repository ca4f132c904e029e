import Link from "next/link";
import styles from "./not-found.module.css";

export default function NotFound() {
  return (
    <section className={styles.page}>
      <h1>There is no such page</h1>
      <p>
        vramfleet has two: <Link href="/">the fleet</Link>, and one for each node, opened from there.
      </p>
    </section>
  );
}
