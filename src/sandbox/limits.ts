/** Slack's numbers. Characters are UTF-16 units, as Slack's own clients count them; times are milliseconds. */

export const messageLimits = {
  text: 40_000,
  updateText: 4_000,
  markdownText: 12_000,
  blocks: 50,
  /** Not in Slack's documentation: all texts of a message's blocks together; over it, `msg_blocks_too_long`. */
  blocksText: 12_000,
  metadataBytes: 16_000,
  tables: 1,
} as const;

export const viewLimits = {
  blocks: 100,
  title: 24,
  submit: 24,
  close: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  externalId: 255,
  bytes: 250_000,
  stack: 3,
} as const;

export const blockLimits = {
  blockId: 255,
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  contextActionsElements: 5,
  imageUrl: 3_000,
  altText: 2_000,
  imageTitle: 2_000,
  inputLabel: 2_000,
  inputHint: 2_000,
  markdown: 12_000,
  tableRows: 100,
  tableColumns: 20,
} as const;

export const elementLimits = {
  actionId: 255,
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  accessibilityLabel: 75,
  placeholder: 150,
  optionText: 75,
  optionDescription: 75,
  optionValue: 150,
  optionUrl: 3_000,
  options: 100,
  optionGroups: 100,
  optionGroupLabel: 75,
  overflowOptions: 5,
  choices: 10,
  choiceText: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputLength: 3_000,
  files: 10,
  fileTypes: 100,
} as const;

export const fileLimits = { inputBytes: 10_000_000, uploadBytes: 64_000_000 } as const;

export const statusLimits = {
  loadingMessages: 10,
  loadingMessage: 50,
  lifetime: 120_000,
  suggestedPrompts: 4,
} as const;

export const deliveryLimits = {
  answer: 3_000,
  trigger: 3_000,
  /** Waiting time before each of the three redeliveries of an event. */
  redeliveries: [0, 60_000, 300_000],
  responseUrlUses: 5,
  responseUrlLifetime: 30 * 60_000,
} as const;

export const manifestLimits = {
  name: 35,
  description: 140,
  longDescriptionFrom: 175,
  longDescription: 4_000,
  displayName: 80,
  shortcuts: 10,
  shortcutName: 24,
  shortcutCallbackId: 255,
  shortcutDescription: 150,
  commands: 50,
  command: 32,
  commandDescription: 2_000,
  commandUsageHint: 1_000,
  events: 100,
  scopes: 255,
  agentDescription: 300,
  suggestedPrompts: 4,
} as const;

/** Calls a minute for Slack's four tiers. */
export const tiers = { tier1: 1, tier2: 20, tier3: 50, tier4: 100 } as const;

/** `chat.postMessage`: about one a second in a channel, short bursts let through. */
export const postLimits = { perSecond: 1, burst: 3 } as const;

export const requestLimits = { apiBytes: 4_000_000, uiBytes: 1_000_000 } as const;
