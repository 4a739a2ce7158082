/** Why a document could not be taken in, and the way to mend it. */
import type { Texts } from "../english.ts";
import { number } from "./plural.ts";

const limitText = (limit: string | number | undefined) => (limit === undefined ? "" : ` (Die Grenze ist ${limit}.)`);

/** By the limit that was passed: `facts.limit` names it, `facts.allowed` says how much is allowed (bytes for sizes). */
export const tooLargeText: Texts["failures"]["document_too_large"] = ({ limit, allowed } = {}) => {
  const next = "Teile sie auf oder füge nur den Teil hinzu, auf den es ankommt.";
  const most = Number(allowed ?? Number.NaN);
  if (!Number.isFinite(most)) return `Die Datei ist zu groß.${limitText(limit)} ${next}`;
  switch (limit) {
    case "size":
      return `Die Datei ist zu groß. (Die Grenze sind ${number(Math.round(most / 1024 / 1024))} MB.) ${next}`;
    case "pages":
      return `Die Datei hat zu viele Seiten. (Die Grenze ist ${number(most)}.) ${next}`;
    case "passages":
      return `Die Datei hat zu viel Text. (Die Grenze: ${number(most)} ${most === 1 ? "Textstelle" : "Textstellen"} von höchstens einer halben Seite.) ${next}`;
    case "characters":
      return `Die Datei hat zu viel Text. (Die Grenze sind ${number(most)} Zeichen.) ${next}`;
    case "cells":
      return `Die Arbeitsmappe ist zu groß. (Die Grenze sind ${number(most)} Zellen.) ${next}`;
    default:
      return `Die Datei wird beim Öffnen zu groß. ${next}`;
  }
};

/** `facts.named` is the ending of a name that promises what can be read. */
export const wrongTypeText: Texts["failures"]["document_wrong_type"] = ({ named, limit } = {}) =>
  named === undefined
    ? `Diese Art von Datei lässt sich nicht lesen.${limitText(limit)} Speichere sie als PDF, Word, Markdown oder reinen Text und füge diese hinzu.`
    : `Der Name der Datei endet auf .${named}, ihr Inhalt ist aber etwas anderes oder beschädigt. Öffne sie auf deinem Rechner, speichere sie neu und füge diese hinzu.`;

/** By `facts.reason`: what stood in the way of fetching. */
export const unavailableText: Texts["failures"]["document_unavailable"] = ({ reason, status, limit } = {}) => {
  switch (reason) {
    case "address":
      return "Die Adresse ist keine öffentliche https-Seite. Prüfe sie, oder speichere die Seite als Datei und füge diese hinzu.";
    case "status":
      return `Der Server hat mit einem Fehler geantwortet (${status}). Prüfe, ob sich die Seite ohne Anmeldung öffnet, und versuch es dann noch einmal.`;
    case "redirects":
      return "Die Adresse führt im Kreis. Öffne sie im Browser und füge die Adresse hinzu, bei der du ankommst.";
    case "network":
      return "Der Server war nicht erreichbar. Prüfe die Adresse und versuch es dann noch einmal.";
    case "external":
      return "Die Datei liegt nicht bei Slack, sie ist nur verlinkt. Lade sie herunter und füge sie als Datei hinzu.";
    case "signed-out":
      return "Slack lässt mich die Datei nicht lesen. Teile sie mit mir und versuch es noch einmal, oder lade sie hier hoch.";
    default:
      return `Das Dokument lässt sich nicht abrufen.${limitText(limit)} Prüfe, ob es noch existiert und geteilt ist, und füge es dann noch einmal hinzu.`;
  }
};

/** `facts.number` and `facts.title` name the other one. */
export const duplicateText: Texts["failures"]["document_duplicate"] = ({ number: place, title, limit } = {}) =>
  place === undefined
    ? `Diese Datei ist schon da.${limitText(limit)} Füge sie trotzdem hinzu oder verwirf sie.`
    : `Das ist dieselbe Datei wie @${place} ${title ?? ""}. Trotzdem hinzufügen?`;
