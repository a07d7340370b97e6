// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/step_words.h"

#include "app/desktop/sequence_scene.h"

#include <QCoreApplication>
#include <QStringList>

namespace bayplan {

namespace {

QString stepWords(const char *text)
{
    return QCoreApplication::translate("StepWords", text);
}

QString nameIn(const Plan &plan, const std::optional<InstanceIndex> &instance)
{
    return instance && *instance < plan.instances.size() ? QString::fromStdString(plan.instances[*instance].name)
                                                         : QString();
}

QString withText(const QString &words, const std::string &text)
{
    return text.empty() ? words : words + QStringLiteral(": ") + QString::fromStdString(text);
}

QString messageWords(const StepDone &step, const Plan &plan)
{
    if (!step.from)
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "a message came"));
    return withText(
        stepWords(QT_TRANSLATE_NOOP("StepWords", "%1 of %2")).arg(sequenceNoun(step.sort), nameIn(plan, step.from)),
        step.text);
}

/// What it was, whether or not anybody was told.
QString causeOf(const StepDone &step, const Plan &plan)
{
    switch (step.kind) {
    case StepDone::Kind::Other:
        return {};
    case StepDone::Kind::Timer:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "a timer came due"));
    case StepDone::Kind::StaleTimer:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "a timer that it has set anew since: nothing happens"));
    case StepDone::Kind::Message:
        return messageWords(step, plan);
    case StepDone::Kind::Gone:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "meant for a life of it that is over: nothing happens"));
    case StepDone::Kind::Computed:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "a piece of its work is done"));
    case StepDone::Kind::Written:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "its write has reached the disk"));
    case StepDone::Kind::LogRead:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "its log is read on"));
    case StepDone::Kind::Started:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "starts"));
    case StepDone::Kind::GraceOver:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "its time to stop in good order is over"));
    case StepDone::Kind::Load:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "its load changes"));
    case StepDone::Kind::Order:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "an order by hand"));
    case StepDone::Kind::Fault:
        return withText(stepWords(QT_TRANSLATE_NOOP("StepWords", "fault")), step.text);
    case StepDone::Kind::Processor:
        return stepWords(QT_TRANSLATE_NOOP("StepWords", "a processor goes on"));
    }
    return {};
}

/// Of the instance that the line begins with, without its name.
QString toldWords(const RunEvent &event, const QString &about)
{
    const QString what = withText(QString::fromStdString(event.kind), event.text);
    const QString subject = QString::fromStdString(event.subject);
    return subject == about || subject.isEmpty() ? what : subject + QLatin1Char(' ') + what;
}

} // namespace

QString stepText(const StepDone &step, Time at, const Plan &plan)
{
    const QString time = exactTime(at) + QLatin1Char(' ');
    const QString cause = causeOf(step, plan);
    QString about = nameIn(plan, step.instance);
    if (step.told.empty()) {
        const QString what =
            cause.isEmpty() ? stepWords(QT_TRANSLATE_NOOP("StepWords", "nothing is left to happen")) : cause;
        return time + (about.isEmpty() ? what : about + QStringLiteral(": ") + what);
    }
    if (about.isEmpty())
        about = QString::fromStdString(step.told.front().subject);
    QStringList told;
    for (const RunEvent &event : step.told)
        told += toldWords(event, about);
    return time + (about.isEmpty() ? QString() : about + QLatin1Char(' ')) + told.join(QStringLiteral("; ")) +
           (cause.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(cause));
}

} // namespace bayplan
