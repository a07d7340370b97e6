// SPDX-License-Identifier: GPL-3.0-or-later
// Up to four runs over each other: a quantity of each over time, and every figure of each with the error against one
// of them. The prediction and what was measured come first, by themselves.
#pragma once

#include "app/desktop/compared_file.h"
#include "app/desktop/nice_axis.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QListWidget;
class QListWidgetItem;
class QStackedWidget;

namespace bayplan {

class ChartPanel;
class FigureTable;
class RunRecord;
class RunSession;
struct ChartLine;

class CompareView : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t mostRuns = 4;

    explicit CompareView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *table() const { return m_table; }
    ChartPanel *chart() const; ///< of the quantity that is shown
    QListWidget *list() const { return m_list; }

    /// Reads a report or a recording and adds it to the runs that are compared; what is wrong with it is said.
    void addFile(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    /// A run of the session, or a file.
    struct Entry {
        QString key, title;
        bool simulated = true;
        const RunRecord *record = nullptr;
        std::shared_ptr<const ComparedFile> file;
    };

    QWidget *makeList();
    QWidget *makePicture();
    std::vector<Entry> entries() const;
    std::vector<Entry> chosen() const;
    std::vector<QString> chosenByItself(const std::vector<Entry> &all) const;
    void listRuns();
    void noteCheck(QListWidgetItem *item);
    void listReferences();
    void listSubjects();
    void refresh();
    void refreshTable(const std::vector<Entry> &runs);
    void refreshChart(const std::vector<Entry> &runs);
    void askForFile();
    void fileRead(Result<ComparedFile> file);
    ChartPanel *panelOf(AxisUnit unit);

    RunSession *m_session;
    QListWidget *m_list;
    QComboBox *m_reference, *m_quantity, *m_subject;
    QLabel *m_summary;
    QStackedWidget *m_panels;
    std::map<AxisUnit, ChartPanel *> m_panelOf;
    FigureTable *m_table;
    std::vector<std::shared_ptr<const ComparedFile>> m_files;
    std::vector<QString> m_chosen; ///< keys, in the order in which they were chosen
    QTimer m_timer;
    bool m_chosenByHand = false;
};

} // namespace bayplan
