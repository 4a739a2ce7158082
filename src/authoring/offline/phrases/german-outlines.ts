/** Courses without documents in German. */
import type { BloomLevel } from "../../../course/schema.ts";
import type { Subject } from "../subject.ts";
import type { OutlineModule, Phrases, TopicKind } from "./phrases.ts";

type Row = [title: string, description: string, topics: string[], share: number, serves: BloomLevel[]];

export const outlineGerman: Phrases["outline"] = ({ topic, kind, audience }) => {
  const label = topic?.label ?? "Das Thema";
  const about = topic?.about ?? "dem Kurs";
  return rowsFor(kind, label, about, audience ?? "die Teilnehmenden").map(
    ([title, description, topics, share, serves]) => ({
      title,
      subject: { kind: "quoted", label: title, about: `„${title}“` },
      description,
      topics,
      share,
      serves,
      wished: false,
    }),
  );
};

export const wishGerman: Phrases["wish"] = (wish: Subject, turn: number): OutlineModule => {
  const { about, label } = wish;
  const choices: [string, string[]][] = [
    [
      `Das Modul klärt, worauf es beim Thema ${about} ankommt und worauf nicht. Die Teilnehmenden erproben es an einer kleinen Aufgabe, vergleichen ihre Ergebnisse und vereinbaren, wie sie künftig vorgehen.`,
      ["Wozu es dient", "Wie es gut gelingt", "Kleine Aufgabe mit Vergleich"],
    ],
    [
      `Auf eine Vorführung zum Thema ${about} folgen Übungen zu zweit. Fragen aus dem Alltag werden unterwegs gesammelt und am Ende beantwortet.`,
      ["Vorführung", "Übung zu zweit", "Fragen aus dem Alltag"],
    ],
    [
      `Ein gutes und ein schlechtes Beispiel zeigen, was beim Thema ${about} den Unterschied macht. Die Teilnehmenden nennen die Gründe und verbessern das schlechte Beispiel gemeinsam.`,
      ["Ein gutes Beispiel", "Ein schlechtes Beispiel, verbessert", "Kriterien zum Merken"],
    ],
    [
      `Die Teilnehmenden lösen einen typischen Fall zum Thema ${about}, erst allein und dann in kleinen Gruppen. Dabei kommen häufige Fehler zur Sprache und wie man sie vermeidet.`,
      ["Ein typischer Fall", "Häufige Fehler", "Hilfe, wenn es hakt"],
    ],
  ];
  const [description, topics] = choices[turn % choices.length] ?? ["", []];
  return { title: label, subject: wish, description, topics, share: 1, serves: [], wished: true };
};

