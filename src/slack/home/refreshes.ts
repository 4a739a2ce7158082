/** Shows changes to everyone who has Home open, without spending a workspace's budget for it: one round at a time, the newest state. */

/** Those who opened it last; the others see it when they open it again. */
const mostOpeners = 40;
const betweenRoundsMs = 600;
/** Slack allows about 100 publishings a minute in a workspace; some are kept for those who click. */
const perMinute = 75;
const minuteMs = 60_000;

export function createRefreshes({
  openers,
  publish,
  clock = Date.now,
}: {
  openers: (workspaceId: string, limit: number) => Promise<string[]>;
  /** Never rejects. */
  publish: (workspaceId: string, userId: string) => Promise<void>;
  /** Milliseconds. */
  clock?: () => number;
}): { changed(workspaceId: string): void; stop(): Promise<void> } {
  /** By workspace: whether another round is due after the one that runs. */
  const rounds = new Map<string, { again: boolean; spent: number[]; done: Promise<void> }>();
  const pauses = new Set<() => void>();
  let stopped = false;

  async function round(workspaceId: string, spent: number[]): Promise<void> {
    const people = await openers(workspaceId, mostOpeners).catch(() => []);
    for (const userId of people) {
      if (stopped) return;
      spent.push(clock());
      await publish(workspaceId, userId);
    }
  }

  /** Quick while few publishings were spent in the last minute; as the budget goes, rounds come as far apart as it takes. */
  async function work(workspaceId: string, state: { again: boolean; spent: number[] }): Promise<void> {
    while (state.again && !stopped) {
      state.again = false;
      await round(workspaceId, state.spent);
      state.spent = state.spent.filter((at) => at > clock() - minuteMs);
      const [oldest = clock()] = state.spent;
      await pause(state.spent.length < perMinute ? betweenRoundsMs : oldest + minuteMs - clock());
    }
    rounds.delete(workspaceId);
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      pauses.add(end);
      if (stopped) end();
    });
  }

  return {
    changed(workspaceId) {
      if (stopped) return;
      const running = rounds.get(workspaceId);
      if (running !== undefined) {
        running.again = true;
        return;
      }
      const state = { again: true, spent: [], done: Promise.resolve() };
      rounds.set(workspaceId, state);
      state.done = work(workspaceId, state);
    },

    async stop() {
      stopped = true;
      for (const end of [...pauses]) end();
      await Promise.all([...rounds.values()].map(({ done }) => done));
    },
  };
}
