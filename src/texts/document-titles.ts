/** Why a document cannot have a title. Values that go in are already escaped. */
export const documentTitleTexts = {
  number: "That reads like the number of a document. Give it a title in words.",
  wordless: "Give it a title with letters or digits, so that people can name it.",
  taken: (number: number) =>
    `@${number} is called that already. Choose another title, so that people can tell them apart.`,
} as const;
