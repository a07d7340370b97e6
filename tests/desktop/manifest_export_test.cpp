// SPDX-License-Identifier: GPL-3.0-or-later
// Manifests from the preview to the file: what a file that is there would lose is seen first, and a name gets its
// ending.
#include "tests/desktop/editor_window.h"

#include "app/desktop/line_difference.h"
#include "app/desktop/manifest_preview.h"
#include "app/desktop/replace_dialog.h"

#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QStatusBar>
#include <QTimer>

using namespace bayplan;

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QStringLiteral("(cannot be read)");
}

/// What was asked on the way.
struct Asked {
    QString difference; ///< empty when nobody asked whether to replace
    QString refusal;    ///< what a message says below "Nothing was written."
};

/// Does what is given with each dialog that comes, until the preview's own call is over.
Asked writeAs(ManifestPreview &preview, const QString &typed, bool replaces = false)
{
    Asked asked;
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
        auto *modal = QApplication::activeModalWidget();
        if (auto *files = qobject_cast<QFileDialog *>(modal)) {
            auto *line = files->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
            line->setText(typed);
            QTest::keyClick(line, Qt::Key_Return);
        } else if (auto *dialog = qobject_cast<ReplaceDialog *>(modal)) {
            asked.difference = dialog->differenceText();
            if (replaces)
                QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("replaceFile")), Qt::LeftButton);
            else
                QTest::keyClick(dialog, Qt::Key_Escape);
        } else if (auto *box = qobject_cast<QMessageBox *>(modal)) {
            asked.refusal = box->informativeText();
            box->accept();
        }
    });
    watch.start(50);
    for (auto *button : preview.findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("Write to a file…")) {
            QTest::mouseClick(button, Qt::LeftButton);
            break; // the preview may be on its way out
        }
    return asked;
}

QPointer<ManifestPreview> previewOf(EditorWindow &editor, const char *action)
{
    editor.window->action(QLatin1String(action))->trigger();
    ManifestPreview *newest = nullptr;
    for (auto *each : editor.window->findChildren<ManifestPreview *>())
        if (each->isVisible())
            newest = each;
    if (newest == nullptr)
        qFatal("no preview");
    return newest;
}

QStringList textsOf(const std::vector<DifferenceLine> &lines)
{
    QStringList texts;
    for (const auto &line : lines)
        texts << line.text;
    return texts;
}

} // namespace

class ManifestExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileThatIsThereIsReplacedAfterItsDifferenceWasSeen();
    void aFileThatCannotBeWrittenIsSaid();
    void aDifferenceIsOfLines();
    void aLongDifferenceIsWholeAsWell();
};

void ManifestExportTest::aFileThatIsThereIsReplacedAfterItsDifferenceWasSeen()
{
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
    const auto pod = editor.topology().pods.begin()->first;
    const auto name = QString::fromStdString(editor.topology().pods.at(pod).name);
    const auto typed = editor.folder.filePath(QStringLiteral("shop"));
    const auto path = typed + QStringLiteral(".yaml");
    const auto first = previewOf(editor, "file.exportCompose");
    const auto before = first->text();
    QVERIFY(writeAs(*first, typed).difference.isEmpty());
    QCOMPARE(contentOf(path), before);
    QVERIFY(first == nullptr || first->isHidden());
    editor.window->document().push(*rename(editor.topology(), pod, "shopfront"));
    const auto second = previewOf(editor, "file.exportCompose");
    const auto after = second->text();
    QVERIFY(after != before);
    const auto shown = writeAs(*second, typed).difference;
    QVERIFY2(shown.contains(QRegularExpression(QStringLiteral("(?m)^-.*") + name)), qPrintable(shown));
    QVERIFY2(shown.contains(QRegularExpression(QStringLiteral("(?m)^\\+.*shopfront"))), qPrintable(shown));
    QCOMPARE(contentOf(path), before);
    QVERIFY(second->isVisible()); // another name may be given
    QVERIFY(!writeAs(*second, typed, true).difference.isEmpty());
    QCOMPARE(contentOf(path), after);
    QVERIFY(editor.window->statusBar()->currentMessage().contains(path));
    QVERIFY(writeAs(*previewOf(editor, "file.exportCompose"), path).difference.isEmpty());
    QVERIFY(editor.window->statusBar()->currentMessage().contains(QStringLiteral("the same already")));
}

void ManifestExportTest::aFileThatCannotBeWrittenIsSaid()
{
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
    const auto preview = previewOf(editor, "file.exportKubernetes");
    const auto path = editor.folder.filePath(QStringLiteral("<b>no folder/all.yml"));
    const auto asked = writeAs(*preview, path);
    QVERIFY2(asked.refusal.contains(QStringLiteral("No such file")), qPrintable(asked.refusal));
    QVERIFY(preview->isVisible());
}

void ManifestExportTest::aDifferenceIsOfLines()
{
    const QStringList before{"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    auto after = before;
    QVERIFY(lineDifference(before, after).empty());
    after[5] = QStringLiteral("F");
    after.insert(6, QStringLiteral("new"));
    QCOMPARE(textsOf(lineDifference(before, after)),
             (QStringList{"@@ -3 +3 @@", " c", " d", " e", "-f", "+F", "+new", " g", " h", " i"}));
    QCOMPARE(textsOf(lineDifference({}, {"x"})), (QStringList{"@@ -1 +1 @@", "+x"}));
    QCOMPARE(textsOf(lineDifference({"x", "y", "z"}, {"y"})), (QStringList{"@@ -1 +1 @@", "-x", " y", "-z"}));
}

void ManifestExportTest::aLongDifferenceIsWholeAsWell()
{
    QStringList before, after;
    for (int i = 0; i < 20'000; ++i) {
        before << QStringLiteral("old %1").arg(i);
        after << QStringLiteral("new %1").arg(i);
    }
    const auto lines = lineDifference(before, after);
    QCOMPARE(lines.size(), std::size_t(40'001));
}

QTEST_MAIN(ManifestExportTest)
#include "manifest_export_test.moc"
