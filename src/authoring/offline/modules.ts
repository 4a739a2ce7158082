/** The text of a module: what it is about, what the documents say, what participants do. */
import { asSentence } from "./clean.ts";
import type { Matter } from "./matter.ts";
import type { CoursePlan, PlannedModule } from "./plan.ts";

/** Writes the modules of a plan one after the other; activities do not repeat while there are others. */
export function describeModule(plan: CoursePlan) {
  const used = new Set<string>();
  const many = plan.modules.length > 4;
  return (module: PlannedModule, place: number): { description: string; topics: string[] } => {
    switch (module.from) {
      case "outline":
        return module.outline;
      case "transfer":
        return plan.phrases.transfer(plan.topic, mattersOf(plan));
      case "documents": {
        const { matter } = module;
        const parts = [
          plan.phrases.opener(matter, plan.turn + place),
          ...(many ? matter.core : matter.key).map(asSentence),
          plan.phrases.activity(matter, used, plan.turn + place),
        ];
        return { description: parts.join(" "), topics: matter.topics.slice(0, many ? 3 : 4) };
      }
    }
  };
}

function mattersOf({ modules }: CoursePlan): Matter[] {
  return modules.flatMap((module) => (module.from === "documents" ? [module.matter] : []));
}
