/**
 * Measurable verbs by level of the revised taxonomy (Anderson and Krathwohl, 2001). A verb may suit several levels:
 * "describe" can mean to recall or to put in one's own words. The lists are broad on purpose, so that good objectives
 * raise no alarm.
 */
import { type BloomLevel, bloomLevels } from "./schema.ts";

export const verbLanguages = ["en", "de"] as const;
export type VerbLanguage = (typeof verbLanguages)[number];

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const english: Record<BloomLevel, ReadonlySet<string>> = {
  Remember: words(`
    list name state recall identify label define recite locate match recognize recognise repeat select record reproduce
    quote enumerate tell outline describe retrieve cite point memorize memorise tabulate specify spot find`),
  Understand: words(`
    explain describe summarize summarise paraphrase classify interpret discuss illustrate outline restate infer predict
    compare contrast translate exemplify clarify express report review identify relate distinguish recognize recognise
    rephrase estimate generalize generalise explore trace convert extend characterize characterise articulate`),
  Apply: words(`
    apply use demonstrate carry perform execute implement solve operate complete calculate compute practice practise
    conduct show handle follow employ schedule sketch write configure install set run deploy respond report escalate
    document administer choose prepare manage communicate record collect deliver present secure protect encrypt
    lead give hold facilitate negotiate interview coach serve assemble measure submit process classify adapt change modify
    make take build create navigate format enter edit query test debug fix resolve triage draft sort filter acknowledge
    verify maintain update organize organise coordinate provide initiate declare notify lock store restore back enroll`),
  Analyze: words(`
    analyze analyse compare contrast distinguish differentiate examine investigate break categorize categorise classify
    diagnose relate trace organize organise separate deconstruct dissect detect inspect question correlate infer
    subdivide attribute outline identify prioritize prioritise debug troubleshoot test map survey audit decompose
    determine interpret calculate triage explore`),
  Evaluate: words(`
    evaluate assess judge justify critique defend argue appraise recommend rate rank review prioritize prioritise validate
    verify weigh decide conclude support measure test select choose compare check criticize criticise score audit debate
    monitor grade convince reflect determine inspect challenge estimate`),
  Create: words(`
    create design develop plan compose construct formulate produce propose write build devise invent draft organize
    organise generate assemble establish author prepare compile combine integrate set prototype model adapt improve
    rewrite redesign rearrange lead facilitate teach publish configure implement program code conceive`),
};

const german: Record<BloomLevel, ReadonlySet<string>> = {
  Remember: words(`
    nennen benennen aufzählen angeben wiedergeben auflisten definieren bezeichnen aufschreiben zuordnen identifizieren
    erkennen zitieren wiederholen beschreiben auswählen skizzieren finden`),
  Understand: words(`
    erklären erläutern beschreiben zusammenfassen darstellen darlegen einordnen veranschaulichen umschreiben deuten
    interpretieren begründen schildern unterscheiden vergleichen übersetzen verdeutlichen formulieren diskutieren
    herleiten wiedergeben ableiten klassifizieren identifizieren`),
  Apply: words(`
    anwenden nutzen benutzen verwenden durchführen ausführen umsetzen einsetzen lösen berechnen demonstrieren zeigen
    bedienen bearbeiten erstellen einrichten melden dokumentieren üben befolgen ausfüllen handhaben vorführen führen
    schützen verschlüsseln reagieren konfigurieren installieren handeln vorbereiten ermitteln schreiben prüfen moderieren
    präsentieren planen organisieren geben kommunizieren sichern auswählen einhalten`),
  Analyze: words(`
    analysieren untersuchen unterscheiden vergleichen gegenüberstellen zerlegen gliedern ableiten ermitteln
    klassifizieren bestimmen herausarbeiten prüfen identifizieren zuordnen erforschen diagnostizieren hinterfragen
    aufschlüsseln einordnen abgrenzen`),
  Evaluate: words(`
    beurteilen bewerten begründen einschätzen rechtfertigen prüfen kritisieren entscheiden abwägen empfehlen
    priorisieren verteidigen überprüfen auswählen vergleichen reflektieren argumentieren evaluieren hinterfragen
    validieren gewichten`),
  Create: words(`
    entwerfen entwickeln gestalten planen konzipieren erstellen verfassen konstruieren formulieren ausarbeiten
    zusammenstellen aufbauen erarbeiten vorschlagen schreiben komponieren kombinieren generieren bauen optimieren
    verbessern organisieren`),
};

/** Measurable verbs by language and level, in lower case and in the form in which an objective begins. */
export const bloomVerbs: Record<VerbLanguage, Record<BloomLevel, ReadonlySet<string>>> = { en: english, de: german };

/** Words that no test can check: what someone "knows" shows only in what they do. */
export const vagueVerbs: Record<VerbLanguage, ReadonlySet<string>> = {
  en: words(`know understand learn appreciate grasp comprehend realize realise familiarize familiarise internalize
    internalise believe enjoy value`),
  de: words("kennen wissen verstehen lernen begreifen erfahren kennenlernen verinnerlichen nachvollziehen erfassen"),
};

/** The verb that stands for a level when another must be replaced; capitalised, as an objective begins. */
export const plainVerbs: Record<VerbLanguage, Record<BloomLevel, string>> = {
  en: {
    Remember: "State",
    Understand: "Explain",
    Apply: "Apply",
    Analyze: "Analyze",
    Evaluate: "Assess",
    Create: "Design",
  },
  de: {
    Remember: "Nennen",
    Understand: "Erklären",
    Apply: "Anwenden",
    Analyze: "Analysieren",
    Evaluate: "Beurteilen",
    Create: "Entwerfen",
  },
};

/** The levels that a verb suits, lowest first; none when it is not a measurable verb of the lists. */
export function levelsOfVerb(language: VerbLanguage, verb: string): BloomLevel[] {
  const lower = verb.toLowerCase();
  return bloomLevels.filter((level) => bloomVerbs[language][level].has(lower));
}

/** The level among `suited` that is nearest to `level`, the earlier of two; `level` itself when there is none. */
export function nearestLevel(suited: readonly BloomLevel[], level: BloomLevel): BloomLevel {
  const distanceOf = (candidate: BloomLevel) => Math.abs(bloomLevels.indexOf(candidate) - bloomLevels.indexOf(level));
  return suited.toSorted((one, other) => distanceOf(one) - distanceOf(other))[0] ?? level;
}
