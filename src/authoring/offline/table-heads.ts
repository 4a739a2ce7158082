/** What the head of a table's first column says of its rows. */

const times =
  /^(?:day|date|week|month|time|hour|phase|when|year|no|nr|#|step|tag|datum|woche|monat|zeit|uhrzeit|jahr)\.?$/i;
const tasks =
  /^(?:tasks?|actions?|activit(?:y|ies)|to-?dos?|items?|questions?|names?|titles?|aufgaben?|tätigkeit(?:en)?|maßnahmen?|fragen?|titel|was)$/i;

/** Whether the rows are times or places in an order, and no terms to tell apart: "Day", "Step". */
export function isTimeHead(head: string): boolean {
  return times.test(head);
}

/** Whether the rows are things to do or to look up, to which no case can be assigned: "Task", "Name". */
export function isTaskHead(head: string): boolean {
  return tasks.test(head);
}
