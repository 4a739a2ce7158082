/** Documents and queries of which some meet by words alone (codes, names), some by meaning alone, and some by both. */

export const documents = {
  travel: "Expenses of business trips are reimbursed within a fortnight, once receipts are handed in.",
  fire: "When flames or smoke appear, take the nearest staircase and gather on the lawn.",
  holiday: "Each employee is entitled to thirty days of annual holiday.",
  password: "Choose a passphrase of at least fourteen characters and share it with nobody.",
  repair: "Faulty laptops are swapped by the service desk within a day.",
  newcomers: "Recruits are shown around on their first morning and given a buddy.",
  phishing: "Suspicious messages are reported with the red button above them.",
  injuries: "Plasters, bandages and the defibrillator hang beside the lift.",
  lunch: "Lunch is served between noon and two, and one dish is always vegan.",
  parking: "Cars stand in the basement; bicycles are locked to the racks in the courtyard.",
  "pump 1180": "Pump P-1180 is primed with the valve half open.",
  "pump 1190": "Pump P-1190 is primed with the valve quite closed.",
  "form 77": "Form HR-77 is signed by the director in January.",
  "form 78": "Form HR-78 is signed by the director in July.",
  zephyrine: "Project Zephyrine is led by Odalys Brankov.",
  marigold: "Project Marigold is led by Teun Aldersgate.",
  "kestrel 4": "Server kestrel04 in the attic is rebooted every Sunday.",
  "kestrel 5": "Server kestrel05 in the attic is rebooted every Monday.",
  "error 1507": "Error E1507 of the printer: paper is jammed in the tray.",
  "error 1508": "Error E1508 of the printer: the toner is empty.",
} as const;
export type DocumentName = keyof typeof documents;

export const queries: readonly { query: string; wanted: DocumentName; by: "words" | "meaning" | "both" }[] = [
  { query: "pump P-1180", wanted: "pump 1180", by: "words" },
  { query: "pump P-1190", wanted: "pump 1190", by: "words" },
  { query: "form HR-77", wanted: "form 77", by: "words" },
  { query: "form HR-78", wanted: "form 78", by: "words" },
  { query: "project Zephyrine", wanted: "zephyrine", by: "words" },
  { query: "Teun Aldersgate", wanted: "marigold", by: "words" },
  { query: "kestrel05 in the attic", wanted: "kestrel 5", by: "words" },
  { query: "error E1508", wanted: "error 1508", by: "words" },
  { query: "money back after a journey", wanted: "travel", by: "meaning" },
  { query: "evacuation in a blaze", wanted: "fire", by: "meaning" },
  { query: "vacation allowance", wanted: "holiday", by: "meaning" },
  { query: "a strong password", wanted: "password", by: "meaning" },
  { query: "my notebook computer is broken", wanted: "repair", by: "meaning" },
  { query: "welcoming new colleagues", wanted: "newcomers", by: "meaning" },
  { query: "scam emails", wanted: "phishing", by: "meaning" },
  { query: "somebody got hurt", wanted: "injuries", by: "meaning" },
  { query: "where can I eat a meal", wanted: "lunch", by: "meaning" },
  { query: "parking of vehicles", wanted: "parking", by: "meaning" },
  { query: "annual holiday of an employee", wanted: "holiday", by: "both" },
  { query: "receipts of trips", wanted: "travel", by: "both" },
];

/** Nothing above is about these. */
export const strangers = [
  "the eruption of volcanoes on distant moons",
  "baroque harpsichord tuning",
  "growing tomatoes on a balcony",
] as const;
