import type { StringKey } from "./en.ts";

export const de: Readonly<Record<StringKey, string>> = {
  skip: "Zum Text springen",
  outline: "Seiten",
  "outline.close": "Schließen",
  "outline.seen": "gelesen",
  "outline.quiz": "Quiz abgeschlossen",
  "page.end": "Wo Sie stehen",
  previous: "Zurück",
  next: "Weiter",
  finish: "Fertig",
  place: "{n} von {of}",
  "place.label": "Seite {n} von {of}. Alle Seiten zeigen",
  "place.end": "Ende",
  progress: "{n} % dieser Einheit erledigt",
  minutes: "etwa {n} Min.",
  exit: "Senden und verlassen",
  leave: "Verlassen",
  "exit.short": "Beenden",
  unreadable:
    "Diese Seite konnte nicht gestartet werden. Sie können sie lesen, aber nichts wird aufgezeichnet. Schließen Sie sie und starten Sie sie neu; geschieht das wieder, sagen Sie es den Kursverantwortlichen.",
  noscript:
    "Skripte sind ausgeschaltet: Sie können lesen, aber Fragen werden nicht geprüft und nichts wird aufgezeichnet.",
  privacy: "Was mit Ihren Daten geschieht",

  "status.starting": "Verbindung wird aufgebaut",
  "status.saved": "Gespeichert",
  "status.waiting.one": "{n} Antwort wartet auf das Senden",
  "status.waiting.other": "{n} Antworten warten auf das Senden",
  "status.risk.one": "{n} Antwort wartet auf das Senden. Sie geht verloren, wenn Sie diese Seite schließen",
  "status.risk.other":
    "{n} Antworten warten auf das Senden. Sie gehen verloren, wenn Sie diese Seite schließen",
  "status.offline": "Keine Verbindung: was Sie tun, bleibt erhalten und wird später gesendet",
  "status.offline.risk": "Keine Verbindung: schließen Sie diese Seite, geht das Letzte verloren",
  "status.saving": "Wird gespeichert",
  "status.parked": "Ein Teil Ihrer Arbeit konnte nicht aufgezeichnet werden",
  "status.ending": "Wird gesendet",
  "status.ended": "Beendet",
  "status.refused": "Nicht aufgezeichnet",
  "status.standalone": "Nicht aufgezeichnet: ohne Lernplattform geöffnet",
  "status.browser": "Nur in diesem Browser gespeichert",
  "status.browse": "Ansicht: nichts wird aufgezeichnet",
  "status.review": "Rückblick: nichts wird aufgezeichnet",
  "status.practice": "Nur Übung: das Ergebnis dieser Sitzung steht fest",

  "trouble.lms-error":
    "Ihre Lernplattform hat etwas nicht gespeichert ({detail}). Es wird noch einmal versucht.",
  "trouble.room":
    "Ihre Lernplattform hat wenig Platz: Ihr Ergebnis bleibt, einige Antworten sind beim nächsten Mal vielleicht nicht mehr zu sehen",
  "trouble.earlier-work":
    "Was Sie früher getan haben, war nicht zu lesen: Ihre Lernplattform hat es verändert. Sie fangen neu an; Ihr bisheriges Ergebnis zählt.",
  "trouble.no-statements":
    "Ihre Lernplattform speichert Ihre Arbeit; genauere Aufzeichnungen werden gerade nicht gesendet",

  units: "Einheiten",
  "unit.new": "Noch nicht begonnen",
  "unit.percent": "{n} % erledigt",
  "unit.done": "Erledigt",

  "reason.lms-refused.title": "Ihre Lernplattform hat diese Einheit nicht geöffnet",
  "reason.lms-refused":
    "Sie hat mit einem Fehler geantwortet, deshalb kann nichts aufgezeichnet werden. Schließen Sie dieses Fenster, gehen Sie zu Ihrem Kurs zurück und starten Sie die Einheit neu. Geschieht das wieder, sagen Sie es den Verantwortlichen der Plattform.",
  "updated.asked.one":
    "Dieser Kurs wurde erneuert: {n} Frage wird neu gestellt. Alles andere, was Sie getan haben, bleibt erhalten.",
  "updated.asked.other":
    "Dieser Kurs wurde erneuert: {n} Fragen werden neu gestellt. Alles andere, was Sie getan haben, bleibt erhalten.",
  "updated.quiz":
    "Dieser Kurs wurde erneuert: das begonnene Quiz beginnt von vorn. Alles andere, was Sie getan haben, bleibt erhalten.",

  recorded: "Was aufgezeichnet wird",
  "recorded.to": "Diese Einheit teilt {host} mit, was Sie hier tun, als {who}.",
  "recorded.to.host": "Diese Einheit teilt {host} mit, was Sie hier tun.",
  "recorded.platform": "Ihrer Lernplattform",
  "recorded.standalone":
    "Diese Einheit wurde ohne Lernplattform geöffnet. Nichts von dem, was Sie hier tun, wird irgendwohin gesendet.",
  "recorded.looking":
    "Sie sehen sich nur um. Gesendet wird allein, dass Sie diese Einheit geöffnet und verlassen haben.",
  "recorded.lms":
    "Ihre Lernplattform erfährt, wo Sie sind, Ihre Antworten und ob sie richtig waren, Ihre Punkte, die Zeit, die Sie hier verbracht haben, und ob Sie diese Einheit abgeschlossen und bestanden haben.",
  "recorded.browser":
    "Nichts wird gesendet. Allein dieser Browser bewahrt auf, wo Sie sind, Ihre Antworten und Ihr Ergebnis.",
  "recorded.sent": "Was gesendet wird",
  "recorded.each": "Jeder Eintrag trägt Ihr Konto, die Zeit, diesen Kurs und seine Version.",
  "recorded.waiting": "Was auf das Senden wartet",
  "recorded.none": "Nichts: alles ist angekommen.",
  "recorded.typed":
    "Bei manchen Fragen wird nicht gesendet, was Sie tippen: nur, ob es richtig war, und die Punkte.",
  "recorded.more": "Und {n} weitere.",
  "recorded.parked":
    "Von Ihrer Lernplattform abgelehnt: {n} (Code {codes}). Das wird nicht noch einmal gesendet. Sie können weitermachen; alles andere ist aufgezeichnet. Sagen Sie es den Kursverantwortlichen und nennen Sie den Code.",
  "recorded.kept": "Was aufbewahrt wird",
  "recorded.state":
    "Ihre Lernplattform bewahrt auf, wo Sie sind, Ihre Versuche und Ihre Antworten samt dem, was Sie getippt haben, damit Sie später weitermachen können, auch auf einem anderen Gerät.",
  "recorded.device": "Dieser Browser bewahrt auf, was noch nicht gesendet ist, bis es angekommen ist.",
  "recorded.memory":
    "Dieser Browser bewahrt nicht auf, was noch nicht gesendet ist: schließen Sie diese Seite, bevor es angekommen ist, geht es verloren.",
  "recorded.not": "Was nicht aufgezeichnet wird",
  "recorded.not.what":
    "Alles andere: wo Sie sind, was Sie anderswo ansehen, wie Sie tippen oder die Maus bewegen. Niemand außer Ihrer Lernplattform erfährt etwas.",

  "at.time": "Bei {time} von „{film}“",
  "at.go-on": "Weiter abspielen",
  "sent.initialized": "Beginn",
  "sent.initialized.what": "dass Sie diese Einheit geöffnet haben",
  "sent.experienced": "Seite",
  "sent.experienced.what": "welche Seite Sie gelesen haben, und wie lange sie zu sehen war",
  "sent.progressed": "Fortschritt",
  "sent.progressed.what": "wie viel der Einheit Sie gesehen haben, in Prozent",
  "sent.played": "Abgespielt",
  "sent.played.what": "dass Sie einen Film oder eine Aufnahme gestartet haben, und bei welcher Sekunde",
  "sent.paused": "Angehalten",
  "sent.paused.what": "wo Sie angehalten haben, und welche Teile Sie abgespielt haben",
  "sent.seeked": "Gesprungen",
  "sent.seeked.what": "von welcher Sekunde zu welcher Sie darin gesprungen sind",
  "sent.watched": "Angesehen",
  "sent.watched.what": "dass Sie fast alles davon abgespielt haben, und wie lange das gedauert hat",
  "sent.asked": "Hinweis",
  "sent.asked.what": "welchen Hinweis Sie sich zeigen ließen",
  "sent.attempted": "Versuch",
  "sent.attempted.what": "dass Sie ein Quiz begonnen haben",
  "sent.answered": "Antwort",
  "sent.answered.what":
    "was Sie geantwortet haben, ob es richtig war, die Punkte, und wie lange es gedauert hat",
  "sent.scored": "Punkte",
  "sent.scored.what": "das Ergebnis eines Versuchs in einem Quiz",
  "sent.completed": "Vollständig",
  "sent.completed.what": "dass Sie alles gesehen haben",
  "sent.passed": "Bestanden",
  "sent.passed.what": "dass Sie das nötige Ergebnis erreicht haben, mit dem Ergebnis",
  "sent.failed": "Nicht bestanden",
  "sent.failed.what": "dass Sie es nicht erreicht haben, mit dem Ergebnis",
  "sent.terminated": "Ende",
  "sent.terminated.what": "dass Sie gegangen sind, und wie lange die Einheit zu sehen war",

  "reason.launch-incomplete.title": "Diese Einheit wurde nicht von Ihrer Lernplattform gestartet",
  "reason.launch-incomplete":
    "In der Adresse fehlt, was zum Aufzeichnen nötig ist. Gehen Sie zurück zu Ihrem Kurs und starten Sie die Einheit von dort.",
  "reason.actor-invalid.title": "Ihre Lernplattform hat nicht mitgeteilt, wer Sie sind",
  "reason.actor-invalid":
    "Ohne das kann nichts aufgezeichnet werden. Gehen Sie zurück zu Ihrem Kurs, melden Sie sich neu an und starten Sie die Einheit noch einmal. Geschieht das wieder, sagen Sie es dem Betreiber der Plattform: der Start hat keinen gültigen Akteur.",
  "reason.token-used.title": "Dieser Start wurde schon benutzt",
  "reason.token-used":
    "Jeder Start gilt einmal. Schließen Sie dieses Fenster, gehen Sie zurück zu Ihrem Kurs und starten Sie die Einheit neu: was Sie getan haben, bleibt erhalten.",
  "reason.token-refused.title": "Ihre Lernplattform hat diese Sitzung abgelehnt",
  "reason.token-refused":
    "Die Erlaubnis zum Aufzeichnen ist abgelaufen oder wurde entzogen. Gehen Sie zurück zu Ihrem Kurs und starten Sie die Einheit neu.",
  "reason.token-failed.title": "Ihre Lernplattform hat nicht geantwortet",
  "reason.token-failed":
    "Noch kann nichts aufgezeichnet werden. Prüfen Sie Ihre Verbindung, gehen Sie dann zurück zu Ihrem Kurs und starten Sie die Einheit neu.",
  "reason.launch-data-missing.title": "Ihre Lernplattform hat unvollständige Daten gesendet",
  "reason.launch-data-missing":
    "Diese Sitzung kann nicht aufgezeichnet werden. Gehen Sie zurück zu Ihrem Kurs und starten Sie die Einheit neu. Geschieht das wieder, sagen Sie es dem Betreiber der Plattform: die Startdaten fehlen.",
  "reason.unreachable.title": "Der Ort, an dem Ihre Arbeit aufgezeichnet wird, ist nicht erreichbar",
  "reason.unreachable":
    "Prüfen Sie Ihre Verbindung, gehen Sie dann zurück zu Ihrem Kurs und starten Sie die Einheit neu.",
  "reason.session-over.title": "Diese Sitzung ist beendet",
  "reason.session-over":
    "Ihre Lernplattform hat sie geschlossen, vielleicht weil die Einheit anderswo neu gestartet wurde. Machen Sie im neueren Fenster weiter oder starten Sie die Einheit neu aus Ihrem Kurs.",
  "reason.exited.title": "Für jetzt fertig",
  "reason.exited": "Sie können dieses Fenster schließen.",
  "reason.returned-after-end.title": "Diese Sitzung ist beendet",
  "reason.returned-after-end":
    "Sie sind auf eine Seite zurückgekehrt, die schon verlassen war. Starten Sie die Einheit neu aus Ihrem Kurs: sie geht weiter, wo Sie waren.",
  "reason.newer-state.title": "Dieser Kurs wurde erneuert",
  "reason.newer-state":
    "Ihre frühere Arbeit wurde von einer neueren Fassung dieser Einheit gespeichert. Schließen Sie dieses Fenster und starten Sie die Einheit neu aus Ihrem Kurs.",
  "reason.other-tab.title": "Diese Einheit ist in einem anderen Fenster offen",
  "reason.other-tab":
    "Das andere Fenster zeichnet auf. Machen Sie dort weiter, oder schließen Sie es und starten Sie die Einheit neu aus Ihrem Kurs.",
  "ended.title": "Diese Sitzung ist beendet",
  "ending.title": "Ihre Arbeit wird gesendet",
  ending: "Das dauert einige Sekunden. Bitte lassen Sie das Fenster offen.",
  "unsent.one":
    "{n} Antwort konnte nicht gesendet werden. Sie bleibt auf diesem Gerät und wird gesendet, wenn Sie die Einheit hier wieder starten.",
  "unsent.other":
    "{n} Antworten konnten nicht gesendet werden. Sie bleiben auf diesem Gerät und werden gesendet, wenn Sie die Einheit hier wieder starten.",
  "unsent.rest":
    "Was Sie zuletzt getan haben, konnte nicht gesendet werden. Es bleibt auf diesem Gerät und wird gesendet, wenn Sie die Einheit hier wieder starten.",
  "unsent.lms": "Ihre Lernplattform hat nicht gespeichert, was Sie zuletzt getan haben.",
  "unsent.lost":
    "Was Sie zuletzt getan haben, konnte nicht gesendet werden, und dieser Browser bewahrt nichts auf. Es geht verloren, wenn Sie diese Seite schließen.",
  "read-on": "Ohne Aufzeichnung lesen",
  back: "Zurück zu Ihrem Kurs",

  "end.seen.all": "Sie haben jede Seite gelesen.",
  "end.seen.some": "Sie haben {n} von {of} Seiten gelesen. Noch zu lesen:",
  "end.owed": "Auf einer gelesenen Seite ist eine Frage zu beantworten.",
  "end.quiz.none": "{title}: noch nicht gemacht.",
  "end.quiz.score": "{title}: {raw} von {max} Punkten ({percent} %).",
  "end.passed": "Sie haben bestanden: {percent} %, nötig waren {mastery} %.",
  "end.passed.plain": "Sie haben bestanden.",
  "end.failed": "Sie haben nicht bestanden: {percent} %, nötig sind {mastery} %.",
  "end.notyet": "Noch nicht bestanden: {percent} %, nötig sind {mastery} %.",
  "end.browser":
    "Ihre Antworten und Ihr Ergebnis bleiben in diesem Browser. Sonst wird nirgends etwas aufgezeichnet.",
  "end.completed": "Diese Einheit ist vollständig.",
  "end.recorded": "Ihre Antworten und Ihr Ergebnis sind aufgezeichnet.",
  "end.recorded.answers": "Ihre Antworten sind aufgezeichnet.",
  "end.waiting.one": "{n} Antwort wartet noch auf das Senden.",
  "end.waiting.other": "{n} Antworten warten noch auf das Senden.",
  "end.saving": "Was Sie zuletzt getan haben, wird noch gesendet.",
  "end.parked":
    "Ein Teil Ihrer Arbeit konnte nicht aufgezeichnet werden. „Was aufgezeichnet wird“ sagt, was zu tun ist.",
  "end.notrecorded": "In dieser Sitzung wird nichts aufgezeichnet.",
  "end.next.read": "Als Nächstes: lesen, was übrig ist.",
  "end.next.quiz": "Als Nächstes: das Quiz machen.",
  "end.next.again": "Als Nächstes: ansehen, was falsch war, und neu versuchen.",
  "end.next.new": "Als Nächstes: verlassen und die Einheit neu starten, wenn Sie bereit sind.",
  "end.next.leave":
    "Hier ist nichts mehr zu tun. Verlassen Sie die Einheit, um mit Ihrem Kurs weiterzumachen.",
  "end.shown": "Was Sie getan haben",
  "end.result": "Ihr Ergebnis",
  "end.record": "Was aufgezeichnet ist",
  "end.after": "Wie es weitergeht",

  quiz: "Quiz",
  "quiz.questions.one": "{n} Frage",
  "quiz.questions.other": "{n} Fragen",
  "quiz.mastery": "{n} % zum Bestehen",
  "quiz.attempts.one": "{n} Versuch",
  "quiz.attempts.other": "{n} Versuche",
  "quiz.attempts.any": "beliebig viele Versuche",
  "quiz.review.never": "Lösungen werden nicht gezeigt",
  "quiz.review.after": "Lösungen werden nach jedem Versuch gezeigt",
  "quiz.review.passed": "Lösungen werden nach dem Bestehen gezeigt",
  "quiz.start": "Quiz beginnen",
  "quiz.start.wait": "Ihre früheren Antworten werden geholt",
  "quiz.again": "Noch einmal versuchen",
  "quiz.left.one": "noch {n} Versuch",
  "quiz.left.other": "noch {n} Versuche",
  "quiz.left.none": "Alle Versuche sind verbraucht.",
  "quiz.number": "Frage {n} von {of}",
  "quiz.points.one": "{n} Punkt",
  "quiz.points.other": "{n} Punkte",
  "quiz.attempt": "Versuch {n}",
  "quiz.attempt.of": "Versuch {n} von {of}",
  "quiz.answered": "{n} von {of} beantwortet",
  "quiz.handin": "Antworten abgeben",
  "quiz.handin.anyway": "So abgeben",
  "quiz.open.one": "{n} Frage ist nicht beantwortet:",
  "quiz.open.other": "{n} Fragen sind nicht beantwortet:",
  "quiz.goto": "Frage {n}",
  "quiz.result": "Ihr Ergebnis",
  "quiz.score": "{raw} von {max} Punkten, {percent} %.",
  "quiz.passed": "Bestanden",
  "quiz.failed": "Nicht bestanden",
  "quiz.finished": "Abgeschlossen",
  "quiz.needed": "Nötig sind {n} %.",
  "quiz.best": "Ihr bestes Ergebnis zählt: {percent} %.",
  "quiz.review": "Meine Antworten ansehen",
  "quiz.review.close": "Meine Antworten schließen",
  "quiz.review.later": "Welche Antworten richtig waren, sehen Sie, sobald Sie bestanden haben.",
  "quiz.announce": "Ergebnis: {text}",
};
