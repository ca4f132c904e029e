export interface Column {
  title: string;
  align: "left" | "right";
}

/** Lines of a table, columns two spaces apart. The last column is not padded. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => lengthOf(row[index]))));
  return all.map((row) =>
    row
      .map((cell, index) => pad(cell, columns[index], widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

const lengthOf = (cell: string | undefined): number => Array.from(cell ?? "").length;

function pad(cell: string, column: Column | undefined, width: number): string {
  const space = " ".repeat(Math.max(0, width - lengthOf(cell)));
  return column?.align === "right" ? space + cell : cell + space;
}
