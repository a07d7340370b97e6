// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine says, in German: every rule of the checks, every marked text, and what a window shows of them.
#include "engine/base/durable_file.h"
#include "engine/docker/deployment_checks.h"
#include "engine/docker/engine_protocol.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"
#include "tests/desktop/editor_window.h"
#include "tests/model/flaws.h"

#include <QDirIterator>
#include <QPushButton>
#include <QRegularExpression>
#include <QTranslator>
#include <QUndoStack>

using namespace bayplan;

class TranslationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRuleSpeaksGerman();
    void everyMarkedPhraseIsTranslated();
    void commonErrorsSpeakGerman_data();
    void commonErrorsSpeakGerman();
    void theWindowShowsIt();

private:
    QString germanOf(const char *context, const char *source, std::int64_t count = -1) const
    {
        return m_german.translate(context, source, nullptr, static_cast<int>(count));
    }
    void note(const Phrase &phrase, const std::string &code);

    QTranslator m_german;
    QStringList m_missing;
};

void TranslationTest::initTestCase()
{
    QVERIFY(m_german.load(QCoreApplication::applicationDirPath() + QStringLiteral("/../../app/desktop/bayplan_de.qm")));
}

/// Keeps the sources in it that have no German text.
void TranslationTest::note(const Phrase &phrase, const std::string &code)
{
    const auto text = phrase.in([&](const char *context, const char *source, std::int64_t count) {
        const QString german = germanOf(context, source, count);
        if (german.isEmpty())
            m_missing << QString::fromStdString(code) + QStringLiteral(": ") + QString::fromUtf8(source);
        return german.toStdString();
    });
    QVERIFY2(phrase.empty() || text != phrase.english(), text.c_str());
}

void TranslationTest::everyRuleSpeaksGerman()
{
    m_missing.clear();
    auto drawings = flawsOfNoDocument();
    for (const Flaw &flaw : flaws())
        drawings.emplace_back(flaw.code.toStdString(), read(flaw.members.toStdString()));
    for (const auto &[code, topology] : drawings) {
        for (const Problem &problem : validate(topology)) {
            note(problem.sentence, problem.code);
            note(problem.advice, problem.code);
            note(problem.fixLabel, problem.code);
            if (problem.fix && problem.code == code)
                note(problem.fix(topology).label, problem.code);
        }
    }
    QVERIFY2(m_missing.isEmpty(), qPrintable(m_missing.join(QLatin1Char('\n'))));
}

void TranslationTest::everyMarkedPhraseIsTranslated()
{
    // Of quotes by their number: moc reads this file, and takes one in a raw string for another.
    static const QRegularExpression marked(
        QStringLiteral(R"(QT_TRANSLATE_(N_)?NOOP\(\s*\x22phrase\x22,\s*((?:\x22(?:[^\x22\\]|\\.)*\x22\s*)+)\))"));
    static const QRegularExpression seam(QStringLiteral(R"(\x22\s*\x22)"));
    int count = 0;
    for (const char *folder : {"/engine", "/app/desktop"}) {
        QDirIterator files(QStringLiteral(BAYPLAN_SOURCE_DIR) + QLatin1String(folder), {"*.cpp", "*.h"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QFile::ReadOnly));
            const QString code = QString::fromUtf8(file.readAll());
            for (auto found = marked.globalMatch(code); found.hasNext(); ++count) {
                const auto match = found.next();
                QString text = match.captured(2).trimmed();
                text = text.mid(1, text.size() - 2);
                text.replace(QStringLiteral("\\\""), QStringLiteral("\u0001")).remove(seam);
                text.replace(QChar(1), QLatin1Char('"')).replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
                const int number = match.captured(1).isEmpty() ? -1 : 2;
                QVERIFY2(!germanOf("phrase", text.toUtf8().constData(), number).isEmpty(),
                         qPrintable(file.fileName() + QStringLiteral(": ") + text));
            }
        }
    }
    QVERIFY(count > 300);
}

namespace {

Error readingOf(const char *text)
{
    return readDocument(text, "shop.json").error();
}

Error enginesOwn(const char *message)
{
    return errorOf(500, std::string(R"({"message": ")") + message + "\"}", "POST /containers/1/start");
}

} // namespace

