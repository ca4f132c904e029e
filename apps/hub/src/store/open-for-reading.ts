import Database from "better-sqlite3";

export function openForReading(path: string): Database.Database {
  return new Database(path, { readonly: true, fileMustExist: true, timeout: 2_000 });
}
