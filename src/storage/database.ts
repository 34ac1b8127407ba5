import SQLite from "better-sqlite3";
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
import { type StorageFault, storageFault } from "./faults.ts";
import type { Tables } from "./tables.ts";

interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/** Builds SQL by type; it holds no connection. */
export const sqlBuilder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A constant in the SQL text: a partial index serves a query only where its condition stands there literally. */
export const literal = <T extends string | number | null>(value: T) => sql.lit(value);

/**
 * Where a reading sorts or limits, SQLite's plan depends on the values of `= ?` and `limit ?`: it plans the statement
 * anew for each run, which takes ten to fifty times as long as the run. Written like this, which means the same, no
 * value counts, and it is planned once.
 */
const plannedOnce = (sql: string): string =>
  sql.startsWith("select ") ? sql.replaceAll(" = ?", " in (?)").replaceAll(" limit ?", " limit ? + 0") : sql;

/** A statement compiled once. Parameters stand in the order in which the builder was given them. */
export interface Prepared<Row> {
  run(...parameters: unknown[]): SQLite.RunResult;
  all(...parameters: unknown[]): Row[];
  get(...parameters: unknown[]): Row | undefined;
}

/** One connection, and Kysely's queries run on it at once: SQLite answers within the call. */
export class Database {
  readonly connection: SQLite.Database;
  readonly #onFault: (fault: StorageFault) => void;
  readonly #statements = new Map<string, SQLite.Statement<unknown[]>>();

  /** @param onFault is told when a read outside of a transaction meets a fault; a transaction's own is the writer's to tell. */
  constructor(file: string, onFault: (fault: StorageFault) => void = () => undefined) {
    this.connection = new SQLite(file);
    this.#onFault = onFault;
  }

  all<Row>(query: Compilable<Row>): Row[] {
    const { sql, parameters } = query.compile();
    return this.#reading(() => this.#statement(plannedOnce(sql)).all(...parameters) as Row[]);
  }

  get<Row>(query: Compilable<Row>): Row | undefined {
    const { sql, parameters } = query.compile();
    return this.#reading(() => this.#statement(plannedOnce(sql)).get(...parameters) as Row | undefined);
  }

  run(query: Compilable<unknown>): SQLite.RunResult {
    const { sql, parameters } = query.compile();
    return this.#statement(sql).run(...parameters);
  }

  /** For the few statements of the hot path: building one with Kysely costs five times running it. */
  prepare<Row>(query: Compilable<Row>): Prepared<Row> {
    const statement = this.connection.prepare<unknown[]>(plannedOnce(query.compile().sql));
    return {
      run: statement.run.bind(statement),
      all: (...parameters) => this.#reading(() => statement.all(...parameters) as Row[]),
      get: (...parameters) => this.#reading(() => statement.get(...parameters) as Row | undefined),
    };
  }

  #statement(sql: string): SQLite.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      const fault = this.connection.inTransaction ? undefined : storageFault(error);
      if (!fault) throw error;
      this.#onFault(fault);
      throw fault.error;
    }
  }
}
