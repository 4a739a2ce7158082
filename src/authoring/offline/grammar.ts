/** How people ask for a course, in the languages whose requests are taken apart. Data; `request.ts` reads it. */

export type RequestLanguage = "en" | "de" | "fr" | "es";

export type Grammar = {
  /** Greetings and verbs of asking, at the beginning; taken off again and again until nothing changes. */
  ask: RegExp;
  /** "a training course", with what may stand before it; only when a preposition of `on` follows or nothing does. */
  course: RegExp;
  /** Before the topic. */
  on: RegExp;
  /** Finds the audience: group 1. */
  audience: RegExp;
  /** What is left over at the end when references are taken out. */
  loose: RegExp;
  /** Between the items of a list. */
  and: RegExp;
  /** Group 1 is a list of wishes. */
  covering: RegExp;
  beginner: RegExp;
  advanced: RegExp;
  intermediate: RegExp;
  /** Group 1 the amount, group 2 the unit; null where the brief's own grammar reads lengths in this language. */
  length: RegExp | null;
  /** Minutes in a unit, by its beginning. */
  units: readonly (readonly [prefix: string, minutes: number])[];
  /** The amounts that `length` catches as words; it takes no others. */
  numbers: Readonly<Record<string, number>>;
};

const german: Grammar = {
  ask: /^(?:bitte|hallo|hi|hey|moin|liebes? team|(?:kannst|könntest|würdest) du(?: bitte)?|(?:können|könnten|würden) sie(?: bitte)?|(?:ich|wir) (?:brauchen?|möchten?|will|wollen|benötigen?|hätten? gerne?|suchen?)|(?:erstelle?n?|mache?n?|schreibe?n?|entwirf|entwerfen|entwickle?|entwickeln|baue?n?|konzipiere|plane?|generiere|gestalte|bereite)(?: sie)?|mir|uns|unbedingt|mal)[\s,!:.]+/i,
  course:
    /^(?:(?:ein|eine|einen|einer|das|die|den|der|kurze[sn]?|neue[sn]?|gute[sn]?|kleine[sn]?|komplette[sn]?|interaktive[sn]?|erstellen|auf deutsch)\s+)*(?:(?:online-?|e-learning-?|trainings?-?)?(?:kurs|schulung|training|workshop|seminar|weiterbildung|lehrgang|unterweisung|fortbildung|lerneinheit|kursus))(?:s|es|en)?(?=\s|$|[,:.])/i,
  on: /^\s*(?:[:,–-]\s*)?(?:zum thema|thema|zu den|zum|zur|zu|über|rund um|in sachen|in|im|mit dem thema|dazu,|darüber,)?\s+(?:(?:den|die|das|dem|der)\s+(?=\p{Lu}))?/iu,
  audience:
    /(?:^|\s)(?:für|fuer)\s+((?!\d|(?:ein|zwei|drei|vier|eine?n?)\s+(?:stunden?|tage?n?))[^,.;:\n]{2,60}?)(?=\s+(?:zum|zur|zu|über|mit|anhand|auf|in)\s|[,.;:\n]|$)/i,
  loose:
    /(?:(?:^|\s+)(?:anhand von|auf basis von|basierend auf|auf grundlage von|aus|mit|ohne|außer|aber nicht|nach|laut|bitte|und|sowie)|\s*[,;&+])+\s*$/i,
  and: /\s*(?:,|;|\s+und\s+|\s+sowie\s+|\s+&\s+)\s*(?:und\s+)?/i,
  covering:
    /(?:themen|inhalte|schwerpunkte|darunter|insbesondere|behandelt werden|es geht um|mit den themen)\s*:?\s+(.+)$/i,
  beginner:
    /\b(?:einführung|einsteiger\w*|anfänger\w*|grundlagen\w*|basis\w*|neue[rn]?\s+(?:mitarbeit|kolleg)\w*|onboarding|berufseinsteiger\w*|azubis?)\b/i,
  intermediate: /\b(?:aufbau\w*|mittel(?:stufe)?|auffrischung\w*)\b/i,
  advanced: /\b(?:fortgeschritten\w*|experten?\w*|profis?|vertiefung\w*|vertiefend\w*|senior\w*)\b/i,
  length: null,
  units: [],
  numbers: {},
};

