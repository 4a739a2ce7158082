/** Words that say little of what a prompt is about. Search ranks by all words; whether anything is relevant is judged without these. */

/** The words of asking for a course: they weigh nothing. */
export const askingWords = [
  "course training workshop lesson module class session seminar program programme curriculum tutorial onboard learn teach introduce explain",
  "create make build write develop prepare generate produce give need want please introduction introductory beginner",
  "basics basic advanced intermediate overview guide hour minute half awareness essentials fundamentals principles refresher bootcamp",
  "kurs schulung workshop seminar lernen lehren erstelle erstellen mache machen schreibe schreiben entwickle bitte einführung",
  "grundlagen anfänger einsteiger fortgeschrittene stunde stunden minuten brauche",
].flatMap((line) => line.split(" "));

/** Words of every text, in whatever field: they weigh a quarter. A workspace with few passages cannot tell that they are common. */
export const everydayWords = [
  "able about above across add again all allow also always any area around ask available away back bad base become before begin",
  "best better big both bring bring business call can care case change check choose clear close come common company complete",
  "consider contain continue control correct cost cover current customer daily day decide design different do document done down each early easy",
  "effective employee end engineer enough ensure even every everybody everyone example expect family feel few find first follow form free",
  "full get go good great group grow guideline hand handbook handle hard have help high hold home how idea important improve include",
  "individual information inside instead issue item job keep key kind know large last late lead leave less let level life line list",
  "little live long look lot main manage manager manual many material matter mean measure member method month more most move much must",
  "name new next number office often old only open order organise organization other out own page part people perform person",
  "place plan play point possible practice practise present prevent problem process product professional project provide",
  "public purpose put question quick quickly rate read ready real reason receive relate report require result review right role rule run safe",
  "say second see sell send serve service set several share short show side simple single skill small some space speak special staff",
  "start state step still stop strong such support sure system take task team technique tell thing think time today together tool top",
  "apprentice trainee beginner newcomer novice hire colleague folk audience",
  "azubi azubis auszubildende kollege kollegen neuling einsteiger leute",
  "topic total try turn type under understand up use user usual various version view visit wait way week well what when where which who why",
  "will win wish within without work worker workplace world year yes young",
  "arbeit arbeiten art aufgabe beispiel bereich besser drei erste ersten frage ganz geben gut haben heute immer jahr jeder kommen",
  "können lange leben letzte machen mehr mensch menschen mitarbeiter monat müssen nächste neu neue neuen person platz schnell schritt",
  "schule seite selbst sehen sollen stellen tag tage team teil thema tun umgang unternehmen verschiedene viel wege weise welt wichtig",
  "melden spielen wie wissen woche wochen zeit ziel zwei",
].flatMap((line) => line.split(" "));
