/** How benchmarks tell their figures: lines for people, and with --json one object at the end. */

export type Report = { line(text: string): void; end(figures: object): void };

export function createReport(args: readonly string[]): Report {
  const asJson = args.includes("--json");
  return {
    line: (text) => void process.stdout.write(`${text}\n`),
    end(figures) {
      process.stdout.write(asJson ? `${JSON.stringify(figures)}\n` : "");
    },
  };
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
