/** What kind of thing a topic is, by its words: it decides the order of learning when no document gives one. */
import type { TopicKind } from "./phrases/phrases.ts";

const signs: readonly [TopicKind, RegExp][] = [
  [
    "arrival",
    /onboard|einarbeitung|neue kolleg|first (?:day|week)|welcome|intégration|bienvenida|new (?:hire|joiner|starter)/i,
  ],
  [
    "duty",
    /secur|safety|privacy|gdpr|compliance|phish|password|passwort|harass|brib|corruption|fire |brandschutz|datenschutz|dsgvo|rgpd|sicherheit|unterweisung|first aid|erste hilfe|hygiene|ethics|accessib|sécurité|seguridad|whistle|hazard|conduct|arbeitsschutz|data protection|insider|laundering|geldwäsche/i,
  ],
  [
    "tool",
    /\b(?:excel|word|power ?point|outlook|slack|jira|confluence|notion|figma|canva|salesforce|hubspot|sap|photoshop|tableau|power bi|google (?:docs|sheets)|sharepoint|zoom|git|github|gitlab|vim|crm|tabellenkalkulation|spreadsheets?|zendesk|asana|trello)\b/i,
  ],
  [
    "craft",
    /\b(?:kubernetes|docker|python|java|javascript|typescript|sql|rust|golang|react|api|apis|devops|cloud|aws|azure|terraform|testing|debugging|software|programming|programmier\w*|engineering|architecture|database|databases|datenbank\w*|machine learning|data science|statistics|statistik|network\w*|linux|observability|microservices|algorithm\w*|electronics|welding)\b/i,
  ],
  [
    "skill",
    /feedback|communicat|kommunikation|lead(?:ing|ership)|führung|negotiat|verhand|present|präsent|listen|conflict|konflikt|coach|mentor|interview|sales|selling|verkauf|de-escalat|deeskal|moderat|facilitat|writing|schreiben|time management|zeitmanagement|teamwork|resilien|empath|customer service|kundenservice|delegat|manag|public speaking|rhetori|one-on-one|1:1/i,
  ],
];

/** "tool" for Excel, "skill" for feedback, "duty" for security … */
export function topicKind(text: string): TopicKind {
  return signs.find(([, pattern]) => pattern.test(text))?.[0] ?? "general";
}