const english: Grammar = {
  ask: /^(?:please|pls|plz|hi|hello|hey|dear team|hi team|thanks|(?:can|could|would|will) you(?: please)?|(?:i|we)(?:'d|’d| would)? (?:also )?(?:need|want|like|love|require)(?: to (?:have|create|build|make|get))?(?: you)?(?: to)?|(?:i|we) (?:am|are) looking for|i'm looking for|let's|let us|(?:create|make|build|write|design|develop|prepare|generate|draft|produce|put together|set up|come up with|give|help|do|plan|compose|craft|teach|learn|explain)(?: (?:me|us))?|me|us|something|(?:this|it) (?:is|should be))(?=[\s,!:.]|$)[\s,!:.]*/i,
  course:
    /^(?:(?:an?|the|some|our|short|quick|brief|complete|comprehensive|full|new|interactive|detailed|good|great|simple|small|practical|hands-on|online|internal|mandatory|proper|long|[\w-]+-level|introductory|self-paced|live)[\s,]+)*(?:(?:training|e-?learning|crash|refresher|video|mini|online)[\s-]+)?(?:course|training|workshop|programme|program|curriculum|module|lesson|session|class|tutorial|boot ?camp|learning path|seminar|lecture|material|materials|content)s?(?=\s|$|[,:.])/i,
  on: /^\s*(?:[:,–-]\s*)?(?:that (?:teaches|covers|explains)|which (?:teaches|covers|explains)|to (?:teach|explain)|teaching|explaining|all about|about|around|regarding|concerning|covering|introducing|on|in|of|to)?\s+(?:the topics? of\s+|the subject of\s+|our |the |an? )?/i,
  audience:
    /(?:^|\s)(?:for|aimed at|targeting)\s+((?!free\b|\d|\w+ing (?:an?|the|our|your)\b|an? (?:hour|day|week)|half|one (?:hour|day)|two |three |example)[^,.;:\n]{2,60}?)(?=\s+(?:on|about|covering|using|based|with|who|that|in|so that|to learn|to|how|teaching)\s|[,.;:\n(]|$)/i,
  loose:
    /(?:(?:^|\s+)(?:using|based (?:up)?on|from|with|according to|as described in|without|except|but not|per|see|via|by|please|and|or|plus|of|on|in)|\s*[,;&+])+\s*$/i,
  and: /\s*(?:,|;|\s+and\s+|\s+as well as\s+|\s+plus\s+|\s+&\s+)\s*(?:and\s+)?/i,
  covering:
    /(?:covering|covers?|should cover|topics(?: are| include)?|including|such as|focus(?:ing|ed)? on|with modules on|modules?:|about the following)\s*:?\s+(.+)$/i,
  beginner:
    /\b(?:intro(?:duction|ductory)?|beginners?|basics?|101|fundamentals?|essentials|primer|first steps|getting started|starters?|newcomers?|novices?|new (?:hire|joiner|starter|employee|engineer|manager|colleague|team ?mate|staff|people)\w*|onboarding|crash|juniors?|interns?|apprentices?)\b/i,
  intermediate: /\b(?:intermediate|refresher|mid-level)\b/i,
  advanced:
    /\b(?:advanced|experts?|deep[- ]dive|masterclass|seniors?|specialists?|in-depth|experienced|staff engineers?)\b/i,
  length: null,
  units: [],
  numbers: {},
};

const french: Grammar = {
  ...english,
  ask: /^(?:bonjour|salut|s'il (?:te|vous) plaît|(?:peux-tu|pouvez-vous)|(?:je|nous) (?:veux|voudrais|voulons|voudrions|souhaite|souhaitons)|(?:j'ai|nous avons|on a) besoin d[’']?e?|(?:crée[rz]?|créez|fais|faire|faites|prépare[rz]?|rédige[rz]?|écri[st]|conçois|génère[rz]?)(?:-(?:moi|nous))?)(?=[\s,!:.’'])[\s,!:.]*/i,
  course:
    /^(?:(?:une?|la|le|courte?|petite?|nouvelle|nouveau)\s+)*(?:formation|cours|atelier|module|séance|parcours)s?(?=\s|$|[,:.])/i,
  on: /^\s*(?:[:,–-]\s*)?(?:sur|à propos de|au sujet de|en matière de|de|d[’'])?\s*(?:la |le |les |l[’'])?/i,
  audience:
    /(?:^|\s)(?:pour|destinée? (?:à|aux))\s+((?!\d)[^,.;:\n]{2,60}?)(?=\s+(?:sur|avec|en|à propos)\s|[,.;:\n]|$)/i,
  loose: /(?:(?:^|\s+)(?:avec|selon|d'après|à partir de|basée? sur|et|ou|sur|de)|\s*[,;&+])+\s*$/i,
  and: /\s*(?:,|;|\s+et\s+)\s*(?:et\s+)?/i,
  covering: /(?:couvrant|comprenant|notamment|thèmes|sujets)\s*:?\s+(.+)$/i,
  beginner: /(?:introduction|débutant|bases|fondamentaux|nouveaux|nouvelles|intégration|initiation)/i,
  intermediate: /(?:intermédiaire)/i,
  advanced: /(?:avancée?|expert|approfondi)/i,
  length:
    /(?:(?:de|en|d[’'])\s*)?(?<![\p{L}\p{N}])(\d+(?:[.,]\d+)?|une?|deux|trois|quatre|demi)[-\s]?(heures?|h|jours?|journées?|minutes?|min|semaines?)(?![\p{L}\p{N}])/iu,
  units: [
    ["h", 60],
    ["j", 360],
    ["m", 1],
    ["s", 1800],
  ],
  numbers: { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, demi: 0.5 },
};

const spanish: Grammar = {
  ...english,
  ask: /^(?:hola|por favor|(?:puedes|podrías|podría)|(?:quiero|queremos|quisiera|necesito|necesitamos|me gustaría)|(?:crea|crear|cree|haz|hacer|prepara|preparar|diseña|diseñar|escribe|escribir|genera|generar|elabora|elaborar))(?=[\s,!:.])[\s,!:.]*/i,
  course:
    /^(?:(?:una?|la|el|breve|corto|nuevo|nueva)\s+)*(?:curso|formación|capacitación|taller|entrenamiento|módulo|seminario)s?(?=\s|$|[,:.])/i,
  on: /^\s*(?:[:,–-]\s*)?(?:sobre|acerca de|en materia de|de)?\s+(?:la |el |los |las )?/i,
  audience: /(?:^|\s)(?:para|dirigido a)\s+((?!\d)[^,.;:\n]{2,60}?)(?=\s+(?:sobre|con|en|acerca)\s|[,.;:\n]|$)/i,
  loose: /(?:(?:^|\s+)(?:con|según|a partir de|basado en|usando|y|o|sobre|de)|\s*[,;&+])+\s*$/i,
  and: /\s*(?:,|;|\s+[ye]\s+)\s*(?:[ye]\s+)?/i,
  covering: /(?:que cubra|incluyendo|temas|como)\s*:?\s+(.+)$/i,
  beginner: /(?:introducción|principiantes?|básico|básica|fundamentos|nuevos|nuevas|iniciación|bienvenida)/i,
  intermediate: /(?:intermedio|intermedia)/i,
  advanced: /(?:avanzado|avanzada|expertos?)/i,
  length:
    /(?:(?:de|en)\s+)?(?<![\p{L}\p{N}])(\d+(?:[.,]\d+)?|una?|dos|tres|cuatro|media|medio)[-\s]?(horas?|h|días?|minutos?|min|semanas?)(?![\p{L}\p{N}])/iu,
  units: [
    ["h", 60],
    ["d", 360],
    ["m", 1],
    ["s", 1800],
  ],
  numbers: { un: 1, una: 1, dos: 2, tres: 3, cuatro: 4, media: 0.5, medio: 0.5 },
};

export const grammars: Readonly<Record<RequestLanguage, Grammar>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
};

/** Words that give a short request's language away when there are too few small words to tell. */
export const tellingWords: Readonly<Record<Exclude<RequestLanguage, "en">, RegExp>> = {
  de: /\b(?:für|schulung|kurs|einarbeitung|brandschutz|passwort\w*|erstelle|mitarbeit\w*|datenschutz|sicherheit|einführung|grundlagen|unterweisung|stündig\w*|tägig\w*|führungskräfte)\b|ß|stündig|tägig/i,
  fr: /\b(?:formation|cours|atelier|crée[rz]?|sécurité|nouveaux|débutants?|rgpd)\b/i,
  es: /\b(?:curso|formación|capacitación|crea|taller|seguridad|empleados|básico|nuevos)\b|ñ|¿|¡/i,
};