void TranslationTest::commonErrorsSpeakGerman_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("words"); // of both sentences
    const auto row = [](const char *name, const Error &error, const char *words) {
        QTest::newRow(name) << error << QString::fromUtf8(words);
    };
    row("cut off", readingOf("{\"bayplan\": 1"), "Hier fehlt ein Komma oder eine schließende geschweifte Klammer.");
    row("other program", readingOf("[]"),
        "Ein Dokument ist ein JSON-Objekt. Ist das eine Datei eines anderen Programms? Eine Compose-Datei wird "
        "importiert.");
    row("unknown key", readingOf(R"({"bayplan": 1, "pos": {}})"),
        "Der Schlüssel „pos“ ist hier nicht bekannt. War „pods“ gemeint?");
    row("wrong form", readingOf(R"({"bayplan": 1, "pods": {"a": {"replicas": "x"}}})"),
        "Das muss eine ganze Zahl sein, nicht ein Text.");
    row("no file", loadDocument("/nowhere/shop.json").error(),
        "Öffnen nicht möglich: Datei oder Ordner nicht gefunden. Den Namen und den Ordner davor ansehen.");
    row("disk full", fileError(ENOSPC, "write it", "/x"),
        "Schreiben nicht möglich: Kein Platz mehr auf dem Gerät. Platz schaffen oder einen anderen Ort wählen; die "
        "Datei "
        "dort ist, wie sie war.");
    row("no engine", findEngine("unix:///nowhere/engine.sock").error(),
        "Unter unix:///nowhere/engine.sock antwortet keine Engine: Datei oder Ordner nicht gefunden. Eine installieren "
        "und starten: apt-get install docker.io iptables; systemctl start docker.");
    row("port", enginesOwn("Bind for 0.0.0.0:80 failed: port is already allocated"),
        "Die Engine sagt: Bind for 0.0.0.0:80 failed: port is already allocated Beenden, was den Port belegt, oder den "
        "Port des Rechners der Engine überlassen.");
    row("image", enginesOwn("No such image: shop:1"),
        "Die Engine sagt: No such image: shop:1 Das Abbild laden oder holen, oder mit Ersatzdiensten ausrollen.");
    row("engine's disk", enginesOwn("write /data: no space left on device"),
        "Die Engine sagt: write /data: no space left on device Platz schaffen, wo die Engine ihre Daten hält: docker "
        "system prune.");
    row("of a step", about("web-0/app", enginesOwn("No such image: shop:1")),
        "web-0/app: Die Engine sagt: No such image: shop:1 Das Abbild laden oder holen, oder mit Ersatzdiensten "
        "ausrollen.");
}

void TranslationTest::commonErrorsSpeakGerman()
{
    QFETCH(Error, error);
    QFETCH(QString, words);
    const auto translate = [this](const char *context, const char *source, std::int64_t count) {
        const QString german = germanOf(context, source, count);
        return german.isEmpty() ? std::string(source) : german.toStdString();
    };
    const auto message = QString::fromStdString(messageOf(error).in(translate));
    const auto advice = QString::fromStdString(adviceOf(error).in(translate));
    QCOMPARE(advice.isEmpty() ? message : message + QLatin1Char(' ') + advice, words);
}

void TranslationTest::theWindowShowsIt()
{
    QCoreApplication::installTranslator(&m_german);
    {
        EditorWindow editor;
        auto &document = editor.window->document();
        editor.dropFromPalette("worker", {160, 200});
        QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Arbeiter hinzufügen"));
        document.checkNow();
        auto *problems = editor.find<QTreeWidget>("problems");
        const auto *row = problems->topLevelItem(0);
        const auto &pod = editor.topology().pods.begin()->second.name;
        QCOMPARE(
            row->text(0),
            QStringLiteral("Der Arbeiter %1/worker hat keine Arbeitswarteschlange.").arg(QString::fromStdString(pod)));
        QCOMPARE(row->text(2), QStringLiteral("Seine Warteschlange verbinden."));
        auto *fix = qobject_cast<QPushButton *>(problems->itemWidget(problems->topLevelItem(0), 4));
        QVERIFY(fix != nullptr);
        QCOMPARE(fix->text(), QStringLiteral("Seine Warteschlange verbinden"));
        fix->click();
        QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Seine Warteschlange verbinden"));
        document.push(removeElements(editor.topology(), editor.allPods()));
        QCOMPARE(document.undoStack()->undoText(), QStringLiteral("2 Elemente löschen"));
    }
    QCoreApplication::removeTranslator(&m_german);
}

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
