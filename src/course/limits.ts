/** How long a course's texts may be and how many items it has. The schema holds everything to these; writers cut to them. */

/** In characters, as JavaScript counts them. */
export const longest = {
  title: 150,
  /** The overview's description. */
  overview: 2_000,
  /** An objective's text. */
  objective: 500,
  /** Of a module or an assessment. */
  description: 3_000,
  topic: 300,
} as const;

/** Of a course; topics of a module. */
export const fewest = { objectives: 3, modules: 1, assessments: 1, topics: 1 } as const;
export const most = { objectives: 7, modules: 20, assessments: 15, topics: 20 } as const;
