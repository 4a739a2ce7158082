/** What a server's autovacuum does, for the database inside this process, which has none. */
import { setImmediate as turn } from "node:timers/promises";
import { z } from "zod";
import type { Database } from "./database.ts";

export type Upkeep = {
  /**
   * Frees what deleted and overwritten rows take, and tells the planner how much there is, where enough has changed since. Table by
   * table, so that others have their turn in between. Answers the tables. A server does this by itself: nothing is done there.
   */
  tend(signal: AbortSignal): Promise<string[]>;
};

const tableRow = z.object({ name: z.string(), vacuuming: z.boolean(), analyzing: z.boolean() });
/** The more rows are new the longer a table takes: 2,000 passages some 20 ms. */
const due = `select * from (
    select format('%I.%I', schemaname, relname) as name,
      n_dead_tup > 200 + 0.2 * n_live_tup or n_ins_since_vacuum > least(500 + 0.1 * n_live_tup, 2000) as vacuuming,
      n_mod_since_analyze > 500 + 0.1 * n_live_tup as analyzing
    from pg_stat_user_tables) tables
  where vacuuming or analyzing order by name`;

export function createUpkeep({ database }: { database: Database }): Upkeep {
  return {
    async tend(signal) {
      if (database.kind !== "pglite") return [];
      const tables = await database.query(tableRow, due);
      const tended: string[] = [];
      for (const { name, vacuuming, analyzing } of tables) {
        if (signal.aborted) break;
        // Giving pages back to the disk would be slow, and they are filled again anyway.
        if (vacuuming) await database.execute(`vacuum (truncate off) ${name}`);
        await turn();
        if (analyzing) await analyzed(name);
        await turn();
        tended.push(name);
      }
      return tended;
    },
  };

  /** From 3,000 rows, and not from 30,000, which would be read for a tenth of a second. */
  async function analyzed(name: string): Promise<void> {
    await database.transaction(async (transaction) => {
      await transaction.execute("select set_config('default_statistics_target', '10', true)");
      await transaction.execute(`analyze ${name}`);
    });
  }
}
