/** What the embedding model of the settings is like: how long its vectors are, and from which cosine on texts are near. */
import { CoursewrightError } from "../errors.ts";
import type { EmbeddingModel } from "../model/embeddings.ts";
import type { VectorSpace } from "../storage/vectors.ts";
import { floorsOf, type NearnessFloors, scaleTexts } from "./nearness.ts";

export type MeasuredSpace = { space: VectorSpace; floors: NearnessFloors };
export type EmbeddingSpace = {
  /** Asks the model once, then remembers. @throws what `embed` throws */
  measure(signal: AbortSignal): Promise<MeasuredSpace>;
  /** The vectors are of another length now: measured anew by whoever asks next. @throws CoursewrightError `model_down`, always */
  changed(): never;
};

export function createEmbeddingSpace({ embeddings }: { embeddings: EmbeddingModel }): EmbeddingSpace {
  let known: MeasuredSpace | null = null;

  return {
    async measure(signal) {
      if (known !== null) return known;
      const { vectors } = await embeddings.embed(scaleTexts, { signal });
      const dimensions = vectors.find((vector) => vector !== null)?.length ?? 0;
      if (dimensions === 0) throw new CoursewrightError("model_down", "the model has no vectors for plain sentences");
      known = { space: { model: embeddings.model, dimensions }, floors: floorsOf(vectors) };
      return known;
    },
    changed() {
      known = null;
      throw new CoursewrightError("model_down", "the model's vectors have another length than before");
    },
  };
}
