// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/manifests/yaml_reader.h"
#include "engine/manifests/yaml_writer.h"

#include <QProcess>
#include <QTest>

using namespace bayplan;

namespace {

Result<YamlNode> read(std::string_view text)
{
    return readYaml(text, "a.yaml", {});
}

/// Texts that one reader or another takes for something else.
const std::vector<std::string> traps{
    "yes",    "No",     "on",       "OFF",        "y",        "n",     "true", "null",  "~",       "",
    "22:22",  "0777",   "0x1f",     "3.10",       "1e3",      "1_000", ".5",   ".inf",  "-",       "- a",
    "a: b",   "a #b",   "#a",       "&a",         "*a",       "!a",    "%a",   "@a",    "`a",      "{a}",
    "[a]",    ",",      "?",        "|",          ">",        "'",     "\"",   "\\",    " a",      "a ",
    "a\nb",   "a\tb",   "\x01\x7f", "2026-11-23", "12:30:45", "=",     "<<",   "$HOME", "${A:-b}", "\u00e9\u4e2d",
    "\u2028", "\u0085", "\u0091",   "\ufeff",     "a:",       ":a",    "0o17", "+1",    "-1",      "NaN",
    "---",    "..."};

} // namespace

class YamlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextComesBackAsItWas();
    void aReaderOfYamlOnePointOneAgrees();
    void aliasesAndMergeKeysAreExpanded();
    void whatIsTooMuchIsRefused_data();
    void whatIsTooMuchIsRefused();
    void whatIsWrongIsNamedWithItsLine_data();
    void whatIsWrongIsNamedWithItsLine();
};

void YamlTest::everyTextComesBackAsItWas()
{
    YamlValue document;
    document["list"] = YamlValue::texts(traps);
    for (const std::string &trap : traps)
        document["map"]["k" + trap]["deep"] = trap;
    const auto node = read(document.toText());
    QVERIFY2(node.has_value(), node ? "" : toText(node.error()).c_str());
    for (std::size_t i = 0; i < traps.size(); ++i) {
        QCOMPARE(node->find("list")->items[i].text, traps[i]);
        QVERIFY(!node->find("list")->items[i].isNull);
        QCOMPARE(node->find("map")->entries[i].key, "k" + traps[i]);
        QCOMPARE(node->find("map")->entries[i].value.find("deep")->text, traps[i]);
    }
}

void YamlTest::aReaderOfYamlOnePointOneAgrees()
{
    QProcess python;
    python.start("python3", {"-c", "import sys\n"
                                   "try:\n    import yaml\nexcept ImportError:\n    sys.exit(77)\n"
                                   "for text in yaml.safe_load(sys.stdin.buffer.read().decode()):\n"
                                   "    assert isinstance(text, str), text\n"
                                   "    sys.stdout.buffer.write(text.encode() + b'\\0')\n"});
    QVERIFY(python.waitForStarted());
    python.write(QByteArray::fromStdString(YamlValue::texts(traps).toText()));
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished());
    if (python.exitCode() == 77)
        QSKIP("python3-yaml is not installed");
    QByteArray expected;
    for (const std::string &trap : traps)
        expected += QByteArray::fromStdString(trap) + '\0';
    QCOMPARE(python.exitCode(), 0);
    QCOMPARE(python.readAllStandardOutput(), expected);
}

void YamlTest::aliasesAndMergeKeysAreExpanded()
{
    const auto node = read("base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\nboth:\n  <<: [*b, *o]\n  x: 9\nsame: *b\n");
    QVERIFY(node.has_value());
    const YamlNode *both = node->find("both");
    QCOMPARE(both->find("x")->text, std::string("9"));
    QCOMPARE(both->find("y")->text, std::string("2"));
    QCOMPARE(both->find("z")->text, std::string("4"));
    QCOMPARE(node->find("same")->find("y")->text, std::string("2"));
}

void YamlTest::whatIsTooMuchIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const QByteArray name = "*a" + QByteArray::number(i - 1);
        laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" +
                  QByteArrayList(10, name).join(", ") + "]\n";
    }
    QTest::newRow("billion laughs") << laughs;
    QTest::newRow("deep lists") << QByteArray(100'000, '[');
    QTest::newRow("deep maps") << QByteArray("{a: ").repeated(100'000);
    QByteArray steps;
    for (int i = 0; i < 200; ++i)
        steps += QByteArray(i, ' ') + "a:\n";
    QTest::newRow("deep blocks") << steps;
    QTest::newRow("many values") << "a: [" + QByteArray("0, ").repeated(200'000) + "0]";
    QTest::newRow("many bytes") << QByteArray(2'000'000, '#');
}

void YamlTest::whatIsTooMuchIsRefused()
{
    QFETCH(QByteArray, text);
    const auto node = read(text.toStdString());
    QVERIFY(!node);
    QCOMPARE(node.error().code, ErrorCode::LimitExceeded);
}

void YamlTest::whatIsWrongIsNamedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("twice") << QByteArray("a: 1\nb: 2\na: 3\n") << 3;
    QTest::newRow("holds itself") << QByteArray("a: 1\nb: &b [*b]\n") << 2;
    QTest::newRow("no such anchor") << QByteArray("a: *nobody\n") << 1;
    QTest::newRow("open quote") << QByteArray("a: 1\nb: \"open\n") << 2;
    QTest::newRow("tab") << QByteArray("a:\n\tb: 1\n") << 2;
    QTest::newRow("key that is a list") << QByteArray("a: 1\n[b]: 2\n") << 2;
    QTest::newRow("NUL") << QByteArray("a: 1\nb: \0", 9) << 2;
    QTest::newRow("comma") << QByteArray(",") << 1;
    QTest::newRow("merge of a word") << QByteArray("a: 1\n<<: word\n") << 2;
}

void YamlTest::whatIsWrongIsNamedWithItsLine()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const auto node = read(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(!node);
    QCOMPARE(node.error().place.line, line);
    QVERIFY(!node.error().message.empty() && !node.error().advice.empty());
}

QTEST_GUILESS_MAIN(YamlTest)
#include "yaml_test.moc"
