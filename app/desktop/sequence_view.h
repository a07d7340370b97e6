// SPDX-License-Identifier: GPL-3.0-or-later
// The sequence chart of the run that is shown: whose life lines, which messages, what each says; and in a paused
// simulation those on their way, each of which can be dropped, delayed, duplicated or delivered at once.
#pragma once

#include "app/desktop/sequence_choices.h"
#include "engine/plan/snapshot.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <set>
#include <string>
#include <vector>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPlainTextEdit;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeWidget;
class QVBoxLayout;

namespace bayplan {

class MessageSource;
class RunSession;
class SequenceChart;
class SequencePicker;

class SequenceView : public QWidget {
    Q_OBJECT

public:
    explicit SequenceView(RunSession *session, QWidget *parent = nullptr);

    /// What is selected on the canvas, for who takes its life lines from there.
    void setSelection(std::set<ElementId> ids);

    /// By names of instances, which the next run of the same drawing has too. Links: only the messages over them.
    void showLifeLines(std::vector<std::string> instances, std::vector<std::string> links = {});
    const std::vector<std::string> &lifeLines() const { return m_instances; }

    SequenceChart *chart() const { return m_chart; }
    QTreeWidget *underWay() const { return m_underWay; }
    QPlainTextEdit *details() const { return m_details; }
    QLineEdit *filter() const { return m_filter; }
    QLineEdit *delay() const { return m_delayBy; }
    QLabel *note() const { return m_note; }
    SequencePicker *picker() const { return m_picker; }
    QAction *dropAction() const { return m_drop; }
    QAction *delayAction() const { return m_delay; }
    QAction *duplicateAction() const { return m_duplicate; }
    QAction *deliverAction() const { return m_deliver; }
    /// Of life lines; filled as it is opened.
    QMenu *lifeLineMenu() const { return m_lifeLineMenu; }
    QMenu *sortMenu() const { return m_sortMenu; }
    std::unique_ptr<QMenu> makeMessageMenu();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // sequence_view_layout.cpp
    QWidget *makeHead();
    QWidget *makeEmptyPage();
    QWidget *makeSide();
    void makeActions();
    void fillSortMenu();
    void fillLifeLineMenu();
    void fillSuggestions();
    void saveAs(const QString &ending);

    void takeRun();
    void poll();
    void takeEvents(int first);
    void showMessage(std::uint64_t number);
    void fillUnderWay();
    void updateNote();
    void updateActions();
    QString whyNoHands() const;
    bool isPaused() const;
    void takeInHand(const char *how);
    void takeSelection();
    void takeNeighbours();
    void chooseInstances(const std::vector<InstanceIndex> &instances, std::vector<std::string> links = {});

    RunSession *m_session;
    std::set<ElementId> m_selected;
    std::vector<std::string> m_instances, m_links;
    const MessageSource *m_source = nullptr; ///< of the messages that are shown
    RunStatus m_status = RunStatus::Paused;
    bool m_tooMany = false;
    std::vector<std::pair<std::uint64_t, Time>> m_listed; ///< number and arrival of each row under way
    QTimer m_timer;

    QStackedWidget *m_pages;
    SequenceChart *m_chart;
    SequencePicker *m_picker;
    QToolButton *m_lifeLines = nullptr, *m_sorts = nullptr;
    QMenu *m_lifeLineMenu = nullptr, *m_sortMenu = nullptr;
    QLineEdit *m_filter = nullptr, *m_delayBy = nullptr;
    QCheckBox *m_follow = nullptr;
    QSplitter *m_split = nullptr;
    QLabel *m_note, *m_emptyText = nullptr, *m_underWayTitle = nullptr;
    QVBoxLayout *m_suggestions = nullptr;
    QTreeWidget *m_underWay = nullptr;
    QPlainTextEdit *m_details = nullptr;
    QAction *m_drop = nullptr, *m_delay = nullptr, *m_duplicate = nullptr, *m_deliver = nullptr;
};

} // namespace bayplan
