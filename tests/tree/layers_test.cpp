// SPDX-License-Identifier: GPL-3.0-or-later
// The map of CONTRIBUTING.md, as data: which folder may include which, and which libraries. Reads every #include.
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

namespace {

struct Layer {
    const char *folder;
    QStringList mayInclude; ///< folders, besides itself
    QStringList libraries;  ///< beginnings of include paths, besides the standard library's
};

const QStringList model{"engine/base", "engine/model"};
const QStringList patterns{"engine/base", "engine/patterns"};
const QStringList plan{"engine/base", "engine/model", "engine/patterns", "engine/plan"};
const QStringList everythingWithoutQt{"engine/base",      "engine/model",  "engine/patterns", "engine/plan",
                                      "engine/manifests", "engine/report", "engine/wire",     "engine/recording",
                                      "engine/docker",    "simulator"};

const std::vector<Layer> layers{
    {"engine/base", {}, {"boost/system/", "boost/container/small_vector.hpp"}},
    {"engine/model", {"engine/base"}, {"nlohmann/"}},
    {"engine/patterns", {"engine/base"}, {"boost/uuid/detail/md5.hpp", "boost/endian/"}},
    {"engine/plan", {"engine/base", "engine/model", "engine/patterns"}, {}},
    {"engine/manifests", plan, {"libfyaml.h"}},
    {"engine/report", plan, {"nlohmann/"}},
    {"engine/wire", patterns, {"nlohmann/"}},
    {"engine/recording", plan + QStringList{"engine/wire", "engine/report"}, {"nlohmann/"}},
    {"engine/agent",
     patterns + QStringList{"engine/wire"},
     {"boost/asio", "boost/beast", "boost/system/", "nlohmann/", "sys/", "unistd.h", "fcntl.h", "signal.h", "limits.h",
      "dirent.h", "malloc.h", "spawn.h", "time.h", "poll.h", "arpa/", "netinet/", "netdb.h", "linux/", "zlib.h"}},
    {"engine/docker",
     plan + QStringList{"engine/wire", "engine/report"},
     {"boost/asio", "boost/beast", "boost/system/", "nlohmann/", "openssl/evp.h", "sys/", "unistd.h", "spawn.h",
      "poll.h"}},
    {"simulator", plan + QStringList{"engine/report"}, {"boost/math/"}},
    {"app/agent", patterns + QStringList{"engine/wire", "engine/agent"}, {"sys/", "unistd.h"}},
    {"app/ctl", everythingWithoutQt, {"CLI/", "nlohmann/", "sys/", "unistd.h", "signal.h"}},
    {"app/desktop", everythingWithoutQt, {"Q", "Qt", "unistd.h", "sys/"}},
};

/// The one layer whose third parties stay in source files, so that headers cost their readers nothing.
const QStringList hiddenInSources{"nlohmann/", "CLI/", "valijson/", "libfyaml.h"};

struct Include {
    QString path;
    bool quoted;
};

std::vector<Include> includesOf(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression line(R"(^\s*#\s*include\s+([<"])([^>"]+)[>"])");
    std::vector<Include> includes;
    while (!source.atEnd()) {
        const auto match = line.match(QString::fromUtf8(source.readLine()));
        if (match.hasMatch())
            includes.push_back({match.captured(2), match.captured(1) == "\""});
    }
    return includes;
}

bool startsWithAny(const QString &path, const QStringList &beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(), [&](const QString &b) { return path.startsWith(b); });
}

QStringList sourcesOf(const QString &folder)
{
    QStringList files;
    QDirIterator all(folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files << all.next();
    files.sort();
    return files;
}

/// Why this include may not stand in this layer; empty when it may.
QString objection(const Layer &layer, const QString &file, const Include &include)
{
    if (include.quoted) {
        const QString folder = include.path.section('/', 0, -2);
        if (folder.isEmpty() && include.path.endsWith(".moc"))
            return {};
        if (folder == layer.folder || startsWithAny(folder, layer.mayInclude))
            return {};
        return "a layer that it may not know";
    }
    const bool standard = !include.path.contains('/') && !include.path.contains('.') && include.path.front().isLower();
    if (standard)
        return {};
    if (!startsWithAny(include.path, layer.libraries + QStringList{"sys/stat.h", "fcntl.h", "unistd.h"}))
        return "a library that this layer does without";
    // Shared by the codecs of one layer and seen by nobody else.
    const bool isPrivate =
        file.endsWith("/engine/wire/json_fields.h") || file.endsWith("/engine/docker/json_members.h");
    if (file.endsWith(".h") && !isPrivate && startsWithAny(include.path, hiddenInSources))
        return "a library that stays in source files";
    return {};
}

} // namespace

class LayersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIncludeKeepsToTheMap()
    {
        QStringList wrong;
        for (const Layer &layer : layers) {
            const QString folder = QString(BAYPLAN_SOURCE_DIR "/") + layer.folder;
            const QStringList files = sourcesOf(folder);
            QVERIFY2(!files.isEmpty(), layer.folder);
            for (const QString &file : files) {
                for (const Include &include : includesOf(file)) {
                    const QString why = objection(layer, file, include);
                    if (!why.isEmpty())
                        wrong << QString("%1 includes %2: %3")
                                     .arg(file.mid(QString(BAYPLAN_SOURCE_DIR).size() + 1), include.path, why);
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void aForbiddenIncludeIsSeen()
    {
        const Layer &patternsLayer = layers[2];
        QVERIFY(!objection(patternsLayer, "x.cpp", {"engine/model/topology.h", true}).isEmpty());
        QVERIFY(!objection(patternsLayer, "x.cpp", {"nlohmann/json.hpp", false}).isEmpty());
        QVERIFY(!objection(layers[1], "x.h", {"nlohmann/json.hpp", false}).isEmpty());
        QVERIFY(objection(layers[1], "x.cpp", {"nlohmann/json.hpp", false}).isEmpty());
    }

    void noRoomWithoutAName()
    {
        static const QRegularExpression nameless("(^|[/_])(utils?|common|helpers?|misc|managers?)([/_.]|$)");
        for (const char *top : {"engine", "simulator", "app", "tests"}) {
            for (const QString &file : sourcesOf(QString(BAYPLAN_SOURCE_DIR "/") + top)) {
                const QString path = file.mid(QString(BAYPLAN_SOURCE_DIR).size() + 1);
                QVERIFY2(!nameless.match(path).hasMatch(), qPrintable(path));
            }
        }
    }

    void everySourceStatesItsLicence()
    {
        for (const char *top : {"engine", "simulator", "app", "tests", "cmake"}) {
            for (const QString &file : sourcesOf(QString(BAYPLAN_SOURCE_DIR "/") + top)) {
                QFile source(file);
                QVERIFY(source.open(QIODevice::ReadOnly));
                const QByteArray first = source.readLine();
                QVERIFY2(first.startsWith("// SPDX-License-Identifier: "), qPrintable(file));
                const bool linksQt = file.contains("/app/desktop/") || file.contains("/tests/");
                QVERIFY2(first.contains(linksQt ? "GPL-3.0-or-later" : "Apache-2.0"), qPrintable(file));
            }
        }
    }
};

QTEST_GUILESS_MAIN(LayersTest)
#include "layers_test.moc"
