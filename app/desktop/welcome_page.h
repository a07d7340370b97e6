// SPDX-License-Identifier: GPL-3.0-or-later
// What one sees first: begin anew, go on, or take an example; and whether an engine for deployments is there.
#pragma once

#include <QScrollArea>
#include <QString>
#include <QStringList>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace bayplan {

struct ExampleInfo {
    QString name; ///< of the file, without .bayplan.json
    QString title;
    QString description;
    QStringList lookAt; ///< what to look at when it is run
};

/// The examples that are compiled in.
std::vector<ExampleInfo> examples();
QString exampleFile(const QString &name);

class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void refreshRecent();

Q_SIGNALS:
    void newWanted();
    void openWanted();
    void importWanted();
    void fileWanted(const QString &path);
    void exampleWanted(const QString &name);
    void tourWanted();

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// Asks in a thread of its own; nothing waits for it.
    void lookForEngine();
    QWidget *makeStart();
    QWidget *makeExamples();
    void setEngineText(const QString &text, const QString &icon);

    bool m_isSearching = false;
    QVBoxLayout *m_recent = nullptr;
    QLabel *m_engineIcon = nullptr;
    QLabel *m_engine = nullptr;
    QString m_engineIconName = QStringLiteral("docker");
};

} // namespace bayplan
