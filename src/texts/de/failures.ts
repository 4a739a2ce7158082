/** A sentence or two for each way to fail. */
import type { Texts } from "../english.ts";
import { duplicateText, tooLargeText, unavailableText, wrongTypeText } from "./document-failures.ts";
import { number } from "./plural.ts";

export const failureTexts: Texts["failures"] = {
  model_busy: failure("Das Sprachmodell ist gerade ausgelastet.", "Versuch es in einer Minute noch einmal."),
  model_down: failure("Das Sprachmodell ist nicht erreichbar.", "Versuch es in ein paar Minuten noch einmal."),
  model_quota: failure(
    "Das Budget für das Sprachmodell ist aufgebraucht.",
    "Bitte einen Admin, es zu erhöhen, und versuch es dann noch einmal.",
  ),
  model_refused: failure(
    "Das Sprachmodell hat es abgelehnt, das zu schreiben.",
    "Formuliere die Anfrage anders und versuch es noch einmal.",
  ),
  model_key: failure(
    "Das Sprachmodell nimmt unseren Schlüssel nicht an.",
    "Bitte die Leute, die Coursewright betreiben, ihn zu prüfen, und versuch es dann noch einmal.",
  ),
  model_nonsense: failure("Die Antwort des Sprachmodells ergab zweimal keinen Sinn.", "Versuch es noch einmal."),
  model_too_long: failure(
    "Die Antwort wurde länger, als das Sprachmodell schreiben kann.",
    "Bitte um einen kürzeren Kurs oder nenne weniger Dokumente.",
  ),
  document_empty: failure("Das Dokument ist leer.", "Füge eine Version mit Text hinzu."),
  document_damaged: failure(
    "Die Datei ist beschädigt oder nicht das, was ihr Name sagt.",
    "Öffne sie auf deinem Rechner, speichere sie neu und füge diese hinzu.",
  ),
  document_too_large: tooLargeText,
  document_wrong_type: wrongTypeText,
  document_old_office: failure(
    "Die Datei hat ein altes Office-Format.",
    "Speichere sie im aktuellen Format (docx, pptx oder xlsx) und füge diese hinzu.",
  ),
  document_password: failure(
    "Die Datei ist mit einem Passwort geschützt.",
    "Entferne das Passwort und füge sie noch einmal hinzu.",
  ),
  document_no_text: failure(
    "Die Datei enthält Bilder von Text, aber keinen Text.",
    "Lass eine Texterkennung (OCR) darüber laufen und füge das Ergebnis hinzu.",
  ),
  document_timeout: failure(
    "Das Lesen der Datei hat zu lange gedauert.",
    "Teile sie auf oder speichere sie in einem einfacheren Format und füge diese hinzu.",
  ),
  document_unavailable: unavailableText,
  document_duplicate: duplicateText,
  lease_lost: failure("Die Arbeit wurde mittendrin übergeben.", "Es geht von selbst weiter."),
  stale_version: failure(
    "Der Kurs hat sich inzwischen geändert.",
    "Sieh dir die neueste Version an und versuch es noch einmal.",
  ),
  stopped: failure("Coursewright startet gerade neu.", "Es geht gleich von selbst weiter."),
  cancelled: failure("Es wurde abgebrochen.", "Starte es neu, wann immer du magst."),
  slack_unreachable: failure("Slack ist nicht erreichbar.", "Es geht von selbst weiter, sobald Slack antwortet."),
  slack_refused: failure(
    "Slack lässt Coursewright hier nicht schreiben.",
    "Prüfe, ob der Channel nicht archiviert ist und Coursewright darin posten darf.",
  ),
  not_in_channel: failure(
    "Coursewright ist nicht in diesem Channel.",
    "Lade es ein, oder schreib ihm eine Direktnachricht.",
  ),
  storage_down: failure("Der Kursspeicher ist nicht erreichbar.", "Versuch es in ein paar Minuten noch einmal."),
  invalid_input: failure("Etwas in der Anfrage lässt sich nicht verwenden.", "Prüfe sie und versuch es noch einmal."),
  internal: failure(
    "Bei uns ist etwas schiefgegangen.",
    "Versuch es noch einmal; wenn es wieder passiert, sag den Leuten Bescheid, die Coursewright betreiben.",
  ),
};

/** A way to fail: why, and what to do next. `facts.limit` names the limit that was passed, escaped already; `facts.tokens` is one of a month. */
function failure(reason: string, next: string) {
  return (facts: Readonly<Record<string, string | number>> = {}): string =>
    [reason, ...limitText(facts), next].join(" ");
}

function limitText({ limit, tokens }: Readonly<Record<string, string | number>>): string[] {
  if (tokens !== undefined) return [`(Die Grenze sind ${number(Number(tokens))} Tokens im Monat.)`];
  return limit === undefined ? [] : [`(Die Grenze ist ${limit}.)`];
}
