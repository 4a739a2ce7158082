/** The writer that asks a language model. */
import { partSchema } from "../course/parts.ts";
import { draftSchemas, type Stage, stageNames } from "../course/stages.ts";
import { supplementDraftSchema } from "../course/supplements.ts";
import { jsonSchemaOf } from "../model/json-schema.ts";
import type { ModelClient } from "../model/model-client.ts";
import { buildPartPrompt, buildPrompt } from "./prompts.ts";
import type { Writer } from "./writer.ts";

/** Room for twelve long modules and for what a model thinks before it writes. */
const maxOutputTokens = 16_000;

/** Makes a writer of a client. */
export function createModelWriter({ model }: { model: ModelClient }): Writer {
  const schemas = new Map(stageNames.map((stage) => [stage, draftJsonSchema(stage)]));
  const sectionSchema = (stage: Stage) => schemas.get(stage) ?? draftJsonSchema(stage);
  const supplementSchema = jsonSchemaOf(supplementDraftSchema);
  const parts = jsonSchemaOf(partSchema);
  return {
    kind: "model",
    writeSection(task, signal) {
      return model.streamJson({
        ...buildPrompt(task),
        schemaName: `course_${task.supplement?.name ?? task.stage}`,
        schema: task.supplement === undefined ? sectionSchema(task.stage) : supplementSchema,
        signal,
        maxOutputTokens,
        ...(task.wasted && { wasted: task.wasted }),
      });
    },
    // The schema stands before all else where a service keeps a beginning in its cache: one for all parts, under one name.
    writePart(task, signal) {
      return model.streamJson({
        ...buildPartPrompt(task),
        schemaName: "course_part",
        schema: parts,
        signal,
        maxOutputTokens,
        ...(task.wasted && { wasted: task.wasted }),
      });
    },
  };
}

/** The JSON schema of a stage's draft, as strict structured output takes it: all keys required, none beside them. */
export function draftJsonSchema(stage: Stage): Record<string, unknown> {
  return jsonSchemaOf(draftSchemas[stage]);
}
