/** A sentence or two for each way to fail. */
import { duplicateText, tooLargeText, unavailableText, wrongTypeText } from "./document-failures.ts";

export const failureTexts = {
  model_busy: failure("The language model is busy right now.", "Try again in a minute."),
  model_down: failure("The language model cannot be reached.", "Try again in a few minutes."),
  model_quota: failure("The budget for the language model is used up.", "Ask an admin to raise it, then try again."),
  model_refused: failure("The language model declined to write this.", "Put the request in other words and try again."),
  model_key: failure(
    "The language model does not accept our key.",
    "Ask whoever runs Coursewright to check it, then try again.",
  ),
  model_nonsense: failure("The language model's answer made no sense, twice.", "Try again."),
  model_too_long: failure(
    "The answer became longer than the language model can write.",
    "Ask for a shorter course or name fewer documents.",
  ),
  document_empty: failure("The document is empty.", "Add a version that has text."),
  document_damaged: failure(
    "The file is damaged or not what its name says.",
    "Open it on your computer, save it again and add that.",
  ),
  document_too_large: tooLargeText,
  document_wrong_type: wrongTypeText,
  document_old_office: failure(
    "The file is in an old Office format.",
    "Save it in the current format (docx, pptx or xlsx) and add that.",
  ),
  document_password: failure("The file is locked with a password.", "Remove the password and add it again."),
  document_no_text: failure(
    "The file has pictures of text but no text.",
    "Run text recognition (OCR) over it and add the result.",
  ),
  document_timeout: failure("Reading the file took too long.", "Split it or save it in a simpler format and add that."),
  document_unavailable: unavailableText,
  document_duplicate: duplicateText,
  lease_lost: failure("The work was handed over in the middle.", "It goes on by itself."),
  stale_version: failure("The course has changed in the meantime.", "Look at the latest version and try again."),
  stopped: failure("Coursewright is restarting.", "It goes on by itself in a moment."),
  cancelled: failure("It was cancelled.", "Start it again whenever you like."),
  slack_unreachable: failure("Slack cannot be reached.", "It goes on by itself as soon as Slack answers."),
  slack_refused: failure(
    "Slack does not let Coursewright write here.",
    "Check that the channel is not archived and that Coursewright may post in it.",
  ),
  not_in_channel: failure("Coursewright is not in this channel.", "Invite it, or write to it in a direct message."),
  storage_down: failure("The course store cannot be reached.", "Try again in a few minutes."),
  invalid_input: failure("Something in the request cannot be used.", "Check it and try again."),
  internal: failure(
    "Something went wrong on our side.",
    "Try again; if it happens once more, tell whoever runs Coursewright.",
  ),
} as const;

/** A way to fail: why, and what to do next. `facts.limit` names the limit that was passed, escaped already; `facts.tokens` is one of a month. */
function failure(reason: string, next: string) {
  return (facts: Readonly<Record<string, string | number>> = {}): string =>
    [reason, ...limitText(facts), next].join(" ");
}

function limitText({ limit, tokens }: Readonly<Record<string, string | number>>): string[] {
  if (tokens !== undefined) return [`(The limit is ${Number(tokens).toLocaleString("en")} tokens a month.)`];
  return limit === undefined ? [] : [`(The limit is ${limit}.)`];
}
