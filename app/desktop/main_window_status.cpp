// SPDX-License-Identifier: GPL-3.0-or-later
// The status line: what holds all the time stands on its right, and what has just happened on its left.
#include "app/desktop/main_window.h"

#include "app/desktop/deploy_panel.h"
#include "app/desktop/figure_label.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/recovery.h"
#include "app/desktop/sentences.h"

#include <QDateTime>
#include <QLabel>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace bayplan {

namespace {

constexpr std::chrono::seconds ageStep{5};               ///< of the words on the last copy
constexpr int widestEngineWord = 200, roomForAll = 1200; ///< pixels
const QString autosaveTopic = QStringLiteral("autosave");

QString autosavedWords(qint64 seconds)
{
    const auto step = qint64(ageStep.count());
    const auto age = std::max(qint64(0), (seconds + step / 2) / step * step);
    return age == 0     ? MainWindow::tr("autosaved now")
           : age < 60   ? MainWindow::tr("autosaved %1 s ago").arg(age)
           : age < 3600 ? MainWindow::tr("autosaved %1 min ago").arg(age / 60)
                        : MainWindow::tr("autosaved %1 h ago").arg(age / 3600);
}

} // namespace

void MainWindow::makeStatusBar()
{
    m_engineWord = new QLabel(this);
    m_engineWord->setObjectName(QStringLiteral("engineWord"));
    m_problemWord = new QLabel(this);
    m_seedWord = new QLabel(this);
    m_saveWord = new FigureLabel(tr("autosaved %1 min ago").arg(55), this);
    m_saveWord->setObjectName(QStringLiteral("saveWord"));
    m_zoomWord = new QLabel(this);
    for (auto *label :
         std::initializer_list<QLabel *>{m_engineWord, m_problemWord, m_seedWord, m_saveWord, m_zoomWord}) {
        label->setContentsMargins(8, 0, 8, 0);
        statusBar()->addPermanentWidget(label);
    }
    showEngine();
    connect(m_deploy, &DeployPanel::engineChecked, this, &MainWindow::showEngine);
    connect(statusBar(), &QStatusBar::messageChanged, this, &MainWindow::showEngine);
    m_saveTimer = new QTimer(this);
    m_saveTimer->setInterval(ageStep);
    connect(m_saveTimer, &QTimer::timeout, this, &MainWindow::showSaved);
    connect(m_recovery, &Recovery::copyChanged, this, &MainWindow::noteAutosave);
}

/// In a small window it makes way for what has just happened.
void MainWindow::showEngine()
{
    const auto word = m_deploy->engineWord();
    const bool hasRoom = width() >= roomForAll || statusBar()->currentMessage().isEmpty();
    m_engineWord->setVisible(!word.isEmpty() && hasRoom);
    m_engineWord->setText(fontMetrics().elidedText(word, Qt::ElideRight, widestEngineWord));
    m_engineWord->setToolTip(plainTip(m_deploy->engineText()));
}

/// Of what any edit may change.
void MainWindow::updateStatus()
{
    m_deploy->setScenario(static_cast<int>(m_document.topology().faults.size()));
    m_seedWord->setText(tr("seed %1").arg(paramsOf(m_document.topology()).integer("seed")));
    m_zoomWord->setText(tr("zoom %1 %").arg(m_view->zoom() * 100, 0, 'f', 0));
    showSaved();
    setWindowModified(m_document.isModified());
}

void MainWindow::showSaved()
{
    if (!m_document.isModified()) {
        m_saveTimer->stop();
        m_saveWord->setMinimumSize(0, 0); // the room of words that change is given back
        m_saveWord->setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
        m_saveWord->setText(m_document.path().isEmpty() ? QString() : tr("saved"));
        m_saveWord->setToolTip({});
        return;
    }
    const auto &failure = m_recovery->failure();
    const auto written = m_recovery->lastWritten();
    if (failure || !written.isValid()) {
        m_saveTimer->stop();
        m_saveWord->setFigure(!failure                               ? tr("not saved")
                              : failure->code == ErrorCode::DiskFull ? tr("not autosaved: no space left")
                                                                     : tr("not autosaved"));
        m_saveWord->setToolTip(failure ? plainTip(placedText(*failure)) : QString());
        return;
    }
    if (!m_saveTimer->isActive()) {
        m_saveTimer->start();
    }
    m_saveWord->setFigure(autosavedWords(written.secsTo(QDateTime::currentDateTime())));
    m_saveWord->setToolTip(
        tr("Not saved yet. A copy of your changes is offered at the next start if this one ends badly."));
}

/// A failure is said once; what stands in the notice bar already waits for an answer and is not replaced.
void MainWindow::noteAutosave()
{
    showSaved();
    const auto &failure = m_recovery->failure();
    if (!failure) {
        m_isAutosaveTold = false;
        m_notice->dismiss(autosaveTopic);
        return;
    }
    if (m_isAutosaveTold || !m_notice->topic().isEmpty()) {
        return;
    }
    m_isAutosaveTold = true;
    m_notice->say(
        autosaveTopic,
        tr("Your changes are not autosaved, and a crash would lose them: save the document, elsewhere if need "
           "be. %1")
            .arg(placedText(*failure)),
        {{QStringLiteral("saveNow"), tr("Save"), [this] { saveAsked(); }},
         {QStringLiteral("saveElsewhere"), tr("Save as…"), [this] { saveAsAsked(); }},
         {QStringLiteral("dismissNotice"), tr("Later"), {}}});
}

void MainWindow::say(const QString &sentence)
{
    statusBar()->showMessage(sentence, 12'000);
}

} // namespace bayplan