function rowsFor(kind: TopicKind, label: string, about: string, whom: string): Row[] {
  const start: Row = [
    `Grundlagen: ${label}`,
    `Die Teilnehmenden tragen zusammen, was sie zum Thema ${about} wissen und wissen wollen. Die wichtigsten Begriffe werden an Beispielen aus dem Alltag geklärt.`,
    ["Wichtige Begriffe", "Bekanntes und Offenes", "Beispiele aus dem Alltag"],
    1,
    ["Remember", "Understand"],
  ];
  const transfer: Row = [
    "Transfer in die eigene Arbeit",
    `Geplant wird eine konkrete Änderung, mit Datum und einem Zeichen, an dem der Erfolg zu erkennen ist. Je zwei Personen vereinbaren, wann sie einander danach fragen.`,
    ["Eine konkrete Änderung", "Datum und Zeichen des Erfolgs", "Nachfrage zu zweit"],
    0.9,
    ["Apply", "Create", "Evaluate"],
  ];
  switch (kind) {
    case "tool":
    case "craft":
      return [
        [
          `Erste Schritte: ${label}`,
          `Die Teilnehmenden richten ein, was sie brauchen, finden sich zurecht und stellen ein erstes kleines Ergebnis fertig. Begriffe werden dort erklärt, wo sie gebraucht werden.`,
          ["Einrichten und zurechtfinden", "Wichtige Begriffe", "Ein erstes Ergebnis"],
          1,
          ["Remember", "Understand"],
        ],
        [
          `${label} im Arbeitsalltag`,
          `Die häufigsten Aufgaben werden einmal gezeigt und dann allein gelöst. Zu jeder Aufgabe gehört ein Weg, das Ergebnis zu prüfen.`,
          ["Die häufigsten Aufgaben", "Abkürzungen, die Zeit sparen", "Das Ergebnis prüfen"],
          1.5,
          ["Apply"],
        ],
        [
          "Fehler finden und beheben",
          `An fehlerhaften Beispielen zum Thema ${about} wird die Ursache gesucht und behoben. Dabei entsteht eine kurze Liste von Anzeichen und Abhilfen.`,
          ["Typische Anzeichen", "Die Ursache finden", "Beheben ohne Nebenwirkungen"],
          1.2,
          ["Analyze"],
        ],
        [
          "Gemeinsam arbeiten",
          `Namen, Freigaben, Versionen und Zuständigkeiten: Die Gruppe einigt sich auf wenige Regeln, die allen Arbeit ersparen.`,
          ["Teilen und freigeben", "Ordnung, die andere verstehen", "Regeln für das Team"],
          1,
          ["Evaluate"],
        ],
        transfer,
      ];
    case "duty":
      return [
        [
          `Warum ${label} wichtig ist`,
          `Zwei lebensnahe Fälle zeigen, was geschehen kann und was es kostet. Die Teilnehmenden ordnen die Pflichten, die sich daraus ergeben, ihrer eigenen Arbeit zu.`,
          ["Zwei Fälle und ihre Folgen", "Wer wofür zuständig ist", "Berührungspunkte im Alltag"],
          1,
          ["Remember", "Understand"],
        ],
        [
          "Risiken früh erkennen",
          `Bilder, Nachrichten und Situationen werden eingeschätzt: harmlos, unklar oder riskant? Gesammelt werden die Anzeichen, bei denen alle innehalten sollten.`,
          ["Warnzeichen", "Harmlos, unklar oder riskant", "Warum man etwas übersieht"],
          1.2,
          ["Analyze"],
        ],
        [
          "Im Alltag richtig handeln",
          `Die wenigen Regeln, die das meiste verhindern, werden geübt, bis sie Gewohnheit sind. Zu jeder gibt es einen Grund und ein Beispiel ohne Zeitverlust.`,
          ["Regeln, die das meiste verhindern", "Gewohnheiten und Erinnerungen", "Ausnahmen und wer entscheidet"],
          1.4,
          ["Apply"],
        ],
        [
          "Wenn etwas passiert ist",
          `Was zuerst zu tun ist, wer Bescheid wissen muss und was man besser lässt: Ein Vorfall wird vom ersten Verdacht bis zur Meldung durchgespielt.`,
          ["Die ersten Schritte", "Wen man wie informiert", "Was man lässt"],
          1.2,
          ["Apply"],
        ],
        [
          "Selbstcheck und Vereinbarung",
          `Der eigene Arbeitsplatz wird mit einer kurzen Liste geprüft und, was geht, sofort verbessert. Der Rest geht als Notiz an die zuständige Person.`,
          ["Selbstcheck", "Sofort verbessern", "Offene Punkte"],
          0.8,
          ["Evaluate", "Create"],
        ],
      ];
    case "skill":
      return [
        [
          `Was gutes Vorgehen ausmacht: ${label}`,
          `Aus eigenen Beispielen erarbeiten die Teilnehmenden, was gute von schlechter Praxis unterscheidet. So entsteht eine kurze Liste von Kriterien für den ganzen Kurs.`,
          ["Gute und schlechte Beispiele", "Kriterien", "Eigene Gewohnheiten"],
          1,
          ["Remember", "Understand"],
        ],
        [
          "Bausteine und Techniken",
          `Einige Techniken zum Thema ${about} werden begründet und vorgeführt. Jede wird sofort in einer kleinen, geschützten Form ausprobiert.`,
          ["Vorbereiten", "Zuhören und fragen", "Klar sprechen"],
          1.3,
          ["Understand", "Apply"],
        ],
        [
          "Üben mit Rückmeldung",
          `In Dreiergruppen handelt eine Person, eine reagiert und eine beobachtet; dann wird gewechselt. Geübt werden Situationen, die ${whom} wirklich erleben.`,
          ["Alltägliche Situation", "Angespannte Situation", "Rückmeldung nach Kriterien"],
          1.6,
          ["Apply"],
        ],
        [
          "Wenn es schwierig wird",
          `Gefühle, Zeitdruck und verschiedene Erwartungen stellen jede Technik auf die Probe. Zu jedem schwierigen Moment werden zwei Reaktionen erprobt und verglichen.`,
          ["Gefühle und Druck", "Verschiedene Erwartungen", "Grenzen setzen"],
          1.2,
          ["Analyze"],
        ],
        transfer,
      ];
    case "arrival":
      return [
        [
          "Ankommen: Menschen, Orte, Werkzeuge",
          `Neue lernen die Menschen kennen, mit denen sie arbeiten, und richten ein, was sie brauchen. Am Ende ist klar, wen man wozu fragt.`,
          ["Das Team und seine Nachbarn", "Zugänge und Werkzeuge", "Wen man wozu fragt"],
          1,
          ["Remember"],
        ],
        [
          "Was wir tun und für wen",
          `Das Modul begleitet einen Kunden vom ersten Kontakt bis zum Ergebnis. Die Teilnehmenden zeichnen den Weg auf eine Seite und markieren ihren eigenen Anteil.`,
          ["Kunden und ihre Bedürfnisse", "Von der Anfrage zum Ergebnis", "Der eigene Anteil"],
          1,
          ["Understand"],
        ],
        [
          "Wie wir zusammenarbeiten",
          `Besprechungen, Entscheidungen und Rückmeldungen: Verglichen wird, was von anderswo bekannt und was hier üblich ist.`,
          ["Besprechungen und Entscheidungen", "Schriftliche Vereinbarungen", "Ungeschriebene Regeln"],
          1.1,
          ["Analyze"],
        ],
        [
          "Die erste eigene Aufgabe",
          `Eine kleine echte Aufgabe wird mit Unterstützung vom Anfang bis zum Ende gelöst und dem Team gezeigt.`,
          ["Eine Aufgabe wählen", "Zu zweit arbeiten", "Das Ergebnis zeigen"],
          1.5,
          ["Apply"],
        ],
        [
          "Die ersten neunzig Tage",
          `Ziele für 30, 60 und 90 Tage werden vereinbart, dazu Termine für kurze Gespräche. Offene Fragen werden gesammelt und beantwortet.`,
          ["Ziele für 30, 60 und 90 Tage", "Gespräche", "Offene Fragen"],
          0.9,
          ["Evaluate", "Create"],
        ],
      ];
    case "general":
      return [
        start,
        [
          `${label} in der Praxis`,
          `Das übliche Vorgehen wird Schritt für Schritt gezeigt und an kleinen Aufgaben erprobt. Unterschiede zwischen den Teams sind willkommen und werden besprochen.`,
          ["Das übliche Vorgehen", "Kleine Aufgaben", "Unterschiede zwischen Teams"],
          1.4,
          ["Apply"],
        ],
        [
          "Fälle und häufige Fehler",
          `Untersucht werden Fälle zum Thema ${about}, in denen etwas schiefging: Woran lag es, und was hätte geholfen? Daraus entsteht eine Liste von Warnzeichen.`,
          ["Fälle", "Ursachen", "Warnzeichen"],
          1.2,
          ["Analyze"],
        ],
        [
          "Besser werden",
          `Was unterscheidet ordentliche von ausgezeichneter Arbeit? Die Teilnehmenden vergleichen Beispiele, einigen sich auf Kriterien und prüfen damit eine eigene Arbeit.`,
          ["Kriterien für gute Arbeit", "Beispiele im Vergleich", "Die eigene Arbeit verbessern"],
          1,
          ["Evaluate"],
        ],
        transfer,
      ];
  }
}
