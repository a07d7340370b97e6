// SPDX-License-Identifier: GPL-3.0-or-later
// What a deployed run says of the drawing's parameters: a proposal for each, to be ticked, and taken over in one step
// that undo takes back.
#pragma once

#include "app/desktop/compared_file.h"
#include "engine/report/calibration.h"

#include <QElapsedTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace bayplan {

class DocumentSession;
class RunRecord;
class RunSession;
class Selection;

class CalibrateView : public QWidget {
    Q_OBJECT

public:
    CalibrateView(DocumentSession &document, RunSession &runs, Selection &selection, QWidget *parent = nullptr);

    QTreeWidget *table() const { return m_table; }

    /// Reads a report or a recording and shows what it says; what is wrong with it is said.
    void openFile(const QString &path);

    /// Of the run that is chosen, anew: in the background, shown when it is there.
    void look();
    void lookForFirst();
    bool isLooking() const { return m_isLooking; }

    /// Takes over what is ticked.
    void applyTicked();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Source {
        QString key, title;
        const RunRecord *record = nullptr;
        std::shared_ptr<const ComparedFile> file;
    };

    void build();
    void connectParts();
    std::vector<Source> sources() const;
    void listSources();
    void askForFile();
    void showFound(Calibration calibration);
    void addProposal(const CalibrationProposal &proposal);
    void addGap(const CalibrationGap &gap);
    void showElement(QTreeWidgetItem *item);
    void countTicked();
    void say(const QString &sentence, bool isError);

    DocumentSession &m_document;
    RunSession &m_runs;
    Selection &m_selection;
    QComboBox *m_source;
    QPushButton *m_look, *m_apply;
    QLabel *m_words;
    QTreeWidget *m_table;
    std::vector<std::shared_ptr<const ComparedFile>> m_files;
    Calibration m_found;
    int m_question = 0; ///< number of the last look: answers to earlier ones are late
    bool m_isLooking = false;
    QElapsedTimer m_sinceLook;
    bool m_isChosenByHand = false;
};

} // namespace bayplan
