/** Courses made of hostile texts alone: about 140 of them each, in every field that a person, a document or a model can fill. */
import { assessmentTypes, bloomLevels, type Course, courseSchema } from "../../src/course/schema.ts";
import { hostileTexts } from "./texts.ts";

export type HostileCourse = { course: Course; prompt: string; texts: number };

export function hostileCourse(seed: number): HostileCourse {
  const next = hostileTexts(seed);
  let texts = 0;
  const text = (longest: number) => {
    texts += 1;
    return next(longest);
  };
  const times = <Item>(count: number, make: (index: number) => Item) =>
    Array.from({ length: count }, (_, index) => make(index));
  const course = courseSchema.parse({
    overview: {
      title: text(150),
      description: text(2_000),
      duration_estimate: "2 hours",
      difficulty_level: "Beginner",
    },
    objectives: times(7, (index) => ({
      id: `o${index + 1}`,
      text: text(500),
      bloom_level: bloomLevels[index % 6] ?? "Apply",
    })),
    modules: times(12, (index) => ({
      id: `m${index + 1}`,
      order: index + 1,
      title: text(150),
      description: text(3_000),
      duration: "10 minutes",
      topics: times(7, () => text(300)),
      objective_ids: ["o1"],
      citations: ["p1"],
    })),
    assessments: times(8, (index) => ({
      id: `a${index + 1}`,
      type: assessmentTypes[index % 3] ?? "quiz",
      title: text(150),
      description: text(3_000),
      objective_ids: ["o1"],
      citations: ["p1"],
    })),
    references: [
      {
        document_id: "d1",
        number: 1,
        title: text(150),
        document_version: 1,
        passages: [{ id: "p1", place: { heading_path: [text(100), text(100)], page: 3, slide: null, sheet: null } }],
        named: true,
      },
    ],
  });
  return { course, prompt: text(3_000), texts };
}
